"""Which edition of a plan is in force at a moment."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db.models import Case, F, IntegerField, When

from promost.accounts.models import User
from promost.kit.moments import Moment
from promost.plans.models import Edition
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
    rows = Edition.objects.filter(plan__in=plans_visible_to(user), plan__uuid=uuid).select_related("plan__agreement")
    return rows.get(number=number) if number else rows.order_by(in_force(at).desc())[:1].get()
