"""Whether a level can be right, before it is added."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError

from promost.kit import clock, formats
from promost.kit.fields import ExactDecimalField
from promost.profiles import breakdowns
from promost.profiles.breakdowns import BadBreakdown
from promost.profiles.given import NewObservation
from promost.profiles.models import Kind, Observation
from promost.profiles.problems import problem
from promost.profiles.queries import last_of_others
from promost.registry import units
from promost.registry.models import Region
from promost.registry.units import OtherQuantity, UnknownUnit

OLDEST = 1990
"""No level of an earlier year is about a programme of today: its year was mistyped."""
FAR = 100
"""A level this many times the last one, or this part of it, was probably given in another unit."""


def cleaned(new: NewObservation) -> NewObservation:
    """Return a level in the indicator's unit and with its breakdown in canonical form.

    Raises ValidationError (``profiles.problems``) with the first thing that cannot be right.
    """
    if new.indicator.kind != Kind.OBSERVED:
        raise problem("KIND", name=new.indicator.name)
    _check_days(new)
    if not new.source.strip():
        raise problem("SOURCE")
    new = replace(new, value=_value(new), breakdown=_breakdown(new), source=new.source.strip(), okei="")
    _check_value(new)
    return new


def check_release(new: NewObservation, last: Observation | None) -> None:
    """Raise ValidationError where a newer release of the same level is there."""
    if last and new.released_on < last.released_on:
        raise problem("OLD_RELEASE", day=formats.day(new.released_on), newest=formats.day(last.released_on))


def _check_days(new: NewObservation) -> None:
    today = _today(new)
    start, end, released = (formats.day(day) for day in (new.starts_on, new.ends_on, new.released_on))
    if new.ends_on < new.starts_on:
        raise problem("REVERSED", start=start, end=end)
    if new.starts_on.year < OLDEST:
        raise problem("TOO_LONG_AGO", start=start)
    if new.ends_on > today:
        raise problem("FUTURE", end=end, today=formats.day(today))
    if new.released_on > today:
        raise problem("FUTURE_RELEASE", day=released, today=formats.day(today))
    if new.released_on < new.ends_on:
        raise problem("EARLY_RELEASE", day=released, end=end)


def _today(new: NewObservation) -> date:
    subject = new.subject
    return clock.today(subject.zone_info if isinstance(subject, Region) else subject.zone)


def _value(new: NewObservation) -> Decimal:
    indicator = new.indicator
    value = Decimal(new.value)
    try:
        if new.okei and new.okei != indicator.okei:
            value = units.convert(value, new.okei, indicator.okei)
        exact = ExactDecimalField().to_python(value)
    except (UnknownUnit, OtherQuantity):
        raise problem("QUANTITY", name=indicator.name, unit=indicator.unit, given=units.symbol(new.okei)) from None
    except ValidationError:
        raise problem("NUMBER", value=new.value) from None
    assert exact is not None  # noqa: S101 - a Decimal is never empty; tells the type checker
    return exact


def _breakdown(new: NewObservation) -> str:
    try:
        return breakdowns.check(new.breakdown, new.indicator.breakdowns)
    except BadBreakdown as bad:
        raise problem("BREAKDOWN", name=new.indicator.name, part=bad.part) from None


def _check_value(new: NewObservation) -> None:
    indicator, value = new.indicator, new.value
    said = {"name": indicator.name, "value": formats.number(value), "unit": indicator.unit}
    if value < 0 and not indicator.may_be_negative:
        raise problem("NEGATIVE", **said)
    if indicator.most is not None and abs(value) > indicator.most:
        raise problem("LARGE", most=formats.number(indicator.most), **said)
    last = None if new.is_checked else _last(new)
    if last and _is_far(value, last.value):
        raise problem("MAGNITUDE", last=formats.number(last.value), day=formats.day(last.ends_on), **said)


def _last(new: NewObservation) -> Observation | None:
    return last_of_others(new.indicator, new.subject, new.starts_on, new.ends_on, new.breakdown)


def _is_far(value: Decimal, last: Decimal) -> bool:
    if not value or not last:
        return False
    return not Decimal(1) / FAR < abs(value / last) < FAR
