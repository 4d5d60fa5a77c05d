"""What the home page shows: the programmes, where they work, what needs attention."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Prefetch

from promost.accounts.models import User
from promost.kit.charts.tile_map import Bridge, Tile
from promost.plans.models import Agreement, Edition, Party, Plan
from promost.plans.permissions import plans_visible_to
from promost.plans.queries.rows import MeasureRow, attention, measure_rows
from promost.registry.models import Region

PLANS = 3
"""Plans whose measures are looked through for the home page: the newest."""


@dataclass(frozen=True, slots=True)
class PlanBrief:
    """A plan on the home page, with what needs attention in it."""

    plan: Plan
    rows: tuple[MeasureRow, ...]

    @property
    def attention(self) -> tuple[MeasureRow, ...]:
        """What needs attention."""
        return attention(self.rows)


def programmes() -> list[Agreement]:
    """Return every agreement with its parties: that parties work together is public, what they plan is not."""
    parties = Prefetch("parties", Party.objects.select_related("region").order_by("order"))
    return list(Agreement.objects.prefetch_related(parties).order_by("-date", "number"))


def tiles(agreements: Sequence[Agreement]) -> list[Tile]:
    """Return the regions of the map, those of a programme in a stronger colour."""
    at_work = {party.region_id for agreement in agreements for party in agreement.parties.all()}
    placed = Region.objects.exclude(tile_x=None).exclude(tile_y=None).order_by("code")
    return [
        Tile(region.code, region.short, region.name, region.tile_x or 0, region.tile_y or 0,
             level=4 if region.code in at_work else 0)
        for region in placed
    ]  # fmt: skip


def bridges(agreements: Sequence[Agreement]) -> list[Bridge]:
    """Return a bridge from the first region of each agreement to each other one, donors first."""
    found = []
    for agreement in agreements:
        codes = [party.region_id for party in _donors_first(agreement.parties.all()) if party.region_id]
        found.extend(Bridge(codes[0], code) for code in codes[1:])
    return found


def plan_briefs(user: User) -> list[PlanBrief]:
    """Return the user's newest plans with their measures, in four queries a plan and at most three plans."""
    plans = plans_visible_to(user).select_related("agreement").order_by("-starts_on", "-pk")[:PLANS]
    found = []
    for plan in plans:
        edition = Edition.objects.filter(plan=plan).order_by("-number").first()
        found.append(PlanBrief(plan, measure_rows(edition) if edition else ()))
    return found


def _donors_first(parties: Iterable[Party]) -> list[Party]:
    return sorted(parties, key=lambda party: (party.side != "donor", party.order))
