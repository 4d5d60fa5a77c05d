"""What pages of applications need beside the answers of queries: steps, deeds, words."""
