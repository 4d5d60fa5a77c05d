"""What forms offer: observed indicators with their breakdowns, and units."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from promost.profiles import breakdowns
from promost.profiles.models import Indicator
from promost.registry import units


def value(indicator: Indicator | None, breakdown: str) -> str:
    """Write an indicator and a breakdown as one value of a list; ``parted`` reads it."""
    return f"{indicator.code} {breakdown}".strip() if indicator else ""


def parted(text: str) -> tuple[str, str]:
    """Return the indicator's code and the breakdown of a list's value."""
    code, _sign, breakdown = text.partition(" ")
    return code, breakdown


def ways(indicator: Indicator) -> list[tuple[str, str]]:
    """Return an indicator as a whole and told apart in each of its ways, with their names."""
    return [
        (value(indicator, text), f"{indicator.name} — {said}" if said else indicator.name)
        for text, said in breakdowns.choices(indicator.breakdowns)
    ]


def unit_choices(indicators: Iterable[Indicator]) -> list[tuple[str, str]]:
    """Return the units in which levels of these indicators may be given; "" is each one's own."""
    known = units.built_in()
    bases = {known[each.okei].base for each in indicators if each.okei in known}
    fitting = sorted((unit for unit in known.values() if unit.base in bases), key=lambda unit: (unit.base, unit.factor))
    return [("", _("as the indicator has it")), *((unit.code, unit.symbol) for unit in fitting)]
