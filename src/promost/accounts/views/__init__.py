"""The pages of the accounts: thin, they call actions and queries."""
