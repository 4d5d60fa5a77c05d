"""Files of schemes: read, looked at, accepted."""
