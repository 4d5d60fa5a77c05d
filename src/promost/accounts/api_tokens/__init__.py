"""Tokens by which a user's programs call the API: kept as digests, each for one organisation, revoked at once."""
