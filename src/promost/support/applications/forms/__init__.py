"""What is typed in on the way of an application."""
