"""Pages of the registry: thin, they call actions and queries."""
