"""What the home page shows: the programmes, where they work, what needs attention."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import OuterRef, Prefetch, Q, Subquery

from promost.accounts.models import User
from promost.kit.charts.tile_map import Bridge, Tile
from promost.plans.models import Agreement, Edition, Party, Plan
from promost.plans.permissions import agreements_visible_to, plans_visible_to
from promost.plans.queries.rows import MeasureRow, attention, rows_of_editions
from promost.registry.models import Region

PLANS = 5
"""Plans whose measures are looked through for the home page: the newest."""
AT_WORK = 4
"""The strength of colour of a region that takes part in a programme."""


@dataclass(frozen=True, slots=True)
class PlanBrief:
    """A plan on the home page, with what needs attention in it."""

    plan: Plan
    parties: tuple[Party, ...]
    rows: tuple[MeasureRow, ...]

    @property
    def attention(self) -> tuple[MeasureRow, ...]:
        """What needs attention most."""
        return attention(self.rows, limit=4)

    @property
    def by_state(self) -> Counter[str]:
        """How many measures stand where."""
        return Counter(str(row.standing.state) for row in self.rows)


def programmes(user: User) -> list[Agreement]:
    """Return the agreements that have a plan, and those of the user, with their parties.

    That parties work together on a plan is public; what they plan is not.
    """
    shown = Q(plans__isnull=False) | Q(pk__in=agreements_visible_to(user).values("pk"))
    rows = Agreement.objects.filter(pk__in=Agreement.objects.filter(shown).values("pk"))
    return list(rows.prefetch_related(_parties("parties")).order_by("-date", "number"))


def tiles(agreements: Sequence[Agreement]) -> list[Tile]:
    """Return the regions of the map, those of a programme in a stronger colour."""
    at_work = {party.region_id for agreement in agreements for party in agreement.parties.all()}
    placed = Region.objects.exclude(tile_x=None).exclude(tile_y=None).order_by("code")
    return [_tile(region, AT_WORK if region.code in at_work else 0) for region in placed]


def _tile(region: Region, level: int) -> Tile:
    return Tile(region.code, region.short, region.name, region.tile_x or 0, region.tile_y or 0, level)


def bridges(agreements: Sequence[Agreement]) -> list[Bridge]:
    """Return a bridge from the first region of each agreement to each other one, donors first."""
    found: list[Bridge] = []
    for agreement in agreements:
        codes = [party.region_id for party in _donors_first(agreement.parties.all()) if party.region_id]
        found.extend(Bridge(codes[0], code) for code in codes[1:])
    return found


def plan_briefs(user: User) -> list[PlanBrief]:
    """Return the user's newest plans with the measures of their newest editions, in a fixed number of queries."""
    newest = Edition.objects.filter(plan=OuterRef("pk")).order_by("-number").values("pk")[:1]
    plans = (
        plans_visible_to(user)
        .select_related("agreement")
        .prefetch_related(_parties("agreement__parties"))
        .annotate(edition=Subquery(newest))
        .order_by("-starts_on", "-pk")[:PLANS]
    )
    rows = rows_of_editions([plan.edition for plan in plans if plan.edition])
    return [PlanBrief(plan, tuple(plan.agreement.parties.all()), rows.get(plan.edition, ())) for plan in plans]


def _parties(path: str) -> Prefetch[str]:
    return Prefetch(path, Party.objects.select_related("region").order_by("order"))


def _donors_first(parties: Iterable[Party]) -> list[Party]:
    return sorted(parties, key=lambda party: (party.side != "donor", party.order))
