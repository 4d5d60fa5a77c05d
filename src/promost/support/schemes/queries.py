"""What is asked about schemes, each in a fixed number of queries, and the engine that answers who qualifies."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import Any

from django.db.models import Count, F, Max, QuerySet, Sum

from promost.matching import Criteria, Engine
from promost.profiles.schema import enterprise_schema, region_options
from promost.support.models import Scheme, SchemeState
from promost.support.schemes.actions.proposals import joined


def published() -> QuerySet[Scheme]:
    """Return the schemes that are published, with provider and region."""
    rows = Scheme.objects.filter(state=SchemeState.PUBLISHED)
    return rows.select_related("provider__region", "region").order_by("name", "pk")


def criteria_of(scheme: Scheme) -> dict[str, Any]:
    """Return what an applicant must meet: the scheme's own criteria, and those of the generic one it is a variant of.

    The region of a regional scheme is a criterion only where it is written: some take anybody who builds there.
    """
    generic = scheme.generic.criteria if scheme.generic else {}
    own = scheme.criteria
    if not generic:
        return dict(own)
    return joined(generic, [own] if own else [])


def engine(day: date) -> Engine:
    """Return the engine over all published schemes, by their lasting ids, judging on a day.

    Two queries when nothing has changed since it was last asked for; it is kept in memory until something has.
    """
    return _engine(region_options(), _mark(), day)


def _mark() -> tuple[Any, ...]:
    """Tell one state of all schemes from another: versions only grow, rows are never removed."""
    found = Scheme.objects.aggregate(count=Count("pk"), versions=Sum("version"), newest=Max("pk"))
    return found["count"], found["versions"], found["newest"]


@lru_cache(maxsize=4)
def _engine(_regions: tuple[tuple[str, str, str], ...], _mark: tuple[Any, ...], day: date) -> Engine:
    rows = Scheme.objects.filter(state=SchemeState.PUBLISHED).select_related("generic").order_by("pk")
    return Engine(enterprise_schema(), {str(each.uuid): Criteria.from_json(criteria_of(each)) for each in rows}, day)


def by_uuid(keys: list[str]) -> Mapping[str, Scheme]:
    """Return schemes by their lasting ids, in one query."""
    rows = Scheme.objects.filter(uuid__in=keys).select_related("provider__region", "region", "generic")
    return {str(each.uuid): each for each in rows.order_by(F("name"), "pk")}
