"""Tags of the room of comments."""
