"""The days a repeat falls due: the last day of each month, quarter, half or year, unless the text names a day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from .calendar import MONTHS, Days, month_end
from .nodes import DayRule, Event, Repeat

_SUNDAY = 7
_DAYS = {"day": 1, "week": 7, "decade": 10, "month": 30, "quarter": 91, "half": 182, "year": 365}
_MOST = 400
NAMES = {
    "day": "daily",
    "week": "weekly",
    "month": "monthly",
    "quarter": "quarterly",
    "half": "semiannual",
    "year": "annual",
}


def name(repeat: Repeat) -> str:
    """monthly, quarterly, semiannual, annual, weekly, daily; anything else by its step: "2 months", "2 weeks"."""
    step = step_months(repeat)
    if step:
        unit = next((unit for unit, months in MONTHS.items() if months == step), "")
        return NAMES[unit] if unit else f"{step} months"
    if repeat.times == 1 and repeat.every > 1:
        return f"{repeat.every} {repeat.unit}s"
    return NAMES.get(repeat.unit, repeat.unit) if repeat.times == 1 else f"{repeat.times} per {repeat.unit}"


def often(repeat: Repeat) -> float:
    """Days from one time to the next, roughly; the least is the most frequent."""
    return _DAYS.get(repeat.unit, 1) * repeat.every / repeat.times


def step_months(repeat: Repeat) -> int:
    """Whole months from one time to the next; 0 if the step is no whole number of months."""
    months = MONTHS.get(repeat.unit, 0) * repeat.every
    return months // repeat.times if months and months % repeat.times == 0 else 0


def due_dates(repeat: Repeat, rule: DayRule | None, within: Days) -> tuple[date, ...]:
    """The due days of a repeat whose periods end ``within`` the days given, in order; none for a daily repeat.

    A day "of the month that follows" may lie past the last of these days, as reports on a year's end do.
    """
    step = step_months(repeat)
    if repeat.unit == "day":
        return ()
    if step:
        ends = list(_month_ends(step, within))
        found = ends if rule is None else sorted(_ruled(one, end, step) for end in ends for one in _each_day(rule))
        if rule is not None and step == 1 and rule.month != "following":
            found = [day for day in found if within[0] <= day <= within[1]]
    elif repeat.unit == "week":
        found = list(_weekly(repeat, within))
    else:
        found = list(_even(repeat, within))
    return tuple(found[:_MOST])


def _each_day(rule: DayRule) -> tuple[DayRule, ...]:
    """The rule once for each of its days."""
    return (rule, *(replace(rule, day=day, more=()) for day in rule.more))


def after_each(repeat: Repeat, event: Event, within: Days) -> tuple[date, ...]:
    """Due days so and so long after the end of each period ("в течение 10 дней после окончания квартала")."""
    step = step_months(repeat) or 1
    return tuple(_shifted(end, event) for end in _month_ends(step, within))


def _shifted(end: date, event: Event) -> date:
    if event.unit == "month":
        return month_end(end.year, end.month + event.amount)
    count = event.amount * (7 if event.unit == "week" else 1)
    if not event.working:
        return end + timedelta(days=count)
    day = end
    while count > 0:
        day += timedelta(days=1)
        count -= day.isoweekday() < 6
    return day


def _month_ends(step: int, within: Days) -> Iterator[date]:
    """Last days of every ``step``-th month, counted from January if the steps divide a year, else from the start."""
    first, last = within
    origin = first.year * 12 if 12 % step == 0 else first.year * 12 + first.month - 1
    month = origin + step
    while True:
        end = month_end(month // 12, month % 12) if month % 12 else month_end(month // 12 - 1, 12)
        if end > last:
            return
        if end >= first:
            yield end
        month += step


def _ruled(rule: DayRule, end: date, step: int) -> date:
    """The day that ``rule`` names for the period of ``step`` months that closes on ``end``."""
    months = end.year * 12 + end.month - 1
    if rule.month == "first":
        months -= step - 1
    elif rule.month == "following" or (step > 1 and rule.month != "last" and rule.day > 0):
        months += 1
    return _day_of(months // 12, months % 12 + 1, rule)


def _day_of(year: int, month: int, rule: DayRule) -> date:
    last = month_end(year, month)
    if not rule.working:
        return last if rule.day < 0 else last.replace(day=min(rule.day, last.day))
    weekdays = [day for day in range(1, last.day + 1) if last.replace(day=day).isoweekday() < 6]
    return last.replace(day=weekdays[-1 if rule.day < 0 else min(rule.day, len(weekdays)) - 1])


def _weekly(repeat: Repeat, within: Days) -> Iterator[date]:
    """Each week's day (Sunday closes a week unless a weekday is named)."""
    first, last = within
    day = first + timedelta(days=((repeat.weekday or _SUNDAY) - first.isoweekday()) % 7)
    while day <= last:
        yield day
        day += timedelta(weeks=repeat.every)


def _even(repeat: Repeat, within: Days) -> Iterator[date]:
    """Several times in a period that whole months do not divide: spread evenly over its days."""
    if repeat.unit == "decade":
        repeat = Repeat(repeat.first, repeat.last, repeat.depth, 3 * repeat.times, repeat.every, "month")
    step = MONTHS.get(repeat.unit, 1) * repeat.every
    times = min(repeat.times, 31)
    for end in _month_ends(step, within):
        begin = month_end(end.year, end.month - step)
        length = (end - begin).days
        for time in range(1, times + 1):
            day = begin + timedelta(days=round(length * time / times))
            if within[0] <= day <= within[1]:
                yield day
