"""Completion documents: who confirms what an owner has handed in, what waits, confirming and returning."""
