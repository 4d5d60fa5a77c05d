"""``promost setup``: from an empty data folder to an installation whose officers can sign in."""
