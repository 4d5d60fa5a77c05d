"""Pages as of a past day: the day that the reader asks for, and how it goes along from page to page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from promost.accounts.requests import SignedInRequest
from promost.kit import formats
from promost.kit.moments import Moment

FIELD = "at"
"""The parameter of an address that names the day."""
FIRST_YEAR = 1900


@dataclass(frozen=True, slots=True)
class AsOf:
    """The moment a page is asked for. ``day`` is a past day, None for today; ``problem`` says why it is not another."""

    moment: Moment
    today: date
    day: date | None = None
    problem: str = ""
    rest: tuple[tuple[str, str], ...] = ()
    """What else stands in the address, and stays when the day changes."""

    @property
    def query(self) -> str:
        """The end of the addresses to which the day goes along: "?at=2025-06-30", or nothing."""
        return f"?{FIELD}={self.day}" if self.day else ""


def asked(request: SignedInRequest) -> AsOf:
    """Read the day that a page is asked for. What is no day, and a day still to come, give today and a sentence."""
    now = Moment.now(request.actor.zone)
    rest = tuple((name, str(value)) for name, value in request.GET.items() if name not in {FIELD, "page"} and value)
    text = request.GET.get(FIELD, "").strip()
    day = _day(text)
    if not text or day == now.day:
        return AsOf(now, now.day, rest=rest)
    if day is None:
        said = _("“%(text)s” is no day. Write it as 2025-06-30. Today is shown.") % {"text": text[:40]}
        return AsOf(now, now.day, problem=said, rest=rest)
    if day > now.day:
        said = _("%(day)s is still to come. Today is shown.") % {"day": formats.day(day)}
        return AsOf(now, now.day, problem=said, rest=rest)
    return AsOf(Moment.as_of(day, request.actor.zone), now.day, day, rest=rest)


def _day(text: str) -> date | None:
    """The day that a text names, None for a text that names none in the years of which a programme can ask."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if day.year >= FIRST_YEAR else None
