"""Headings of sections: what makes a row or a line one, and its number parted from its title."""

from __future__ import annotations

import re

from promost.kit.text import clean, fold, unmix
from promost.plans.reading.layout.numbering import strip_number
from promost.plans.reading.layout.spans import is_time
from promost.plans.reading.layout.vocabulary import phrases, tokens

LONGEST = 250
_WORDED = re.compile(r"^\S+\s+(?:№\s*)?([IVXLІХ]+|\d+(?:\.\d+)*|[A-ZА-Я](?=\W))\b", re.IGNORECASE)
_NUMBERED = re.compile(r"^([IVXLІХ]{1,6}|\d{1,3}(?:\.\d{1,3})*|[A-HА-З])[.):]\s+(?=\S)")
_BARE = re.compile(r"^([IVXLІХ]{2,6}|[IVX]|\d{1,3}(?:\.\d{1,3})*)\s+(?=[A-ZА-ЯЁ«])")


def names_section(text: str) -> bool:
    """Whether the text calls itself a section: "Раздел 2. …", "Section III: …"."""
    return phrases("words", "lines", "section").starts(text) and (bool(_WORDED.match(text)) or len(tokens(text)) <= 12)


def is_counted(text: str) -> bool:
    """Whether the text begins with a number as sections have: "I. …", "2. …"."""
    return bool(_NUMBERED.match(text))


def is_upper(text: str) -> bool:
    """Whether the text is written wholly in capitals."""
    letters = [letter for letter in text if letter.isalpha()]
    return len(letters) > 3 and all(letter.isupper() for letter in letters)


def part_section(text: str, number: str = "") -> tuple[str, str]:
    """A section's number and title as printed; a heading that says "Раздел 1" keeps the word in its title.

    Latin letters inside Cyrillic words are put right: a heading is shown, and compared, over and over.
    """
    title = unmix(clean(text))
    if is_time(title) and not number:
        return "", title
    if number:
        return strip_number(number), title
    if phrases("words", "lines", "section").starts(title):
        match = _WORDED.match(title)
        return (match.group(1) if match else ""), title
    match = _NUMBERED.match(title) or _BARE.match(title)
    return (match.group(1), title[match.end() :]) if match else ("", title)


def same_title(one: str, other: str) -> bool:
    """Whether two headings are the same but for case and spaces."""
    return fold(one) == fold(other)
