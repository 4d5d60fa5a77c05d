"""A measure as its page shows it: the promise in the edition in force, and what it was before."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db.models import F, OuterRef, QuerySet, Subquery

from promost.accounts.models import User
from promost.kit import history
from promost.kit.models import HistoryEntry
from promost.kit.moments import Moment
from promost.kit.refs import Ref
from promost.plans.models import Edition, Measure, MeasureEdition, Owner, Party, Resource
from promost.plans.permissions import plans_visible_to
from promost.plans.queries.editions import in_force
from promost.plans.queries.parties import load_parties
from promost.plans.queries.promised import TargetView, promised
from promost.plans.queries.rows import instant, zone_of
from promost.plans.terms import Standing, stand
from promost.registry.models.organisations import FEDERAL_ZONE

HISTORY = 100
"""Entries of history that are shown, the newest."""
_RESOURCE = ("pk", "label", "year", "amount", "unit", "text")
"""What is read of a measure's resources in the query that reads its editions."""
_RESOURCES, _VIEW = "_resources", "_view"
"""Where a row keeps its resources, and a measure the view that its page has read."""
Along = Callable[[Moment], Mapping[str, Any]]
_ALONG: list[Along] = []
"""What rooms above ask of a measure where its page reads it."""


def ask_along(asked: Along) -> None:
    """Ask something of a measure (by ``OuterRef("measure")``) in the query that reads its page, as of the moment.

    The answers stand on the view's row by the names given.
    """
    _ALONG.append(asked)


@dataclass(frozen=True)
class MeasureView:
    """A measure's page at a moment: ``row`` is the measure in the edition in force; ``editions`` the newest first.

    ``is_current`` tells whether the plan's edition in force still has it.
    """

    measure: Measure
    row: MeasureEdition
    at: Moment
    is_current: bool
    standing: Standing
    zone: str
    parties: tuple[Party, ...]
    owners: tuple[Owner, ...]
    resources: tuple[Resource, ...]
    editions: tuple[MeasureEdition, ...]

    @cached_property
    def targets(self) -> tuple[tuple[int, TargetView], ...]:
        """Those of every edition, each with the edition's number, the newest last; one query when first asked for."""
        return _targets(self.editions)

    @property
    def has_changes_by_hand(self) -> bool:
        """Whether it was changed by hand after the edition was made: the edition has it as it stands now."""
        return self.row.version > 0

    @property
    def is_early(self) -> bool:
        """Whether the moment lies before the plan came here, so that its first edition is shown."""
        return self.entered_at > self.at.known_at

    @property
    def entered_at(self) -> datetime:
        """When the edition was made, or the measure was added to it by hand."""
        return max(self.row.edition.made_at, self.measure.created_at)

    @property
    def due_dates(self) -> tuple[date, ...]:
        """The days of a recurring or multiple term."""
        return tuple(date.fromisoformat(day) for day in self.row.due_dates)


def measure_of(user: User, uuid: UUID) -> Measure:
    """Return a measure of a plan that the user may see. Raises Measure.DoesNotExist."""
    found = Measure.objects.filter(plan__in=plans_visible_to(user)).select_related("plan__agreement")
    return found.get(uuid=uuid)


def measure_view(user: User, uuid: UUID, at: Moment) -> MeasureView:
    """Return the page of a measure of a plan that the user may see, in three queries.

    Raises MeasureEdition.DoesNotExist for one that is not there, not theirs, or in no edition. The measure remembers
    the view (``known_view``).
    """
    editions = _editions(user, uuid, at)
    row = editions[0]
    measure = row.measure
    view = MeasureView(
        measure=measure,
        row=row,
        at=at,
        is_current=row.edition.number == getattr(row, "newest", None),
        standing=_standing(row, at),
        zone=str(row.lead.zone if row.lead else FEDERAL_ZONE),
        parties=load_parties(measure.plan.agreement),
        owners=tuple(row.owners.select_related("party", "organisation__region").order_by("position")),
        resources=tuple(vars(row)[_RESOURCES]),
        editions=editions,
    )
    vars(measure)[_VIEW] = view
    return view


def known_view(measure: Measure, at: Moment) -> MeasureView | None:
    """Return the view of a measure that was read for the same moment, None where nobody has."""
    view: MeasureView | None = vars(measure).get(_VIEW)
    return view if view is not None and view.at == at else None


def measure_history(measure: Measure, at: Moment) -> QuerySet[HistoryEntry]:
    """Return a measure's history as it was known at a moment, the newest first."""
    return history.of(Ref("plans.measure", str(measure.uuid))).filter(recorded_at__lte=at.known_at)[:HISTORY]


def newest_row(measure: Measure) -> MeasureEdition:
    """Return a measure in the newest edition that has it. Raises MeasureEdition.DoesNotExist."""
    rows = measure.editions.select_related("edition__document", "edition__plan", "section", "lead__region", "measure")
    return rows.latest("edition__number")


def _editions(user: User, uuid: UUID, at: Moment) -> tuple[MeasureEdition, ...]:
    """The measure in each edition made by the moment, the one in force first; else in its first edition alone."""
    of_plan = Edition.objects.filter(plan=OuterRef("edition__plan")).order_by(in_force(at).desc())
    rows = (
        MeasureEdition.objects.filter(measure__uuid=uuid, measure__plan__in=plans_visible_to(user))
        .annotate(newest=Subquery(of_plan.values("number")[:1]), **_along(at))
        .select_related("measure__plan__agreement", "edition__document", "section", "lead__region")
        .order_by(in_force(at, "edition__").desc(), "resources__pk")
    )
    found = _with_resources(rows)
    if not found:
        raise MeasureEdition.DoesNotExist
    return tuple(row for row in found if row.edition.made_at <= at.known_at) or found[:1]


def _along(at: Moment) -> dict[str, Any]:
    asked = {name: told for along in _ALONG for name, told in along(at).items()}
    return asked | {f"resource_{name}": F(f"resources__{name}") for name in _RESOURCE}


def _with_resources(rows: QuerySet[MeasureEdition]) -> tuple[MeasureEdition, ...]:
    """Each row once, with its resources: it was read as many times as it has of them."""
    found: dict[int, MeasureEdition] = {}
    for each in rows:
        row = found.setdefault(each.pk, each)
        resources = vars(row).setdefault(_RESOURCES, [])
        values = {name: getattr(each, f"resource_{name}") for name in _RESOURCE}
        if values["pk"] is not None:
            resources.append(Resource(measure_edition=row, **values))
    return tuple(found.values())


def _targets(editions: tuple[MeasureEdition, ...]) -> tuple[tuple[int, TargetView], ...]:
    numbers = {each.edition_id: each.edition.number for each in editions}
    found = promised(tuple(numbers), measure=editions[0].measure_id)
    shown = ((numbers[edition], target) for (edition, _), targets in found.items() for target in targets)
    return tuple(sorted(shown, key=lambda each: each[0]))


def _standing(row: MeasureEdition, at: Moment) -> Standing:
    zone = row.lead.zone if row.lead else zone_of(FEDERAL_ZONE)
    days = tuple(date.fromisoformat(day) for day in row.due_dates)
    return stand(row.deadline_kind, row.starts_on, row.ends_on, days, zone, instant(at))
