"""What pages about enterprises need beside the answers of queries: names of activities, values in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from promost.accounts.actors import Actor
from promost.accounts.rules import can
from promost.kit import formats
from promost.matching.words import counted, phrase
from promost.profiles import schema
from promost.profiles.schema import EnterpriseField
from promost.registry.models import ClassifierCode, Organisation

NOTHING = "—"


@dataclass(frozen=True, slots=True)
class Fact:
    """A field and its value in words."""

    name: str
    value: str


def activities(codes: Sequence[str]) -> list[tuple[str, str]]:
    """Return (code, its name in the classifier or "") in one query."""
    rows = ClassifierCode.objects.filter(classifier__code="okved2", code__in=codes)
    english = _language() == "en"
    names = {row.code: (row.name_en if english else "") or row.name_ru for row in rows}
    return [(code, names.get(code, "")) for code in codes]


def told_page(actor: Actor, organisation: Organisation | None) -> str:
    """Return where this reader finds what the enterprise told; "" for nowhere."""
    if organisation is None:
        return ""
    may = can(actor, "profiles.see_told", organisation) or can(actor, "profiles.look", organisation)
    return reverse("profiles:told", args=[organisation.uuid]) if may else ""


def shown_record(record: dict[str, Any]) -> list[tuple[str, list[Fact]]]:
    """Return (group, its facts) of what is known; unknown fields are left out."""
    regions = {code: (ru, en) for code, ru, en in schema.region_options()}
    groups: dict[str, list[Fact]] = {}
    for each in schema.fields():
        value = record.get(each.code)
        if value is not None:
            groups.setdefault(each.group, []).append(Fact(each.name, _said(each, value, regions)))
    return [(schema.group_name(group), facts) for group, facts in groups.items()]


def _said(each: EnterpriseField, value: Any, regions: schema.Options) -> str:
    if each.kind == "flag":
        return _("yes") if value else _("no")
    if each.kind == "number":
        return _number(each, value)
    if each.kind == "date":
        return formats.day(value if isinstance(value, date) else date.fromisoformat(value))
    if each.kind == "codes":
        return ", ".join(value)
    options = regions if each.takes_regions else each.options
    several = [value] if each.kind == "choice" else list(value)
    at = 1 if _language() == "en" else 0
    return ", ".join(options[one][at] if one in options else str(one) for one in several) or _("none")


def _number(each: EnterpriseField, value: Any) -> str:
    unit = phrase("unit", each.unit, _language())
    return f"{formats.number(Decimal(str(value)))} {counted(float(value), unit, _language())}"


def _language() -> str:
    return "en" if (get_language() or "ru").startswith("en") else "ru"
