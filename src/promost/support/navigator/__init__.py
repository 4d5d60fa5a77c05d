"""The navigator: what an enterprise can get, why not the rest, and what would change that. Open to everybody."""
