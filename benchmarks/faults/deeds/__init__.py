"""What is done while it is killed, and what must hold afterwards."""
