"""What can be counted, what promises are counted by, and levels that were observed."""
