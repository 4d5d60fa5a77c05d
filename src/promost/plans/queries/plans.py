"""Plans and agreements as their pages show them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from django.db.models import Count, Max, OuterRef, Prefetch, Q, QuerySet, Subquery

from promost.accounts.models import User
from promost.plans.models import Agreement, Edition, Party, PartyOrganisation, Plan, TargetValue
from promost.plans.permissions import agreements_visible_to, plans_visible_to
from promost.plans.queries.flat import unit_text
from promost.plans.queries.rows import Filter, MeasureRow, attention, measure_rows


@dataclass(frozen=True, slots=True)
class PlanTargetView:
    """A target of the whole plan with its values by reporting day."""

    uuid: str
    label: str
    unit: str
    cumulative: bool
    basis: str
    scope: str
    baseline: Decimal | None
    baseline_year: int | None
    owner: str
    source: str
    values: tuple[tuple[date, Decimal | None], ...]


@dataclass(frozen=True, slots=True)
class PlanView:
    """A plan in one edition, at a moment: all rows, those the reader asked for, what needs attention."""

    plan: Plan
    edition: Edition
    parties: tuple[Party, ...]
    rows: tuple[MeasureRow, ...]
    shown: tuple[MeasureRow, ...]
    targets: tuple[PlanTargetView, ...]

    @property
    def attention(self) -> tuple[MeasureRow, ...]:
        """What needs attention."""
        return attention(self.rows, limit=3)

    @property
    def next_due(self) -> tuple[MeasureRow, ...]:
        """The terms that end next, the nearest first."""
        coming = [row for row in self.rows if row.standing.days_left is not None and row.standing.days_left >= 0]
        coming.sort(key=lambda row: (row.standing.next_day or date.max, row.number))
        return tuple(coming[:3])

    @property
    def by_state(self) -> Counter[str]:
        """How many measures stand where."""
        return Counter(str(row.standing.state) for row in self.rows)

    @property
    def by_direction(self) -> Counter[str]:
        """How many measures each direction has."""
        return Counter(row.direction for row in self.rows)


def plan_view(plan: Plan, asked: Filter, at: datetime | None = None, number: int | None = None) -> PlanView:
    """Return the plan's page in six queries; ``number`` asks for an older edition.

    Raises Edition.DoesNotExist.
    """
    editions = plan.editions.select_related("document", "made_by")
    edition = editions.get(number=number) if number else editions.latest("number")
    parties = tuple(plan.agreement.parties.select_related("region").order_by("order"))
    rows = measure_rows(edition, at)
    return PlanView(plan, edition, parties, rows, tuple(filter(asked.keeps, rows)), plan_targets(edition))


def plan_targets(edition: Edition) -> tuple[PlanTargetView, ...]:
    """Return the targets of the whole plan as an edition has them, in one query."""
    rows = TargetValue.objects.filter(edition=edition, target__measure=None).select_related("target__owner")
    found: dict[int, list[TargetValue]] = {}
    for value in rows.order_by("target__position", "due_on"):
        found.setdefault(value.target_id, []).append(value)
    return tuple(_target(values) for values in found.values())


def _target(values: Sequence[TargetValue]) -> PlanTargetView:
    target = values[0].target
    return PlanTargetView(
        uuid=str(target.uuid),
        label=target.label,
        unit=unit_text(target.unit, target.okei),
        basis=str(target.get_basis_display()),
        scope=str(target.get_scope_display()),
        cumulative=target.cumulative,
        baseline=target.baseline,
        baseline_year=target.baseline_year,
        owner=target.owner.called if target.owner else "",
        source=target.source,
        values=tuple((each.due_on, each.value) for each in values),
    )


def plan_of(user: User, uuid: UUID) -> Plan:
    """Return a plan that the user may see. Raises Plan.DoesNotExist for one that is not there or not theirs."""
    return plans_visible_to(user).select_related("agreement").get(uuid=uuid)


def plan_list(user: User) -> QuerySet[Plan]:
    """Return the user's plans with agreement and parties, the newest edition's number and count of measures."""
    newest = Edition.objects.filter(plan=OuterRef("pk")).order_by("-number")
    return (
        plans_visible_to(user)
        .select_related("agreement")
        .prefetch_related(_parties("agreement__parties"))
        .annotate(
            edition_number=Subquery(newest.values("number")[:1]),
            measures_count=Subquery(newest.annotate(count=Count("measures")).values("count")[:1]),
        )
        .order_by("-starts_on", "pk")
    )


def edition_list(plan: Plan) -> QuerySet[Edition]:
    """Return a plan's editions, the newest first, each with the number of its measures changed by hand."""
    by_hand = Count("measures", filter=Q(measures__version__gt=0) | Q(measures__place={}))
    return plan.editions.select_related("document", "made_by").annotate(by_hand=by_hand).order_by("-number")


def agreement_list(user: User) -> QuerySet[Agreement]:
    """Return the user's agreements with their parties and the number of plans."""
    return (
        agreements_visible_to(user)
        .prefetch_related(_parties("parties"))
        .annotate(plans_count=Count("plans", distinct=True), last_edition=Max("plans__editions__made_at"))
        .order_by("-date", "number")
    )


def agreement_of(user: User, uuid: UUID) -> Agreement:
    """Return an agreement that the user may see. Raises Agreement.DoesNotExist."""
    return agreements_visible_to(user).prefetch_related(_parties("parties")).get(uuid=uuid)


def _parties(path: str) -> Prefetch[str]:
    seats = Prefetch("seats", PartyOrganisation.objects.select_related("organisation").order_by("-is_lead", "pk"))
    return Prefetch(path, Party.objects.select_related("region").order_by("order").prefetch_related(seats))
