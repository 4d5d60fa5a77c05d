"""The history of every thing that has one: its words, who may open it, its page and its file."""
