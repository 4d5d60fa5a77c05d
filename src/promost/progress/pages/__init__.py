"""What progress adds to the pages of a plan and of a measure."""
