"""What can be counted, and the levels that were observed."""
