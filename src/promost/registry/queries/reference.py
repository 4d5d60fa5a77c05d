"""Regions and municipalities for pages."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import Collate
from django.utils.translation import get_language

from promost.registry.models import Municipality, Region


def region_list() -> QuerySet[Region]:
    """Return the regions by name, in the reader's language, as a dictionary has them."""
    name = "name_en" if (get_language() or "ru").startswith("en") else "name_ru"
    return Region.objects.order_by(Collate(name, "ru"), "code")


def region_names(codes: Collection[str]) -> Mapping[str, str]:
    """Return names by code, in the reader's language; asks nothing where no code is given."""
    return {region.code: region.name for region in Region.objects.filter(code__in=codes)} if codes else {}


def regions_with_counts() -> QuerySet[Region]:
    """Return the regions by name, each with ``organisations_count``: how many organisations stand in it."""
    standing = Count("organisations", filter=Q(organisations__merged_into=None))
    return region_list().annotate(organisations_count=standing)


def municipality_choices(region: str) -> Sequence[tuple[str, str]]:
    """Return (OKTMO, name) of a region's municipalities, by name."""
    rows = Municipality.objects.filter(region_id=region).order_by(Collate("name_ru", "ru"), "oktmo")
    return [(row.oktmo, row.name) for row in rows]
