"""History of an organisation in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from promost.kit.models import HistoryEntry
from promost.registry.models import OrganisationKind

VERBS: Mapping[str, Any] = {
    "registry.create_organisation": _("Organisation added"),
    "registry.edit_organisation": _("Organisation changed"),
    "registry.merge_organisations": _("Another entry merged into this one"),
    "registry.merged_away": _("Merged into another entry"),
    "registry.remember_spelling": _("Spelling remembered"),
    "registry.forget_spelling": _("Spelling forgotten"),
    "registry.load_regions": _("List of regions loaded"),
    "registry.import_classifier": _("Classifier imported"),
    "registry.import_municipalities": _("List of municipalities imported"),
}
FIELDS: Mapping[str, Any] = {
    "name": _("Full name"),
    "short_name": _("Short name"),
    "name_en": _("Name in English"),
    "kind": _("Kind"),
    "region_id": _("Region"),
    "municipality_id": _("Municipality"),
    "inn": _("INN"),
    "kpp": _("KPP"),
    "ogrn": _("OGRN or OGRNIP"),
    "okved": _("Main activity (OKVED2)"),
    "zone_name": _("Time zone"),
    "contacts": _("Contacts"),
    "spelling": _("Spelling"),
    "merged_into": _("Merged into"),
    "lost": _("Merged"),
    "added": _("Added"),
    "changed": _("Changed"),
    "removed": _("Removed"),
}


def deed(entry: HistoryEntry) -> str:
    """Name what was done."""
    return str(VERBS.get(entry.verb, entry.verb))


def deed_changes(entry: HistoryEntry, regions: Mapping[str, str]) -> SafeString:
    """Write what changed: field, before, after; ``regions`` are names by code. Counts of moved rows are not shown."""
    known = ((name, pair) for name, pair in entry.changes.items() if name in FIELDS)
    told = ((str(FIELDS[name]), *(_short(name, value, regions) for value in pair)) for name, pair in known)
    lines = ((name, before, after) for name, before, after in told if before or after)
    return format_html_join("", "<p>{}: <del>{}</del> <ins>{}</ins></p>", lines)


def region_codes(entries: Iterable[HistoryEntry]) -> set[str]:
    """Return the codes of the regions that deeds name."""
    return {code for entry in entries for code in entry.changes.get("region_id", ()) if code}


def _short(name: str, value: Any, regions: Mapping[str, str]) -> str:
    if isinstance(value, list):
        return ", ".join(str(each) for each in value)
    if name == "kind" and value in OrganisationKind.values:
        return str(OrganisationKind(value).label)
    text = regions.get(value, value) if name == "region_id" else value
    return "" if text is None or text is False else str(text)[:300]
