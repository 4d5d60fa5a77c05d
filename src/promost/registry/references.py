"""How references to the registry's things are shown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from promost.kit import refs
from promost.kit.histories import things, words
from promost.kit.refs import Shown
from promost.registry import built_in
from promost.registry.models import Organisation, OrganisationKind
from promost.registry.pages import deeds
from promost.registry.permissions import organisations_visible_to
from promost.registry.queries import reference


def register() -> None:
    """Tell the kit."""
    refs.register("registry.organisation", organisations)
    refs.register("registry.list", lists)
    refs.register("registry.region", region_names)
    words.tell(deeds.VERBS, deeds.FIELDS, {"kind": dict(OrganisationKind.choices)}, {"region_id": "registry.region"})
    things.register("registry.organisation", gettext_lazy("Organisation"), organisations_visible_to)


def region_names(ids: Iterable[str]) -> Mapping[str, Shown]:
    """Show regions by their codes."""
    return {code: Shown(name) for code, name in reference.region_names(set(ids)).items()}


def organisations(ids: Iterable[str]) -> Mapping[str, Shown]:
    """Show organisations by their lasting ids, in one query."""
    found = Organisation.objects.filter(uuid__in=list(ids))
    return {str(each.uuid): Shown(each.called, reverse("registry:organisation", args=[each.uuid])) for each in found}


def lists(ids: Iterable[str]) -> Mapping[str, Shown]:
    """Show the lists of reference data by their codes."""
    names = {"regions": _("List of regions"), "municipalities": _("List of municipalities")}
    known = {**names, **{code: code.upper() for code in built_in.CLASSIFIERS}}
    return {code: Shown(known[code]) for code in ids if code in known}
