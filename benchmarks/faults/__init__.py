"""Kills at random moments, and what must hold after them."""
