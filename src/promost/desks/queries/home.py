"""What the home page shows: the programmes, where they work, how their plans stand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Case, Q, Value, When

from promost.accounts.models import User
from promost.desks.permissions import region_rule
from promost.kit.charts.tile_map import Bridge, Tile
from promost.kit.moments import Moment
from promost.plans.models import Agreement, Party, Plan
from promost.plans.permissions import agreements_visible_to, plans_visible_to
from promost.plans.queries.rows import MeasureRow, rows_of_editions
from promost.progress.queries import Given, progress_of_editions
from promost.progress.shapes import PlanProgress
from promost.progress.subjects import editions_in_force
from promost.registry.models import Region

PLANS = 5
"""Plans whose measures are looked through for the home page: the newest."""
AT_WORK = 4
"""The strength of colour of a region that takes part in a programme."""


@dataclass(frozen=True, slots=True)
class Programme:
    """An agreement with its parties in signing order."""

    agreement: Agreement
    parties: tuple[Party, ...]


@dataclass(frozen=True, slots=True)
class PlaceOnMap:
    """A region of the map, and whether the reader may open its desk."""

    region: Region
    is_open: bool


@dataclass(frozen=True, slots=True)
class PlanBrief:
    """A plan on the home page: its measures in the edition in force, and how it stands."""

    plan: Plan
    parties: tuple[Party, ...]
    rows: tuple[MeasureRow, ...]
    progress: PlanProgress


def programmes(user: User) -> list[Programme]:
    """Return the agreements that have a plan, and those of the user, the newest first, in one query.

    That parties work together on a plan is public; what they plan is not.
    """
    shown = Q(agreement__plans__isnull=False) | Q(agreement__in=agreements_visible_to(user).order_by().values("pk"))
    rows = Party.objects.filter(pk__in=Party.objects.filter(shown).order_by().values("pk"))
    found: dict[int, list[Party]] = {}
    for party in rows.select_related("agreement", "region").order_by("-agreement__date", "agreement__number", "order"):
        found.setdefault(party.agreement_id, []).append(party)
    return [Programme(parties[0].agreement, tuple(parties)) for parties in found.values()]


def places(user: User) -> list[PlaceOnMap]:
    """Return the regions that have a place on the map, in one query."""
    rows = Region.objects.exclude(tile_x=None).exclude(tile_y=None).order_by("code")
    marked = rows.annotate(is_open=Case(When(region_rule(user), then=Value(1)), default=Value(0)))
    return [PlaceOnMap(region, bool(region.is_open)) for region in marked]


def tiles(found: Sequence[Programme], map_of: Sequence[PlaceOnMap], urls: dict[str, str]) -> list[Tile]:
    """Return the tiles of the map, regions of a programme in a stronger colour; ``urls`` by region's code."""
    at_work = {party.region_id for programme in found for party in programme.parties}
    return [_tile(each.region, AT_WORK if each.region.code in at_work else 0, urls) for each in map_of]


def _tile(region: Region, level: int, urls: dict[str, str]) -> Tile:
    x, y = region.tile_x or 0, region.tile_y or 0
    return Tile(region.code, region.short, region.name, x, y, level, urls.get(region.code, ""))


def bridges(found: Sequence[Programme]) -> list[Bridge]:
    """Return a bridge from the first region of each agreement to each other one, donors first."""
    made: list[Bridge] = []
    for programme in found:
        codes = [party.region_id for party in _donors_first(programme.parties) if party.region_id]
        made.extend(Bridge(codes[0], code) for code in codes[1:])
    return made


def plan_briefs(user: User, at: Moment, found: Sequence[Programme]) -> list[PlanBrief]:
    """Return how the user's newest plans stand at a moment, in a fixed number of queries."""
    newest = plans_visible_to(user).order_by("-starts_on", "-pk")[:PLANS]
    editions, placed = editions_in_force(Plan.objects.filter(pk__in=newest.values("pk")), at)
    stands = progress_of_editions(editions, at, Given(placed))
    rows = rows_of_editions([edition.pk for edition in editions], at, briefly=True)
    parties = {programme.agreement.pk: programme.parties for programme in found}
    return [
        PlanBrief(edition.plan, parties.get(edition.plan.agreement_id, ()), rows.get(edition.pk, ()), stands[key])
        for edition in editions
        if (key := edition.plan_id) in stands
    ]


def _donors_first(parties: Iterable[Party]) -> list[Party]:
    return sorted(parties, key=lambda party: (party.side != "donor", party.order))
