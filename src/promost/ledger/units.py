"""A value given in one unit, in the unit of its indicator."""

from __future__ import annotations

from decimal import Decimal

from promost.kit import formats
from promost.kit.fields import LIMIT
from promost.ledger.problems import Bad
from promost.profiles.models import Indicator
from promost.registry import units


def in_own_unit(indicator: Indicator, value: Decimal, okei: str = "") -> Decimal:
    """Return ``value`` of the unit ``okei`` ("" for the indicator's own) in the indicator's unit, exactly.

    Raises Bad: NO_NUMBER, TOO_LARGE, or OTHER_UNIT where the units measure different things.
    """
    if not value.is_finite():
        raise Bad("NO_NUMBER", value=value)
    if abs(value) > LIMIT * LIMIT:  # not even in the smallest unit
        raise Bad("TOO_LARGE", value=formats.number(value))
    if okei in ("", indicator.okei):
        return value
    try:
        return units.convert(value, okei, indicator.okei)
    except (units.UnknownUnit, units.OtherQuantity):
        unit = units.name(okei)
        raise Bad("OTHER_UNIT", unit=unit, indicator=indicator.name, own=indicator.unit) from None


def choices(indicator: Indicator) -> list[units.Unit]:
    """Return the units in which a value of the indicator may be given, its own first; none where it has no code."""
    own = units.built_in().get(indicator.okei)
    if own is None:
        return []
    return [own, *(each for each in units.built_in().values() if each.base == own.base and each.code != own.code)]
