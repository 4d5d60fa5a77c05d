"""Plan documents → drafts. Pure Python: no Django, no database."""
