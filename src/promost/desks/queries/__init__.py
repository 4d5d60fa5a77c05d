"""What the desks read."""
