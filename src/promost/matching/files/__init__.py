"""Records and criteria from files, for the command."""
