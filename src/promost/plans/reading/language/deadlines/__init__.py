"""Terms as plan documents write them, Russian and English: a tokeniser, a grammar, and a calendar.

    text ──tokens──▶ tokens ──grammar──▶ tree ──judging──▶ Deadline ──checks──▶ Deadline and its doubts

The words stand in words.toml; slips.toml lists the spellings that a mistyped word is compared with.
"""

from .finding import find, find_with_doubts
from .likeness import looks_like
from .reading import read

__all__ = ["find", "find_with_doubts", "looks_like", "read"]
