"""How references to observed levels are shown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.urls import reverse
from django.utils.translation import gettext_lazy

from promost.kit import refs
from promost.kit.histories import words
from promost.kit.refs import Shown
from promost.profiles.models import Observation


def register() -> None:
    """Tell the kit."""
    refs.register("profiles.observation", observations)
    fields = {"value": gettext_lazy("Value"), "release": gettext_lazy("Release")}
    words.tell({"profiles.observe": gettext_lazy("Level entered")}, fields)


def observations(ids: Iterable[str]) -> Mapping[str, Shown]:
    """Show levels by their indicator and the page of their subject, in one query."""
    rows = Observation.objects.filter(uuid__in=list(ids)).select_related("indicator", "organisation")
    return {str(row.uuid): Shown(f"{row.indicator.name}, {row.ends_on}", _page(row)) for row in rows}


def _page(row: Observation) -> str:
    if row.organisation:
        return reverse("profiles:levels", args=[row.organisation.uuid])
    return reverse("profiles:region_levels", args=[row.region_id])
