"""The top floor: settings, root addresses, the server and the command line."""
