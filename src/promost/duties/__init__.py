"""What somebody owes by a date."""
