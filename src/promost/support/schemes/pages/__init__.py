"""What the pages of schemes need beside the answers of queries: words for terms and windows, parts, buttons."""
