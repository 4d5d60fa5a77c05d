"""How references to observed levels are shown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.urls import reverse
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy

from promost.accounts.rules import allows
from promost.kit import jobs, refs
from promost.kit.histories import things, words
from promost.kit.refs import Shown
from promost.profiles import schema
from promost.profiles.models import Observation, RegisterLoad
from promost.profiles.permissions import loads_visible_to
from promost.profiles.schema import EnterpriseField
from promost.registry.models import Organisation

VERBS = {
    "profiles.observe": gettext_lazy("Level entered"),
    "profiles.upload_register": gettext_lazy("File of a register uploaded"),
    "profiles.import_enterprises": gettext_lazy("File of a register loaded"),
    "profiles.take_up": gettext_lazy("Taken from the register of enterprises"),
    "profiles.answer": gettext_lazy("Questions about the enterprise answered"),
}


def register() -> None:
    """Tell the kit."""
    refs.register("profiles.observation", observations)
    refs.register("profiles.registerload", loads)
    jobs.register("profiles.load_register", "promost.profiles.actions.registering.work")
    things.register("profiles.registerload", gettext_lazy("Register loaded"), loads_visible_to)
    fields = {
        "value": gettext_lazy("Value"),
        "release": gettext_lazy("Release"),
        "added": gettext_lazy("New"),
        "changed": gettext_lazy("Changed"),
        "unchanged": gettext_lazy("Unchanged"),
        "older": gettext_lazy("Older than what is here"),
        "rejected": gettext_lazy("Rejected"),
        **{each.code: _name(each) for each in schema.fields()},
    }
    words.tell(VERBS, fields)
    things.guard("registry.organisation", "profiles.answer", _is_member)


def loads(ids: Iterable[str]) -> Mapping[str, Shown]:
    """Show loads by the file's name, in one query."""
    rows = RegisterLoad.objects.filter(uuid__in=list(ids))
    return {str(row.uuid): Shown(row.name, reverse("profiles:load", args=[row.uuid])) for row in rows}


def _is_member(user: Any, organisation: Organisation) -> bool:
    """What was answered is told to the enterprise's own people alone."""
    return allows(user, "profiles.view_looks", organisation)


def _name(each: EnterpriseField) -> Any:
    return lazy(lambda: each.name, str)()


def observations(ids: Iterable[str]) -> Mapping[str, Shown]:
    """Show levels by their indicator and the page of their subject, in one query."""
    rows = Observation.objects.filter(uuid__in=list(ids)).select_related("indicator", "organisation")
    return {str(row.uuid): Shown(f"{row.indicator.name}, {row.ends_on}", _page(row)) for row in rows}


def _page(row: Observation) -> str:
    if row.organisation:
        return reverse("profiles:levels", args=[row.organisation.uuid])
    return reverse("profiles:region_levels", args=[row.region_id])
