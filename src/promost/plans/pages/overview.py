"""How many measures are in which state: counts that lead to the measures they count."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest

from promost.kit.components.kinds import Kind
from promost.plans.pages.extensions import PlanPart

FIELD = "progress"
"""The parameter of an address that asks for measures in a state."""


@dataclass(frozen=True, slots=True)
class Tile:
    """A count with the address of its measures; the one now asked for leads back to all."""

    label: str
    count: int
    kind: Kind
    url: str
    current: bool


def overview(request: HttpRequest, part: PlanPart) -> tuple[Tile, ...]:
    """Return the counts that the rooms give; other filters stay as they are."""
    now = request.GET.get(FIELD, "")
    return tuple(
        Tile(
            each.label,
            each.count,
            each.kind,
            _address(request, "" if each.state == now else each.state),
            each.state == now,
        )
        for each in part.overview
    )


def _address(request: HttpRequest, state: str) -> str:
    query = request.GET.copy()
    for gone in (FIELD, "page", "view"):
        query.pop(gone, None)
    if state:
        query[FIELD] = state
    return f"?{query.urlencode()}"
