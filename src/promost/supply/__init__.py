"""What a large buyer needs, who can make it, and what stands between them."""
