"""Grammar of one point of the calendar: a day, a month, a quarter, "конец мая", "Q2 2025", "третья декада марта"."""

from __future__ import annotations

import re
from dataclasses import replace

from .cursor import Cursor
from .dating import dated, full, is_year, next_year, year_words
from .nodes import Point

_SPLIT = re.compile(r"\s?[-./,]\s?")
_INDEXED = frozenset({"quarter", "half", "decade", "week"})
_NUMBERED = ("num", "ordnum", "roman", "ord")
_LAST_INDEX = {"quarter": 4, "half": 2, "decade": 3, "week": -1}
_MOST = {"week": 53}


def point(c: Cursor) -> Point | None:
    """The point that begins at the cursor, or None and the cursor unmoved."""
    begin = c.at
    for rule in (_portioned, _numeric, _indexed, _grain_first, _day_month, _month, _season, _first_months, _year):
        found = rule(c)
        if found is not None:
            return found
        c.at = begin
    return None


def bare(c: Cursor) -> Point | None:
    """A number that only the next point explains: "12" in "12 – 23 мая", "II" in "II – III кварталы"."""
    token = c.look()
    if token.kind not in _NUMBERED or not 0 < token.value <= 31:
        return None
    c.at += 1
    return Point("", token.value)


def _portioned(c: Cursor) -> Point | None:
    """Such as "конец мая 2025", "end of Q3", "mid-June", "до конца года"."""
    if c.take("eoy"):
        return dated(c, Point("year", portion="end"))
    portion = c.take("portion")
    if portion is None:
        return None
    c.skip("dash", "of", "calendar", "every")
    inner = point(c)
    if inner is None:
        grain = c.take_value("grain", ("year", "quarter", "half"))
        inner = None if grain is None else dated(c, Point(grain.value))
    return None if inner is None or inner.portion else replace(inner, portion=portion.value)


def _numeric(c: Cursor) -> Point | None:
    """Such as "01.04.2025", "2025-04-01", "04.2025", "01.04"."""
    token = c.take("date", "short")
    if token is None:
        return None
    parts = [int(part) for part in _SPLIT.split(token.value)]
    c.skip("time", "yearmark")
    c.take_value("grain", ("year",))
    if token.kind == "short":
        return dated(c, Point("day", parts[0], parts[1]))
    if len(parts) == 2:
        month, year = parts if parts[0] < 100 else parts[::-1]
        return Point("month", month, year=year)
    if len(_SPLIT.split(token.value)[0]) == 4:
        return Point("day", parts[2], parts[1], parts[0])
    day, month, year = parts
    if month > 12 >= day and "." not in token.value:
        day, month = month, day
    return Point("day", day, month, full(year), short=year < 100)


def _indexed(c: Cursor) -> Point | None:
    """Such as "II квартал 2025 г.", "первая половина мая", "3-я декада марта", "2nd quarter of 2025"."""
    number = c.take(*_NUMBERED, "ordinal_last")
    if number is None:
        return None
    c.skip("dash")
    grain = c.take_value("grain", _INDEXED)
    if grain is None:
        return None
    index = _LAST_INDEX.get(grain.value, 4) if number.kind == "ordinal_last" else _quarter(number.value)
    return _within(c, grain.value, index)


def _grain_first(c: Cursor) -> Point | None:
    """Such as "Q2 2025", "H1", "квартал II"."""
    grain = c.take_value("grain", ("quarter", "half", "week"))
    if grain is None:
        return None
    number = c.take("num", "roman", "ordnum")
    if number is None or number.value > _MOST.get(grain.value, 4):
        return None
    return dated(c, Point("week", number.value)) if grain.value == "week" else _within(c, grain.value, number.value)


def _quarter(value: int) -> int:
    """Digits typed for a Roman numeral: 11 for II, 111 for III."""
    return {11: 2, 111: 3}.get(value, value)


def _within(c: Cursor, grain: str, index: int) -> Point | None:
    """What an indexed grain lies in: a month for a decade, week or half of a month; a year for the others."""
    begin = c.at
    c.skip("of", "in")
    month = c.take("month") if grain != "quarter" else None
    if month is not None:
        return dated(c, Point("halfmonth" if grain == "half" else grain, index, month.value))
    c.at = begin
    found = dated(c, Point(grain, index))
    return None if grain == "decade" or (grain == "week" and not found.dated) else found


def _day_month(c: Cursor) -> Point | None:
    """Such as "1 апреля 2025 г.", "1st of April", "первое апреля"."""
    day = c.take("num", "ordnum", "ord")
    if day is None or day.value > 99:
        return None
    c.skip("dayofmonth", "of")
    month = c.take("month")
    return None if month is None else dated(c, Point("day", day.value, month.value))


def _month(c: Cursor) -> Point | None:
    """Such as "апрель 2025", "April 1, 2025", "Apr-25", "апрель"."""
    month = c.take("month")
    if month is None:
        return None
    decade = _decade_behind(c, month.value)
    if decade is not None:
        return decade
    after = c.look()
    if after.kind in {"num", "ordnum"} and after.value <= 31 and not is_year(c):
        c.at += 1
        return dated(c, Point("day", after.value, month.value))
    if after.kind == "dash" and c.look(1).kind == "num" and after.begin == month.stop and c.look(1).begin == after.stop:
        c.at += 1
        if is_year(c):
            return dated(c, Point("month", month.value))
        c.at -= 1
    return dated(c, Point("month", month.value))


def _decade_behind(c: Cursor, month: int) -> Point | None:
    """Such as "сентябрь, 3 декада", "март (II декада)"."""
    begin = c.at
    c.take("sep")
    number = c.take(*_NUMBERED)
    if number is not None and c.take_value("grain", ("decade",)):
        return dated(c, Point("decade", number.value, month))
    c.at = begin
    return None


def _season(c: Cursor) -> Point | None:
    season = c.take("season")
    return None if season is None else dated(c, Point("season", season.value))


def _first_months(c: Cursor) -> Point | None:
    """Such as "9 месяцев 2025 года": from January on."""
    number = c.take("num")
    if number is None or not 0 < number.value < 12 or c.take_value("grain", ("month",)) is None:
        return None
    found = dated(c, Point("months", number.value))
    return found if found.dated else None


def _year(c: Cursor) -> Point | None:
    """Such as "2025 год", "2025/26 учебный год", "текущий год", "FY2025"."""
    c.skip("fiscal")
    this = c.take("this")
    if this is not None:
        c.skip("calendar")
        return Point("year", ahead=this.value) if c.take_value("grain", ("year",)) else None
    academic = c.take("academic") is not None
    short = c.look() if is_year(c) and (c.look(1).kind == "yearmark" or c.tokens[c.at - 1].kind == "fiscal") else None
    year = c.take("year", *(("num",) if short else ()))
    if year is None:
        return None
    grain = "biennium" if next_year(c) else "year"
    year_words(c)
    if academic or c.take("academic"):
        grain = "academic"
    return Point(grain, year=full(year.value), short=short is not None)
