"""A measure as its page shows it: the promise in the newest edition, and what it was before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Prefetch, QuerySet, Subquery

from promost.accounts.models import User
from promost.kit import clock, history
from promost.kit.models import HistoryEntry
from promost.kit.refs import Ref
from promost.plans.models import Edition, Measure, MeasureEdition, Owner, Party, Resource, Target, TargetValue
from promost.plans.permissions import plans_visible_to
from promost.plans.queries.rows import zone_of
from promost.plans.terms import Standing, stand
from promost.registry.models.organisations import FEDERAL_ZONE


@dataclass(frozen=True, slots=True)
class MeasureView:
    """A measure's page. ``is_current`` tells whether the plan's newest edition still has it."""

    measure: Measure
    row: MeasureEdition
    is_current: bool
    standing: Standing
    zone: str
    parties: tuple[Party, ...]
    owners: tuple[Owner, ...]
    targets: tuple[Target, ...]
    resources: tuple[Resource, ...]
    editions: tuple[MeasureEdition, ...]
    history: tuple[HistoryEntry, ...]

    @property
    def due_dates(self) -> tuple[date, ...]:
        """The days of a recurring or multiple term."""
        return tuple(date.fromisoformat(day) for day in self.row.due_dates)


def measure_of(user: User, uuid: UUID) -> Measure:
    """Return a measure of a plan that the user may see. Raises Measure.DoesNotExist."""
    found = Measure.objects.filter(plan__in=plans_visible_to(user)).select_related("plan__agreement")
    return found.get(uuid=uuid)


def measure_view(measure: Measure) -> MeasureView:
    """Return the measure's page, in eight queries. Raises MeasureEdition.DoesNotExist for one without an edition."""
    editions = tuple(_editions(measure))
    if not editions:
        raise MeasureEdition.DoesNotExist
    row = editions[0]
    zone = row.lead.zone if row.lead else None
    return MeasureView(
        measure=measure,
        row=row,
        is_current=row.edition.number == getattr(row, "newest", None),
        standing=_standing(row),
        zone=str(zone or FEDERAL_ZONE),
        parties=tuple(measure.plan.agreement.parties.select_related("region").order_by("order")),
        owners=tuple(row.owners.select_related("party", "organisation__region").order_by("position")),
        targets=tuple(_targets(measure)),
        resources=tuple(row.resources.all()),
        editions=editions,
        history=tuple(history.of(Ref("plans.measure", str(measure.uuid)))[:100]),
    )


def _targets(measure: Measure) -> QuerySet[Target]:
    values = TargetValue.objects.select_related("edition").order_by("edition__number", "due_on")
    return measure.targets.select_related("owner").prefetch_related(Prefetch("values", values))


def _editions(measure: Measure) -> QuerySet[MeasureEdition, MeasureEdition]:
    newest = Edition.objects.filter(plan=measure.plan_id).order_by("-number").values("number")[:1]
    return (
        MeasureEdition.objects.filter(measure=measure)
        .annotate(newest=Subquery(newest))
        .select_related("edition__document", "section", "lead__region")
        .order_by("-edition__number")
    )


def _standing(row: MeasureEdition) -> Standing:
    zone = row.lead.zone if row.lead else zone_of(FEDERAL_ZONE)
    days = tuple(date.fromisoformat(day) for day in row.due_dates)
    return stand(row.deadline_kind, row.starts_on, row.ends_on, days, zone, clock.now())
