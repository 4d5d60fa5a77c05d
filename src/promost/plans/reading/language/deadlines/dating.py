"""Grammar of the year behind a point: "2025 г.", "25 г.", "'25", "текущего года"."""

from __future__ import annotations

from dataclasses import replace

from .cursor import NOTHING, Cursor
from .nodes import Point


def dated(c: Cursor, found: Point) -> Point:
    """``found`` with the year that follows it, if one does."""
    begin = c.at
    if c.sees("sep") and c.look().stop - c.look().begin == 1:
        c.at += 1
    c.skip("of", "in", "fiscal")
    year = c.take("year")
    if year is None and is_year(c, found.grain):
        year = c.take("num")
    if year is not None:
        year_words(c)
        return replace(found, year=full(year.value), short=year.value < 100)
    this = c.take("this")
    if this is not None and (c.take_value("grain", ("year",)) or this.stop - this.begin <= 4):
        return replace(found, ahead=this.value)
    c.at = begin
    if c.look().kind == "yearmark":
        c.at += 1
    return found


def is_year(c: Cursor, grain: str = "month") -> bool:
    """Whether the number ahead is a year of two digits: "Apr-25", "июнь 25", "Q2'25", "мая 25 г."."""
    token, before = c.look(), c.tokens[c.at - 1] if c.at else NOTHING
    if token.kind != "num" or not 20 <= token.value < 70 or c.look(1).kind == "month":
        return False
    if grain == "day" and before.kind == "month":
        return True
    if c.look(1).kind == "yearmark" or c.look(1).value == "year" or before.kind == "fiscal":
        return True
    if grain in {"quarter", "half"}:
        return before.kind != "sep"
    glued = before.kind == "dash" and token.begin == before.stop
    return glued or (before.kind == "month" and not before.raw.isascii())


def full(year: int) -> int:
    """A year of two digits as one of this century; any other as it is."""
    return year + 2000 if year < 100 else year


def year_words(c: Cursor) -> None:
    """Past "г." or "года" behind a year, and "/26" behind 2025."""
    if next_year(c):
        c.at += 2
    if c.take("yearmark") is None:
        c.take_value("grain", ("year",))


def next_year(c: Cursor) -> bool:
    """Whether "/26" or "/2026" stands behind the year 2025 that was just taken."""
    mark, number, before = c.look(), c.look(1), c.tokens[c.at - 1] if c.at else NOTHING
    if mark.kind != "sep" or mark.raw != "/" or number.kind not in {"num", "year"} or before.kind != "year":
        return False
    return bool(full(number.value) == before.value + 1)
