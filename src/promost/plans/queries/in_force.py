"""The edition of a plan that is in force: what everybody answers by."""

from __future__ import annotations

from datetime import datetime

from django.db.models import OuterRef, Subquery

from promost.kit import clock
from promost.plans.models import Edition, Plan
from promost.plans.queries.editions import rank


def edition_in_force(plan: Plan, known_at: datetime | None = None) -> Edition:
    """Return the edition in force at a moment (now, if none is given), in one query.

    Raises Edition.DoesNotExist for a plan without any.
    """
    rows = plan.editions.order_by(rank(known_at or clock.now()).desc()).select_related("document", "made_by")
    return rows[:1].get()


def keys_in_force(known_at: datetime | None = None, plan: str = "pk") -> Subquery:
    """Return a subquery: the key of the edition in force of the plan whose key the outer query has at ``plan``."""
    rows = Edition.objects.filter(plan=OuterRef(plan)).order_by(rank(known_at or clock.now()).desc())
    return Subquery(rows.values("pk")[:1])
