"""Lists of regions, with their spellings."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from promost.kit import access
from promost.kit.history import Doer
from promost.registry.actions.reference.noting import PERMISSION, note
from promost.registry.actions.upserting import Loaded, upsert
from promost.registry.models import Region, RegionSpelling
from promost.registry.sources import regions
from promost.registry.sources.regions import RegionRow


def load_regions(doer: Doer, path: Path) -> Loaded:
    """Load a list of regions: regions of the list are added or changed, others stay. All or nothing.

    Raises Refused, BadFile, and ValidationError for a spelling or a tile that belongs to a region outside the list.
    """
    access.require(doer, PERMISSION)
    rows = regions.read(path)
    with transaction.atomic():
        _refuse_taken(rows)
        wanted = {row.code: _region_values(row) for row in rows}
        loaded = upsert(Region, Region.objects.in_bulk(), wanted)
        spelled = _put_spellings(rows)
        if loaded.touched or spelled:
            note(doer, "registry.load_regions", "regions", loaded, path.name)
    return loaded


def _region_values(row: RegionRow) -> dict[str, Any]:
    values = row.model_dump(exclude={"tile", "spellings"})
    x, y = row.tile or (None, None)
    return {**values, "tile_x": x, "tile_y": y}


def _refuse_taken(rows: Sequence[RegionRow]) -> None:
    """A spelling or a tile of the list must not belong to a region that the list does not have."""
    listed = [row.code for row in rows]
    keys = {key for row in rows for key in row.sought_as}
    spelled = RegionSpelling.objects.exclude(region_id__in=listed).filter(text__in=keys)
    places = {row.tile for row in rows if row.tile}
    others = Region.objects.exclude(code__in=listed).exclude(tile_x=None).values_list("tile_x", "tile_y", "code")
    tiles = ((f"{x}, {y}", code) for x, y, code in others if (x, y) in places)
    taken = (*spelled.values_list("text", "region_id"), *tiles)
    if taken:
        message = _('"%(what)s" belongs to %(code)s already.')
        raise ValidationError([message % {"what": what, "code": code} for what, code in taken])


def _put_spellings(rows: Sequence[RegionRow]) -> bool:
    wanted = {(key, row.code) for row in rows for key in row.sought_as}
    listed = RegionSpelling.objects.filter(region_id__in=[row.code for row in rows])
    if set(listed.values_list("text", "region_id")) == wanted:
        return False
    listed.delete()
    RegionSpelling.objects.bulk_create(RegionSpelling(text=text, region_id=code) for text, code in sorted(wanted))
    return True
