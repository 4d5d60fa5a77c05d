"""What looks after the sources: words and their translations."""
