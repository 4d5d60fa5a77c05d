"""What the direction offers, in terms of matching: published schemes, their criteria, what accepting one gives.


The register of rooms names this (``room.py``); a desk or a measure asks any direction in the same way.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from promost.matching import Criteria
from promost.support.models import Scheme, SchemeState
from promost.support.schemes.queries import criteria_of, published


def criteria(_day: date) -> Mapping[str, Criteria]:
    """Return the criteria of every published scheme by its lasting id, its generic one's with them; one query.

    Raises CriteriaError for a scheme that cannot be read; the doctor names it.
    """
    rows = published().select_related("generic")
    return {str(each.uuid): Criteria.from_json(criteria_of(each)) for each in rows}


def gives(keys: tuple[str, ...] = ()) -> Mapping[str, Mapping[str, Any]]:
    """Return what accepting each published scheme gives: {lasting id: {field: value}}, those that change nothing left
    out; of some schemes, or of all. One query.
    """
    rows = Scheme.objects.filter(state=SchemeState.PUBLISHED).exclude(gives={})
    rows = rows.filter(uuid__in=keys) if keys else rows
    return {str(uuid): given for uuid, given in rows.order_by("pk").values_list("uuid", "gives")}
