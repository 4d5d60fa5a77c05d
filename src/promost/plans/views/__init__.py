"""The room's pages: thin, they call actions and queries."""
