"""The pages of the navigator."""
