"""What a target may be counted by: an indicator of its quantity, told apart as the indicator's facts are."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from promost.plans.models import Target
from promost.profiles import breakdowns, proposals
from promost.profiles.breakdowns import BadBreakdown
from promost.profiles.models import Indicator
from promost.profiles.pages import room_name, ways
from promost.profiles.queries import by_code

NOT_PROMISED = frozenset({"COMPLETION"})
"""Counted for every measure, and promised by none: the handing in of its document."""


def fits(target: Target, indicator: Indicator) -> bool:
    """Tell whether an indicator measures what the target promises; thousands and millions of one thing do."""
    if indicator.code in NOT_PROMISED:
        return False
    return proposals.is_same_quantity(target.okei, target.unit, indicator.okei, indicator.unit_ru)


def check(target: Target, indicator: Indicator | None, breakdown: str) -> str:
    """Return the breakdown in canonical form. Raises ValidationError for what cannot count towards the target."""
    if indicator is None:
        return ""
    if not fits(target, indicator):
        raise ValidationError(
            _(
                "“%(name)s” is counted in %(unit)s, and the document promises %(promised)s. Choose an indicator of "
                "the same quantity."
            ),
            code="QUANTITY",
            params={"name": indicator.name, "unit": indicator.unit, "promised": target.unit or "—"},
        )
    try:
        return breakdowns.check(breakdown, indicator.breakdowns)
    except BadBreakdown as bad:
        raise ValidationError(
            _("“%(name)s” is not told apart by “%(part)s”. Choose one of the list."),
            code="BREAKDOWN",
            params={"name": indicator.name, "part": bad.part},
        ) from None


def groups(target: Target) -> list[tuple[str, Sequence[Indicator]]]:
    """Return the indicators that fit a target by the name of the room whose work they count, in one query."""
    fitting = [each for each in by_code().values() if fits(target, each)]
    fitting.sort(key=lambda each: (each.position, each.code))
    by_room: dict[str, list[Indicator]] = {}
    for source, several in groupby(fitting, key=lambda each: each.source):
        by_room.setdefault(room_name(source), []).extend(several)
    return list(by_room.items())


def choices(target: Target) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return what a form offers: by room, each fitting indicator as a whole and told apart in each of its ways."""
    return [(room, [way for each in several for way in ways(each)]) for room, several in groups(target)]
