"""Schemes: written by their providers, reviewed, published, remarked upon, archived."""
