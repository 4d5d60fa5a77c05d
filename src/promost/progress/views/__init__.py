"""The pages of the room of progress."""
