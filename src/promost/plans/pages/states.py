"""How rows are grouped and named on the page of a plan."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from promost.accounts.actors import Actor
from promost.plans.models import Party
from promost.plans.pages.extensions import MeasurePart
from promost.plans.queries.plans import PlanView
from promost.plans.queries.rows import MeasureRow
from promost.plans.terms import TermState
from promost.registry.rooms import directions

NOTHING = MeasurePart()
NOT_URGENT = 1000
BY_TERM = {TermState.WITHOUT: 0, TermState.OVER: 1, TermState.SOON: 2}
"""How urgent a measure is by its term alone."""
BY_KIND = {"bad": 1, "warn": 2}
"""How urgent it is by what a room above says of it."""


Shown = tuple[MeasureRow, MeasurePart]
"""A measure, and what the rooms above say of it."""


@dataclass(frozen=True, slots=True)
class Group:
    """The measures of one direction, in the document's order."""

    code: str
    name: Any
    rows: tuple[Shown, ...]


def with_parts(rows: Iterable[MeasureRow], parts: Mapping[int, MeasurePart]) -> tuple[Shown, ...]:
    """Put beside each row what the rooms say of it; one of which they say nothing gets an empty part."""
    return tuple((row, parts.get(row.key, NOTHING)) for row in rows)


def groups(rows: Sequence[Shown]) -> tuple[Group, ...]:
    """Group rows by direction in the order of the register; those without one come last."""
    names = {room.code: room.name for room in directions()}
    found: dict[str, list[Shown]] = {code: [] for code in (*names, "")}
    for row, part in rows:
        found[row.direction if row.direction in names else ""].append((row, part))
    return tuple(
        Group(code, names.get(code, _("Direction not said")), tuple(several))
        for code, several in found.items()
        if several
    )


def attention(rows: Sequence[Shown], limit: int = 3) -> tuple[Shown, ...]:
    """Return what needs attention, the most urgent first; where no room tells, a row's term does."""
    asked = [(_urgency(row, part), row.standing.next_day or date.min, row.number, (row, part)) for row, part in rows]
    return tuple(each[-1] for each in sorted(asked, key=lambda each: each[:-1])[:limit] if each[0] < NOT_URGENT)


def next_due(rows: Sequence[Shown], limit: int = 3) -> tuple[Shown, ...]:
    """Return the terms that end next, the nearest first; what is settled is left out."""
    coming = [each for each in rows if (each[0].standing.days_left or 0) >= 0 and not each[1].is_settled]
    dated = [(each[0].standing.next_day, each[0].number, each) for each in coming if each[0].standing.next_day]
    return tuple(each[-1] for each in sorted(dated, key=lambda each: each[:-1])[:limit])


def _urgency(row: MeasureRow, part: MeasurePart) -> int:
    """The least is first: what the room says; else by the worst of its chips and by the term; what is settled last."""
    if part.is_settled:
        return NOT_URGENT
    if part.urgency is not None:
        return part.urgency
    chips = (BY_KIND.get(mark.kind, NOT_URGENT) for mark in part.marks)
    return min(BY_TERM.get(row.standing.state, NOT_URGENT), *chips, NOT_URGENT)


def tabs(request: HttpRequest, view: PlanView, chosen: str, shown: int) -> Iterable[dict[str, Any]]:
    """Return the tabs of the plan's page; what is filtered stays filtered. ``shown`` measures fit the filters."""
    labels = (
        ("list", _("Measures"), shown),
        ("schedule", _("Schedule"), None),
        ("targets", _("Targets"), len(view.targets)),
    )
    for code, label, count in labels:
        query = request.GET.copy()
        query["view"] = code
        yield {"url": f"?{query.urlencode()}", "label": label, "count": count, "current": code == chosen}


def clocks(actor: Actor, parties: Iterable[Party]) -> tuple[str, ...]:
    """Return the zones whose clocks matter to a reader: their own first, then those of the parties."""
    return tuple(dict.fromkeys([str(actor.zone), *(party.region.zone for party in parties if party.region)]))
