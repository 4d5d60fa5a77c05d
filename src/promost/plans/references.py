"""How references to the room's things are shown, and the work it does in the background."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.urls import reverse

from promost.kit import jobs, refs
from promost.kit.refs import Shown
from promost.plans.models import Agreement, MeasureEdition, Plan


def register() -> None:
    """Tell the kit."""
    refs.register("plans.agreement", agreements)
    refs.register("plans.plan", plans)
    refs.register("plans.measure", measures)
    jobs.register("plans.read", "promost.plans.actions.reading.read_import")


def agreements(ids: Iterable[str]) -> Mapping[str, Shown]:
    """Show agreements, in one query."""
    found = Agreement.objects.filter(uuid__in=list(ids))
    return {str(each.uuid): Shown(each.number, reverse("plans:agreement", args=[each.uuid])) for each in found}


def plans(ids: Iterable[str]) -> Mapping[str, Shown]:
    """Show plans, in one query."""
    found = Plan.objects.filter(uuid__in=list(ids))
    return {str(each.uuid): Shown(each.title, reverse("plans:plan", args=[each.uuid])) for each in found}


def measures(ids: Iterable[str]) -> Mapping[str, Shown]:
    """Show measures by number and title of their newest edition, in one query."""
    rows = MeasureEdition.objects.filter(measure__uuid__in=list(ids)).order_by("edition__number")
    found: dict[str, Shown] = {}
    for uuid, number, title in rows.values_list("measure__uuid", "number", "title"):
        found[str(uuid)] = Shown(f"{number} {title}".strip(), reverse("plans:measure", args=[uuid]))
    return found
