"""Criteria as an officer builds them: a tree of conditions and groups, sentences for it, and how many it fits."""
