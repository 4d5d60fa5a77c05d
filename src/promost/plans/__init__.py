"""Agreements, plans, editions, measures, targets: the promise."""
