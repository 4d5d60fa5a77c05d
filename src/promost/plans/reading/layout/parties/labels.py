"""Labels that name a party: the heading of a column of owners, or words before a colon inside a cell."""

from __future__ import annotations

import re
from collections.abc import Iterable

from promost.kit.text import clean
from promost.plans.reading.draft import Side
from promost.plans.reading.layout.parties.names import bare, kinds, stems
from promost.plans.reading.layout.vocabulary import phrases

_FROM = r"(?:от|со стороны|from|for|on behalf of|by)\s+"
_PLACE = r"(?:г\.\s?о\.|м\.\s?о\.|м\.\s?р\.|гор\.\s?округ|г\.|гор\.|пос\.|респ\.)"
_MARKED = re.compile(
    rf"(?:^|[;.\n])\s*(?P<label>{_FROM}[^:;\n–—]{{2,90}}?)\s*(?::|\s[–—-]\s)"
    rf"|(?:^|[;.\n])\s*(?P<short>(?:{_PLACE}\s*)?[^:;,.\n]{{2,70}}?)\s*:"
    r"|(?:^|[;.\n])\s*(?P<dashed>[^:;,.\n–—]{2,40}?)\s[–—]\s",
    re.IGNORECASE,
)
ORDINAL = re.compile(r"\b(?:сторон\w*|part(?:y|ies)|side)\s*(?:№|No\.?)?\s*(\d|[A-DА-Г]\b|I{1,3}\b)", re.IGNORECASE)
"""A side called by its ordinal: "Сторона 1", "Party B"."""
_WORDIEST = 10


def said_side(text: str) -> Side | None:
    """The side that a label names outright: "донор", "Responsible (Recipient)"; None where it names none."""
    found = {side: phrases("sides", "side", side).match(text) for side in ("donor", "recipient", "curator", "buyer")}
    said = {side: match for side, match in found.items() if match}
    if not said:
        return None
    return Side(max(said, key=lambda side: said[side].score))


def names_party(label: str) -> bool:
    """Whether a label names a party, and not only a role such as "co-executor"."""
    return bool(said_side(label) or ORDINAL.search(label) or stems(bare(label)) or kinds(bare(label)))


def names_party_outright(label: str) -> bool:
    """Whether a heading of one line says that it is a party's: "от …", "… (Донор)", a region, a ministry, a company."""
    core = bare(label)
    if said_side(label) or kinds(core) or ORDINAL.search(label):
        return True
    if not stems(core):
        return False
    if re.match(rf"{_PLACE}\s*\w", core, re.IGNORECASE):
        return True
    return bool(re.search(rf"(?:^|\s){_FROM}", label, re.IGNORECASE)) or (core != clean(label) and label.endswith(")"))


def labels_in(text: str) -> list[str]:
    """The labels before colons, and before dashes, in one cell, in order."""
    found = [match.group("label") or match.group("short") or match.group("dashed") for match in _MARKED.finditer(text)]
    return [clean(label) for label in found if label and len(label.split()) <= _WORDIEST]


def find_markers(cells: Iterable[str], known: Iterable[str]) -> list[str]:
    """Labels used as markers of sides, in the order met: said as such, or akin to a party known from elsewhere.

    A single name before a dash is no marker: bodies have dashes in their own names.
    """
    texts = list(cells)
    counted = dict.fromkeys(label for text in texts for label in labels_in(text))
    names = [stems(name) for name in known]
    markers = [label for label in counted if _is_marker(label, names)]
    sure = {label for label in markers if re.match(_FROM, label, re.IGNORECASE) or any(f"{label}:" in t for t in texts)}
    dashed = {stems(bare(label)) for label in markers if label not in sure}
    return [label for label in markers if label in sure or len(dashed) > 1]


def _is_marker(label: str, names: list[frozenset[str]]) -> bool:
    if re.match(_FROM, label, re.IGNORECASE) and names_party(label):
        return True
    if said_side(label):
        return True
    words = stems(bare(label))
    if not words:
        return bool(kinds(label)) and len(label.split()) == 1
    return any(words <= name for name in names)
