"""A fact that is to be recorded."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from promost.kit.refs import Ref
from promost.ledger.models import Fact, How
from promost.plans.models import Measure
from promost.profiles.models import Indicator
from promost.registry.models import Municipality, Organisation, Region

Key = tuple[str, str, str, int, str]
"""Source's kind and id, event, indicator, breakdown."""


@dataclass(frozen=True, slots=True)
class NewFact:
    """What is to be recorded. ``region`` is a Region or its code; ``value`` is in the indicator's own unit.

    ``source`` is the record that made it true, ``event`` what happened to that record (the history row of a
    transition, a form's token, a sheet's row): the same event is recorded once. ``direction`` follows the measure
    where it is not said. ``reverses`` is the fact that this one takes back (see ``reversal``).
    """

    indicator: Indicator
    value: Decimal
    happened_on: date
    region: Region | str
    source: Ref
    event: str
    how: How = How.ROOM
    measure: Measure | None = None
    organisation: Organisation | None = None
    municipality: Municipality | None = None
    direction: str = ""
    breakdown: str = ""
    reverses: Fact | None = None

    @property
    def region_code(self) -> str:
        """The region's code."""
        return self.region if isinstance(self.region, str) else self.region.code

    @property
    def key(self) -> Key:
        """What makes it the same fact when it is recorded again."""
        return self.source.kind, self.source.id, self.event, self.indicator.id, self.breakdown
