"""A level as it is given, before it is checked and added."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from promost.profiles.models import Indicator
from promost.registry.models import Organisation, Region


@dataclass(frozen=True, slots=True, kw_only=True)
class NewObservation:
    """A level as it is given. One of ``region`` and ``organisation``; ``value`` in the unit ``okei``, "" for the own.

    ``is_checked``: whoever gives it looked at the number again, so one that is far from the last is taken.
    """

    indicator: Indicator
    starts_on: date
    ends_on: date
    value: Decimal
    source: str
    released_on: date
    token: UUID
    region: Region | None = None
    organisation: Organisation | None = None
    release: str = ""
    breakdown: str = ""
    okei: str = ""
    is_checked: bool = False

    @property
    def subject(self) -> Region | Organisation:
        """Whose level it is. Raises ValueError unless it is of one alone."""
        found = self.region or self.organisation
        if found is None or (self.region and self.organisation):
            raise ValueError("a level is of one region or of one organisation")
        return found
