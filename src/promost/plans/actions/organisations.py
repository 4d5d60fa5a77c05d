"""Settling the bodies of an import: matched ones are remembered by their spelling, the rest become organisations."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from promost.accounts.actors import Actor
from promost.kit.text import fold
from promost.plans import bodies
from promost.plans.models import Body, Import, ImportRow
from promost.registry import actions as registry
from promost.registry.models import Organisation

Settled = Mapping[tuple[str, str], Organisation]
"""(side, folded name) → organisation."""


def settle(actor: Actor, source: Import, rows: Iterable[ImportRow]) -> Settled:
    """Return an organisation for every body that the import's rows name, made where none was matched.

    The spelling is remembered within the agreement, so that the next document finds it.
    """
    regions = {party.side: bodies.region_code(party) for party in source.agreement.parties.all()}
    settled: dict[tuple[str, str], Organisation] = {}
    made: dict[str, Organisation] = {}
    fresh: list[Body] = []
    named = _named_in(rows)
    for body in Body.objects.filter(source=source).select_related("organisation").order_by("pk"):
        if (body.side, body.folded) not in named:
            continue
        organisation = body.organisation or made.get(body.folded)
        if organisation is None:
            organisation = _make(actor, body, regions.get(body.side))
            made[body.folded] = organisation
        if body.organisation is None:
            body.organisation, body.matched_by = organisation, "made"
            fresh.append(body)
        registry.remember_spelling(actor, organisation, body.name, scope=str(source.agreement.uuid))
        settled[body.side, body.folded] = organisation
    Body.objects.bulk_update(fresh, ["organisation", "matched_by"])
    return settled


def of(settled: Settled, side: str, name: str) -> Organisation:
    """Return the organisation of a body as a row names it."""
    return settled[side, fold(name)]


def _named_in(rows: Iterable[ImportRow]) -> set[tuple[str, str]]:
    """The (side, folded name) of every body that the rows name: one that was mended away is not made."""
    owners = (row.mended["owners"].items() for row in rows)
    return {(side, fold(each["name"])) for sides in owners for side, several in sides for each in several}


def _make(actor: Actor, body: Body, region: str | None) -> Organisation:
    kind = bodies.kind_of(body.name, body.side)
    return registry.create_organisation(actor, name=body.name, kind=kind, region_id=region)
