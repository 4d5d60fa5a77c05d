"""Plans and agreements as their pages show them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Max, OuterRef, Prefetch, Q, QuerySet, Subquery

from promost.accounts.models import User
from promost.kit import clock
from promost.kit.moments import Moment
from promost.plans.models import Agreement, Edition, Party, PartyOrganisation, Plan
from promost.plans.permissions import agreements_visible_to, plans_visible_to
from promost.plans.queries.editions import rank
from promost.plans.queries.parties import load_parties
from promost.plans.queries.promised import TargetView, ValueRow, promised_in, value_rows
from promost.plans.queries.rows import Filter, MeasureRow, edition_rows
from promost.plans.queries.waiting import asked_along


@dataclass(frozen=True, slots=True)
class PlanView:
    """A plan in one edition, at a moment: all rows, those the reader asked for, what needs attention."""

    plan: Plan
    edition: Edition
    at: Moment
    parties: tuple[Party, ...]
    rows: tuple[MeasureRow, ...]
    shown: tuple[MeasureRow, ...]
    targets: tuple[TargetView, ...]
    values: Sequence[ValueRow]
    """All values of its targets up to this edition, as read: for rooms above."""

    @property
    def is_early(self) -> bool:
        """Whether the moment lies before the plan came here, so that its first edition is shown."""
        return self.edition.made_at > self.at.known_at

    @property
    def has_changes_by_hand(self) -> bool:
        """Whether measures were changed by hand after the edition was made."""
        return any(row.by_hand for row in self.rows)

    @property
    def by_state(self) -> Counter[str]:
        """How many measures stand where."""
        return Counter(str(row.standing.state) for row in self.rows)

    @property
    def by_direction(self) -> Counter[str]:
        """How many measures each direction has."""
        return Counter(row.direction for row in self.rows)


def plan_view(edition: Edition, asked: Filter, at: Moment) -> PlanView:
    """Return a plan's page in one of its editions as it stands at a moment, in four queries."""
    parties = load_parties(edition.plan.agreement, asked_along(edition.plan))
    values = value_rows({edition.plan_id: edition.number})
    targets = promised_in(values, [edition.pk])
    rows = edition_rows([edition.pk], at, targets).get(edition.pk, ())
    whole = tuple(targets.get((edition.pk, None), ()))
    return PlanView(edition.plan, edition, at, parties, rows, tuple(filter(asked.keeps, rows)), whole, values)


def plan_of(user: User, uuid: UUID) -> Plan:
    """Return a plan that the user may see. Raises Plan.DoesNotExist for one that is not there or not theirs."""
    return plans_visible_to(user).select_related("agreement").get(uuid=uuid)


def plan_list(user: User) -> QuerySet[Plan]:
    """Return the user's plans with agreement and parties, the newest edition's number and count of measures."""
    newest = Edition.objects.filter(plan=OuterRef("pk")).order_by(rank(clock.now()).desc())
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
    """Return a plan's editions, the newest first, each with the number of its measures changed by hand.

    What an amendment made was agreed, and not changed by hand.
    """
    changed = Q(measures__version__gt=0) | Q(measures__place={})
    by_hand = Count("measures", filter=changed & Q(amendment__isnull=True))
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
