"""The ground floor: what every room stands on. Knows nothing of plans, regions or people."""
