"""A table of levels as offices keep it: which column is which, and what stands in a cell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from pathlib import Path

from django.utils.translation import gettext as _

from promost.kit.text import fold
from promost.registry import rooms
from promost.registry.sources import tables
from promost.registry.sources.problems import whole

NEEDED = ("indicator", "subject", "starts_on", "ends_on", "value", "source", "released_on")
DAYS = ("%Y-%m-%d", "%d.%m.%Y", "%Y-%m-%d %H:%M:%S", "%d/%m/%Y")


class Unclear(ValueError):
    """A cell that cannot be understood; the message says what to write."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the table: its number, counted from 1, its cells as they stand, and those that have a meaning."""

    number: int
    cells: Sequence[str]
    known: Mapping[str, str]


def read(path: Path) -> tuple[Sequence[str], Iterator[Line]]:
    """Return the headings and the lines of a table.

    Raises BadFile for what is no table or lacks a column (it names those), OSError for what cannot be opened.
    """
    rows = tables.rows(path)
    head = next(rows, None)
    if head is None:
        raise whole(path.name, _("The table is empty."))
    columns = _columns(head[1])
    lacking = [_shown(name) for name in NEEDED if name not in columns]
    if lacking:
        raise whole(path.name, _("The table lacks these columns: %(columns)s.") % {"columns": ", ".join(lacking)})
    return head[1], (_line(number, cells, columns) for number, cells in rows)


def day(text: str) -> date:
    """Read a day. Raises Unclear."""
    for form in DAYS:
        try:
            return datetime.strptime(text, form).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    raise Unclear(_("“%(text)s” is not a day; write it as 30.06.2025.") % {"text": text})


def number(text: str) -> Decimal:
    """Read a number with a comma or a point. Raises Unclear, also where both stand: it may be thousands."""
    bare = text.replace(" ", "").replace("\N{MINUS SIGN}", "-")
    try:
        found = Decimal(bare.replace(",", "."))
    except InvalidOperation:
        found = Decimal("NaN")
    if not found.is_finite():
        raise Unclear(_("“%(text)s” is not a number; write it as 2350,5.") % {"text": text})
    return found


def _columns(head: Sequence[str]) -> dict[str, int]:
    words = rooms.data("promost.profiles:data/columns.toml")
    heads = [fold(cell) for cell in head]
    found: dict[str, int] = {}
    for name, several in words.items():
        places = [place for place, text in enumerate(heads) if text in several or text == name]
        places += [place for place, text in enumerate(heads) if any(text.startswith(f"{word} ") for word in several)]
        free = [place for place in places if place not in found.values()]
        if free:
            found[name] = free[0]
    return found


def _line(number_: int, cells: Sequence[str], columns: Mapping[str, int]) -> Line:
    return Line(number_, cells, {name: cells[at] for name, at in columns.items() if at < len(cells)})


def _shown(name: str) -> str:
    return str(rooms.data("promost.profiles:data/columns.toml")[name][0])
