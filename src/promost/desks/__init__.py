"""One page for each of its people; public pages."""
