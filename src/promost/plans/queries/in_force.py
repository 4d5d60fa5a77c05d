"""Which edition of a plan is in force: what everybody answers by."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Case, IntegerField, OuterRef, QuerySet, Subquery, Value, When

from promost.kit import clock
from promost.plans.models import Edition, Plan


def edition_in_force(plan: Plan, known_at: datetime | None = None) -> Edition:
    """Return the newest edition approved by a moment (now, if none is given), in one query.

    Of a plan that had no approved edition by then it is the newest one made by then, of one made later the first.
    Raises Edition.DoesNotExist for a plan without any.
    """
    found: Edition | None = (
        _by_force(plan.editions.all(), known_at or clock.now()).select_related("document", "made_by").first()
    )
    if found is None:
        raise Edition.DoesNotExist
    return found


def keys_in_force(known_at: datetime | None = None, plan: str = "pk") -> Subquery:
    """Return a subquery: the key of the edition in force of the plan whose key the outer query has at ``plan``."""
    rows = Edition.objects.filter(plan=OuterRef(plan))
    return Subquery(_by_force(rows, known_at or clock.now()).values("pk")[:1])


def _by_force(editions: QuerySet[Edition], known_at: datetime) -> QuerySet[Edition, Any]:
    """Approved ones first, the newest before; then those made by the moment; a plan as of before it was read last."""
    rank = Case(
        When(approved_at__lte=known_at, then=Value(2)),
        When(made_at__lte=known_at, then=Value(1)),
        default=Value(0),
        output_field=IntegerField(),
    )
    order = Case(When(made_at__gt=known_at, then=Value(0)), default="number", output_field=IntegerField())
    return editions.annotate(rank=rank, order=order).order_by("-rank", "-order", "number")
