"""Grammar of repeats: "ежеквартально", "2 раза в год", "every two months", and of the day each one falls due."""

from __future__ import annotations

from .cursor import Cursor
from .nodes import DayRule, Repeat
from .tokens import Token

_ENGLISH_ORDINALS = ("st", "nd", "rd", "th")
_NUMBER = ("num", "ordnum", "ord", "card")
_UNITS = ("day", "week", "decade", "month", "quarter", "half", "year")
ADVERBS = {
    "daily": (1, 1, "day"),
    "weekly": (1, 1, "week"),
    "biweekly": (1, 2, "week"),
    "monthly": (1, 1, "month"),
    "bimonthly": (1, 2, "month"),
    "quarterly": (1, 1, "quarter"),
    "semiannual": (1, 1, "half"),
    "annual": (1, 1, "year"),
}


def repeat(c: Cursor) -> Repeat | None:
    """The repeat at the cursor, or None and the cursor unmoved."""
    begin, depth = c.at, c.look().depth
    for rule in (_adverb, _every, _times, _weekdays, _results):
        found = rule(c)
        if found is not None:
            return Repeat(begin, c.at, depth, *found)
        c.at = begin
    return None


def _adverb(c: Cursor) -> tuple[int, int, str] | None:
    word = c.take("recur")
    if word is None:
        return None
    c.skip("skip")
    return ADVERBS[word.value]


def _every(c: Cursor) -> tuple[int, int, str] | tuple[int, int, str, int] | None:
    """Such as "каждый месяц", "каждые 2 недели", "every second Friday", "each quarter"."""
    if c.take("every") is None:
        return None
    number = c.take(*_NUMBER)
    day = c.take("weekday")
    if day is not None:
        return 1, number.value if number else 1, "week", day.value
    if number is None and c.sees("month"):
        return 1, 1, "year"
    unit = c.take_value("grain", _UNITS)
    return None if unit is None else (1, number.value if number else 1, unit.value)


def _times(c: Cursor) -> tuple[int, int, str] | None:
    """Such as "раз в квартал", "не реже 1 раза в 2 месяца", "дважды в год", "once every two weeks"."""
    c.skip("skip")
    often = c.take("often")
    count = often.value if often else 1
    if often is None:
        number = c.take("num", "card", "ordnum")
        count = number.value if number else 1
        if c.take("times") is None:
            return None
    adverb = c.take("recur")
    if adverb is not None:
        _, every, unit_name = ADVERBS[adverb.value]
        return count, every, unit_name
    if c.take("in", "per", "every") is None:
        return None
    c.skip("every", "per", "calendar", "in")
    number = c.take("num", "card")
    unit = c.take_value("grain", _UNITS)
    if unit is None or count < 1:
        return None
    return count, number.value if number else 1, unit.value


def _results(c: Cursor) -> tuple[int, int, str] | None:
    """Such as "по итогам квартала": after each of them."""
    after = c.take("after")
    if after is None or after.raw.lower() != "по" or c.tokens[c.at - 1].stop - after.begin < len("по итогам"):
        return None
    c.skip("skip")
    unit = c.take_value("grain", ("month", "quarter", "half", "year"))
    return None if unit is None or c.look().kind in {"word", "year", "num"} else (1, 1, unit.value)


def _weekdays(c: Cursor) -> tuple[int, int, str, int] | None:
    """Such as "по пятницам", "еженедельно по вторникам" (the adverb is a repeat of its own)."""
    if c.take("to", "on", "in") is None:
        return None
    day = c.take("weekday")
    return None if day is None else (1, 1, "week", day.value)


def day_rule(c: Cursor) -> DayRule | None:
    """Such as "до 10 числа месяца, следующего за отчетным", "by the 5th of each month"; None and the cursor unmoved."""
    begin, depth = c.at, c.look().depth
    c.skip("by", "in", "of", "from", "to", "skip")
    more = _days_before(c)
    number = c.take("num", "ordnum", "ord", "ordinal_last")
    if number is None:
        c.at = begin
        return None
    day = -1 if number.kind == "ordinal_last" else number.value
    working = c.take("working") is not None
    c.skip("calendar")
    told = c.take("dayofmonth") or c.take_value("grain", ("day",)) or _english(c, number, begin)
    every = c.sees("every") or (c.sees("of") and c.look(1).kind == "every")
    unit, month = _which_month(c)
    vague = (told is None and not every) or (told is not None and told.kind == "grain" and not unit and not month)
    if not 0 < abs(day) <= 31 or vague or (told is not None and c.sees("month")):
        c.at = begin
        return None
    return DayRule(begin, c.at, depth, day, working, month, unit, more)


def _english(c: Cursor, number: Token, begin: int) -> Token | None:
    """Such as "by the 15th", "on the 15th of the following month": a day by itself, if no month is named."""
    lead = c.tokens[begin]
    led = lead.kind == "by" or lead.raw.lower() == "on"
    if not led or number.kind != "ordnum" or not number.raw.lower().endswith(_ENGLISH_ORDINALS):
        return None
    ahead = c.look(1) if c.sees("of") else c.look()
    kinds = {"this", "every", "following", "after"} if c.sees("of") else {"end", "sep", "every"}
    return number if ahead.kind in kinds or (c.sees("of") and ahead.value == "month") else None


def _days_before(c: Cursor) -> tuple[int, ...]:
    """The first days of "1 и 15 числа", "10, 20 и 30 числа"."""
    begin, days = c.at, []
    while c.look().kind in {"num", "ordnum"} and c.look(1).kind == "sep" and c.look(2).kind in {"num", "ordnum"}:
        days.append(c.look().value)
        c.at += 2
    if days and c.look(1).kind == "dayofmonth" and all(0 < day <= 31 for day in days):
        return tuple(days)
    c.at = begin
    return ()


def _which_month(c: Cursor) -> tuple[str, str]:
    """The period that the day belongs to, as (unit named, which month); both empty if nothing is said."""
    begin = c.at
    c.skip("of", "in")
    month = ""
    every = c.take("every") is not None
    ordinal = c.take("ordinal_last", "ord", "ordnum")
    if ordinal is not None:
        month = "last" if ordinal.kind == "ordinal_last" else "first"
    if c.take("this", "following") or (c.look().raw.lower() == "following" and c.take("after")):
        month = "following"
    grain = c.take_value("grain", ("month", "quarter", "half", "year"))
    if grain is None:
        c.at = begin
        return "", ""
    unit = grain.value if every else ""
    c.skip("of")
    c.skip("every")
    outer = c.take_value("grain", ("quarter", "half", "year"))
    if outer is not None:
        unit = outer.value
    return _followed(c, unit, month, grain.value)


def _followed(c: Cursor, unit: str, month: str, grain: str) -> tuple[str, str]:
    """The words ", следующего за отчетным кварталом" behind the month; it names the period that repeats."""
    begin = c.at
    c.skip("sep")
    if c.take("following") is None:
        c.at = begin
        if not unit and grain != "month":
            unit = grain
        return unit, month or ("this" if not unit else "")
    c.skip("of", "skip", "every", "calendar", "this")
    told = c.take_value("grain", ("month", "quarter", "half", "year"))
    c.skip("periodword")
    return told.value if told is not None else unit, "following"
