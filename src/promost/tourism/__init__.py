"""Tours of plants: routes, slots, bookings, visitors."""
