"""Grammar of terms that hang on an event: "в течение 30 дней после …", "within 10 working days of …", "после ввода"."""

from __future__ import annotations

from .cursor import Cursor
from .nodes import Event
from .points import point

_NUMBER = ("num", "card", "ordnum", "ord")
_UNITS = ("day", "week", "month", "quarter", "year")


def event(c: Cursor) -> Event | None:
    """The term on an event at the cursor, or None and the cursor unmoved."""
    begin, depth = c.at, c.look().depth
    counted = _duration(c)
    if counted is None:
        c.at = begin
        c.skip("in", "skip")
        sign = _side(c, counted=False)
        if sign == 0:
            c.at = begin
            return None
        counted, sided = (0, "day", False), True
    else:
        sign = _side(c, counted=True)
        sided = sign != 0
        sign = sign or 1
    amount, unit, working = counted
    words_first, words_last = _words(c, depth)
    if words_first == words_last and c.tokens[c.at - 1].kind == "after" and c.tokens[c.at - 1].raw.lower() == "on":
        words_first -= 1
    if amount == 0 and words_first == words_last:
        c.at = begin
        return None
    return Event(begin, c.at, depth, sign * amount, unit, working, words_first, words_last, sided)


def _side(c: Cursor, *, counted: bool) -> int:
    """1 for after an event, -1 for before it, 0 if neither is said; "of" and "from" only after a length of time."""
    if c.take("after") or c.take_value("following", ("after", "period") if counted else ("after",)):
        return 1
    if c.look().raw.lower() in {"once", "when", "if"} and c.look(1).kind in {"word", "of", "skip"}:
        c.at += 1
        return 1
    if c.take("before"):
        return -1
    if c.look().kind == "by" and not _dated_ahead(c):
        c.at += 1
        return -1
    if counted and c.look().kind in {"from", "of"} and not _dated_ahead(c):
        c.at += 1
        return 1
    return 0


def _dated_ahead(c: Cursor) -> bool:
    begin = c.at
    c.at += 1
    c.skip("skip", "in", "of")
    found = point(c) is not None
    c.at = begin
    return found


def _dated_point(c: Cursor) -> bool:
    begin = c.at
    found = point(c)
    c.at = begin
    return found is not None and found.dated


def _duration(c: Cursor) -> tuple[int, str, bool] | None:
    """Such as "в течение 10 рабочих дней", "за месяц", "в 10-дневный срок", "двухнедельный срок", "3 months"."""
    led = False
    while c.take("in", "by", "skip", "from", "to", "tentative"):
        led = True
    adjective = c.take("duration")
    if adjective is not None:
        amount, unit = adjective.value.split()
        return int(amount), unit, False
    number = c.take(*_NUMBER)
    if number is None and c.sees("per") and c.look(1).kind in {"grain", "working", "calendar"}:
        c.at += 1
        led = True
    if c.look().depth and c.look().kind in _NUMBER:
        c.at += 1
    c.skip("dash")
    working = _kind_of_days(c)
    unit_token = c.take_value("grain", _UNITS) or c.take("duration_unit")
    if unit_token is None or (number is None and not (led and _counts_alone(c, unit_token.value))):
        return None
    working = _kind_of_days(c) or working
    return number.value if number else 1, unit_token.value, working


def _kind_of_days(c: Cursor) -> bool:
    working = False
    while True:
        token = c.take("working", "calendar")
        if token is None:
            return working
        working = working or token.kind == "working"


def _counts_alone(c: Cursor, unit: str) -> bool:
    """Such as "в течение месяца" is one month; "в течение года" is a duration only before an event."""
    return unit in {"day", "week", "month", "quarter"} or c.look().kind in {"after", "before"}


def _words(c: Cursor, depth: int) -> tuple[int, int]:
    """The words that name the event: up to ";" or to a date that stands beside it ("…, но не позднее 01.06.2025")."""
    first = c.at
    while c.look().kind != "end":
        token = c.look()
        if token.depth < depth or (token.kind == "sep" and c.tokens[c.at].value == "list" and _closes(c)):
            break
        if token.kind in {"by", "to", "dash"} and _dated_ahead(c):
            break
        c.at += 1
    return first, c.at


def _closes(c: Cursor) -> bool:
    """Whether the separator ahead ends the event: a term with its own lead follows."""
    begin = c.at
    c.skip("sep", "skip", "tentative", "in")
    closed = c.look().kind in {"by", "onward", "recur", "whole", "later", "ondemand"} or _dated_point(c)
    c.at = begin
    return closed
