"""Running text parted into its points: numbered, bulleted, or line by line."""

from __future__ import annotations

import re
from collections.abc import Iterator

from promost.kit.text import fold
from promost.support.reading.cells.words import load
from promost.support.reading.draft import Item

_NUMBER = r"(?:\d{1,2}(?:\.\d{1,2}){0,3}[.)]|[IVXА-Яа-яA-Za-z][.)]|[IVX]{2,4}[.)])"
_NUMBERED = re.compile(rf"({_NUMBER}|\d{{1,2}}(?:\.\d{{1,2}}){{1,3}})\s*(?=\S)(.*)", re.DOTALL)
_BULLET = re.compile(r"[•●▪◦·*–—-]\s*(?=\S)(.*)", re.DOTALL)
_SECTION = re.compile(r"[IVX]{1,4}[.)]")
_INLINE = re.compile(r"(?<=[;.])\s+(\d{1,2})([.)])\s+(?=[А-ЯЁA-Z])")

_ENDS = ".;:!?"
_LONG = 60
"""A numbered point of more characters that has no end goes on in the next line."""


def split(text: str) -> tuple[Item, ...]:
    """The points of a plain text in order; every word of it stands in one of them.

    A line that ends in a colon, and a Roman heading, introduce what follows: those points name it as ``under``.
    """
    found: list[Item] = []
    heading, section = "", ""
    for number, words in _lines(text):
        bullet = number == "•"
        if _SECTION.fullmatch(number) or (not number and words.endswith(":")):
            section, heading = words, ""
        elif not bullet:
            heading = ""
        under = heading or ("" if words == section else section)
        found.append(Item("" if bullet else number, words, under))
        if words.endswith(":") and not bullet:
            heading = words
    return tuple(found)


def _lines(text: str) -> Iterator[tuple[str, str]]:
    """Each point's number ("•" for a bullet, "" for a plain line) and words."""
    last = 0
    for raw in _whole_lines(text):
        for line in _inline(raw, last):
            number, words = _parted(line)
            last = int(number.rstrip(".)")) if number.rstrip(".)").isdecimal() else last
            yield number, words


def _whole_lines(text: str) -> list[str]:
    """The lines that say something; one that goes on in the midst of a sentence is joined to the line before."""
    found: list[str] = []
    for line in (each.strip() for each in text.split("\n")):
        if found and _goes_on(found[-1], line):
            found[-1] = f"{found[-1]} {line}"
        elif line:
            found.append(line)
    return found


def _goes_on(above: str, line: str) -> bool:
    """Whether a line belongs to the sentence above it: that one has no end, and this begins with a small letter, or
    stands without a number after a long numbered point."""
    if not line or above[-1] in _ENDS or _NUMBERED.fullmatch(line) or _BULLET.fullmatch(line):
        return False
    if line[0].islower():
        return True
    begins_anew = fold(line).startswith(tuple(load("words")["days"]["total"]))
    return len(above) > _LONG and _NUMBERED.fullmatch(above) is not None and not begins_anew


def _inline(line: str, last: int) -> list[str]:
    """A line cut where the next number stands in its midst ("…; 3. Sent on")."""
    own = re.match(r"(\d{1,2})[.)]", line)
    count = int(own.group(1)) if own else last
    pieces, start = [], 0
    for match in _INLINE.finditer(line):
        if int(match.group(1)) == count + 1:
            pieces.append(line[start : match.start()])
            start, count = match.start(1), count + 1
    return [piece.strip() for piece in (*pieces, line[start:])]


def _parted(line: str) -> tuple[str, str]:
    numbered = _NUMBERED.fullmatch(line)
    if numbered and not _is_amount(line):
        return numbered.group(1), numbered.group(2).strip()
    bullet = _BULLET.fullmatch(line)
    return ("•", bullet.group(1).strip()) if bullet else ("", line)


def _is_amount(line: str) -> bool:
    """Whether the number at the beginning counts something or is a day ("1.5 млн", "01.02.2024"), and numbers no
    point."""
    return re.match(r"\d{1,2}\.\d{1,2}(?:\.\d{4}|\s*(?:млн|млрд|тыс|%|руб))", line) is not None
