"""Which edition of a plan is in force at a moment."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from uuid import UUID

from django.db.models import Case, F, IntegerField, OuterRef, QuerySet, Subquery, When

from promost.accounts.models import User
from promost.kit.moments import Moment
from promost.plans.models import Approval, Edition, Plan
from promost.plans.permissions import plans_visible_to

APPROVED = 1_000_000
"""What an approved edition is ahead of any that waits for approval."""


def in_force(at: Moment, path: str = "") -> Case:
    """Return what is greatest for the edition in force at a moment. ``path`` leads to the edition."""
    return rank(at.known_at, path)


def rank(known_at: datetime, path: str = "") -> Case:
    """Return what is greatest for the edition in force: the newest approved by then, else the newest made by then.

    A plan that came here later than the moment is shown in its first edition. A newer document that waits for approval
    changes nothing yet.
    """
    number = F(f"{path}number")
    return Case(
        When(**{f"{path}approved_at__lte": known_at}, then=number + APPROVED),
        When(**{f"{path}made_at__lte": known_at}, then=number),
        default=-number,
        output_field=IntegerField(),
    )


def edition_of(user: User, uuid: UUID, at: Moment, number: int | None = None) -> Edition:
    """Return an edition, with plan and agreement, of a plan that the user may see; in one query.

    It is the one in force at a moment, or the one whose ``number`` is asked for. Raises Edition.DoesNotExist for a plan
    that is not there or not theirs, and for a number that the plan has not.
    """
    return _chosen(Edition.objects.filter(plan__in=plans_visible_to(user), plan__uuid=uuid), at, number)


def edition_at(plan: Plan, at: Moment) -> Edition:
    """Return the edition in force at a moment, in one query. Raises Edition.DoesNotExist where there is none."""
    return _chosen(Edition.objects.filter(plan=plan), at)


def editions_of(plans: Mapping[int, Plan], at: Moment) -> dict[int, Edition]:
    """Return {plan's key: the edition in force at a moment, with all others of its plan}, in one query."""
    rows = agreed_editions(Edition.objects.filter(plan__in=list(plans)))
    found: dict[int, list[Edition]] = {}
    for each in rows.order_by(in_force(at).desc()):
        each.plan = plans[each.plan_id]
        found.setdefault(each.plan_id, []).append(each)
    for every in found.values():
        vars(every[0])[_LOADED] = _of_one_plan(every[0], every)
    return {plan: every[0] for plan, every in found.items()}


def known_editions(edition: Edition) -> tuple[Edition, ...] | None:
    """Return all editions of the plan that were read with this one, None where nobody has read them."""
    return vars(edition).get(_LOADED)


def agreed_editions(editions: QuerySet[Edition]) -> QuerySet[Edition]:
    """Return the editions with what tells how each was agreed: its amendment, and ``act`` and ``act_on`` of the last
    party that approved it (None for an amendment, and for one that nobody has approved).
    """
    acts = Approval.objects.filter(edition=OuterRef("pk")).order_by("-approved_on", "-pk")
    last = {"act": Subquery(acts.values("act")[:1]), "act_on": Subquery(acts.values("approved_on")[:1])}
    return editions.select_related("amendment__party", "amendment__proposed_for").annotate(**last)


_LOADED = "_editions"
"""Where an edition keeps those of its plan that were read with it."""


def _chosen(editions: QuerySet[Edition], at: Moment, number: int | None = None) -> Edition:
    rows = agreed_editions(editions).select_related("plan__agreement", "document")
    every = list(rows.order_by(in_force(at).desc()))
    chosen = next((each for each in every if number in {None, 0, each.number}), None)
    if chosen is None:
        raise Edition.DoesNotExist
    vars(chosen)[_LOADED] = _of_one_plan(chosen, every)
    return chosen


def _of_one_plan(chosen: Edition, every: Iterable[Edition]) -> tuple[Edition, ...]:
    """Return the editions in the order of their numbers, all of one and the same plan."""
    for each in every:
        each.plan = chosen.plan
    return tuple(sorted(every, key=lambda each: each.number))
