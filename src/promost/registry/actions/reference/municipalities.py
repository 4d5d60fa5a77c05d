"""Municipalities."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import transaction

from promost.kit import access
from promost.kit.history import Doer
from promost.registry.actions.reference.noting import PERMISSION, note
from promost.registry.actions.upserting import Loaded, Watch, unwatched, upsert
from promost.registry.models import Municipality, Region
from promost.registry.sources import municipalities
from promost.registry.sources.municipalities import MunicipalityRow
from promost.registry.sources.problems import Problem


@dataclass(frozen=True, slots=True)
class MunicipalitiesLoaded:
    """What an import did, the lines taken with a doubt, and how many rows are of regions that the list lacks."""

    loaded: Loaded
    doubts: Sequence[Problem]
    foreign: int


def import_municipalities(doer: Doer, path: Path, watch: Watch = unwatched) -> MunicipalitiesLoaded:
    """Import the municipalities of the regions that the list has. All or nothing. Raises Refused and BadFile."""
    access.require(doer, PERMISSION)
    file = municipalities.read(path)
    return put(doer, path.name, file.rows, file.doubts, watch)


def put(
    doer: Doer,
    source: str,
    rows: Sequence[MunicipalityRow],
    doubts: Sequence[Problem] = (),
    watch: Watch = unwatched,
) -> MunicipalitiesLoaded:
    """Make the rows be in the table; written into the history if anything changed."""
    beginnings = dict(Region.objects.exclude(oktmo="").values_list("oktmo", "code"))
    wanted = {row.code: values for row in rows if (values := _values(row, beginnings))}
    with transaction.atomic():
        loaded = upsert(Municipality, Municipality.objects.in_bulk(), wanted, watch)
        if loaded.touched:
            note(doer, "registry.import_municipalities", "municipalities", loaded, source)
    return MunicipalitiesLoaded(loaded, doubts, len(rows) - len(wanted))


def _values(row: MunicipalityRow, beginnings: Mapping[str, str]) -> dict[str, Any]:
    """The longest beginning counts: an autonomous okrug stands inside an oblast's codes."""
    region = next((beginnings[row.code[:n]] for n in range(5, 0, -1) if row.code[:n] in beginnings), None)
    if region is None:
        return {}
    english = {"name_en": row.name_en} if row.name_en else {}
    return {"oktmo": row.code, "region_id": region, "kind": row.kind, "name_ru": row.name, **english}
