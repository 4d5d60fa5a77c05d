"""Names of SpreadsheetML, and how places of cells are read."""

from __future__ import annotations

import re
from functools import lru_cache

from promost.kit.uploads import Refused
from promost.plans.reading.sources.grid import LAST_COLUMN, LAST_ROW, Area

S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_PLACE = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})$")
TRUE = {"1", "true", "on"}


@lru_cache(maxsize=20_000)
def column_of(letters: str) -> int:
    """The index of a column: "A" → 0, "AB" → 27."""
    index = 0
    for letter in letters.upper():
        index = index * 26 + ord(letter) - 64
    return index - 1


def place_of(reference: str) -> tuple[int, int]:
    """Row and column from 0: "B7" → (6, 1). Raises Refused BROKEN_XML where no sheet has such a place."""
    match = _PLACE.match(reference)
    if match is None:
        raise Refused("BROKEN_XML", {"part": reference[:20]})
    row, column = int(match.group(2)) - 1, column_of(match.group(1))
    if not (0 <= row < LAST_ROW and column < LAST_COLUMN):
        raise Refused("BROKEN_XML", {"part": reference[:20]})
    return row, column


def area_of(reference: str) -> Area:
    """An area from 0: "B7:C9" → (6, 1, 8, 2)."""
    first, _, last = reference.partition(":")
    top, left = place_of(first)
    bottom, right = place_of(last or first)
    return min(top, bottom), min(left, right), max(top, bottom), max(left, right)
