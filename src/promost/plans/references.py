"""How references to the room's things are shown, and the work it does in the background."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from promost.accounts.models import User
from promost.kit import files, jobs, refs
from promost.kit.histories import things, words
from promost.kit.refs import Shown
from promost.plans import commented
from promost.plans.models import (
    Agreement,
    Amendment,
    Approval,
    Basis,
    Document,
    Import,
    ImportState,
    Measure,
    MeasureEdition,
    Plan,
    PlanKind,
    PlanState,
    RowState,
    Scope,
)
from promost.plans.pages import names
from promost.plans.permissions import agreements_visible_to, imports_visible_to, plans_visible_to

VALUES: Mapping[str, Mapping[Any, Any]] = {
    "state": {**dict(RowState.choices), **dict(ImportState.choices), **dict(PlanState.choices)},
    "basis": dict(Basis.choices),
    "scope": dict(Scope.choices),
    "kind": dict(PlanKind.choices),
}


def register() -> None:
    """Tell the kit."""
    refs.register("plans.agreement", agreements)
    refs.register("plans.plan", plans)
    refs.register("plans.measure", measures)
    refs.register("plans.amendment", amendments)
    commented.register()
    words.tell(names.VERBS, names.FIELDS, VALUES)
    things.register("plans.agreement", _("Agreement"), agreements_visible_to)
    things.register("plans.plan", _("Plan"), plans_visible_to)
    things.register("plans.measure", _("Measure"), measures_visible_to)
    things.register("plans.import", _("Plan document"), imports_visible_to, an_import)
    things.register("plans.amendment", _("Amendment"), amendments_visible_to, an_amendment)
    files.held(holds)
    jobs.register("plans.read", "promost.plans.actions.reading.read_import")


def measures_visible_to(user: User) -> QuerySet[Measure]:
    """Return the measures of the plans that a user reads."""
    return Measure.objects.filter(plan__in=plans_visible_to(user))


def amendments_visible_to(user: User) -> QuerySet[Amendment]:
    """Return the amendments of the plans that a user reads."""
    return Amendment.objects.filter(plan__in=plans_visible_to(user)).select_related("plan")


def an_import(source: Import) -> Shown:
    """Show an import by its document."""
    return Shown(source.document.name, reverse("plans:import", args=[source.uuid]))


def an_amendment(amendment: Amendment) -> Shown:
    """Show an amendment by its reason."""
    return Shown(amendment.reason, reverse("plans:amendments", args=[amendment.plan.uuid]))


def holds(sha256: str) -> bool:
    """Whether the room keeps a file: a plan's document, or the scan of an act."""
    acts = Approval.objects.filter(scan_sha256=sha256)
    return Document.objects.filter(sha256=sha256).exists() or acts.exists()


def agreements(ids: Iterable[str]) -> Mapping[str, Shown]:
    """Show agreements, in one query."""
    found = Agreement.objects.filter(uuid__in=list(ids))
    return {str(each.uuid): Shown(each.number, reverse("plans:agreement", args=[each.uuid])) for each in found}


def plans(ids: Iterable[str]) -> Mapping[str, Shown]:
    """Show plans, in one query."""
    found = Plan.objects.filter(uuid__in=list(ids))
    return {str(each.uuid): Shown(each.title, reverse("plans:plan", args=[each.uuid])) for each in found}


def amendments(ids: Iterable[str]) -> Mapping[str, Shown]:
    """Show amendments by their reasons, in one query."""
    found = Amendment.objects.filter(uuid__in=list(ids)).select_related("plan").order_by("pk")
    return {str(each.uuid): an_amendment(each) for each in found}


def measures(ids: Iterable[str]) -> Mapping[str, Shown]:
    """Show measures by number and title of their newest edition, in one query."""
    rows = MeasureEdition.objects.filter(measure__uuid__in=list(ids)).order_by("edition__number")
    found: dict[str, Shown] = {}
    for uuid, number, title in rows.values_list("measure__uuid", "number", "title"):
        found[str(uuid)] = Shown(f"{number} {title}".strip(), reverse("plans:measure", args=[uuid]))
    return found
