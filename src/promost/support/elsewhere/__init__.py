"""Applications made elsewhere: recorded singly or from a file, counted alike."""
