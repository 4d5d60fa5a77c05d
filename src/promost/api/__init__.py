"""The API: one root that collects each room's router, opened by tokens."""
