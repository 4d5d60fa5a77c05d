"""How rows are grouped and named on the page of a plan."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from promost.accounts.actors import Actor
from promost.plans.models import Party
from promost.plans.queries.plans import PlanView
from promost.plans.queries.rows import MeasureRow
from promost.registry.rooms import directions


@dataclass(frozen=True, slots=True)
class Group:
    """The measures of one direction, in the document's order."""

    code: str
    name: Any
    rows: tuple[MeasureRow, ...]


def groups(rows: Sequence[MeasureRow]) -> tuple[Group, ...]:
    """Group rows by direction in the order of the register; those without one come last."""
    names = {room.code: room.name for room in directions()}
    order = [*names, ""]
    found = {code: tuple(row for row in rows if row.direction == code) for code in order}
    rest = tuple(row for row in rows if row.direction not in found)
    found[""] = (*found[""], *rest)
    return tuple(Group(code, names.get(code, _("Direction not said")), found[code]) for code in order if found[code])


def tabs(request: HttpRequest, view: PlanView, chosen: str) -> Iterable[dict[str, Any]]:
    """Return the tabs of the plan's page; what is filtered stays filtered."""
    labels = (
        ("list", _("Measures"), len(view.shown)),
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
