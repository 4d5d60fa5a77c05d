"""What the officers' pages show: counts in words, names of codes, links that keep what is asked."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext as _

from promost.kit import formats
from promost.profiles import schema as profile
from promost.profiles.models import Category
from promost.registry.models import ClassifierCode
from promost.support.models import Scheme
from promost.support.officers.gap import FITS, UNKNOWN, Asked, Gap, Share
from promost.support.officers.parts import said
from promost.support.officers.unmet import Group, Obstacle

SHOWN = 12
"""Lines of a small table."""


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a small table: what it is, how many, of how many in words, and where it opens ("" nowhere)."""

    label: str
    count: int
    share: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class GroupRow:
    """A line of the unserved: what it is, how many nobody serves, of how many, of how many it cannot be said."""

    label: str
    unserved: str
    known: str
    unknown: str


@dataclass(frozen=True, slots=True)
class ObstacleRow:
    """A condition that stands in the way: in words, how many enterprises, and in which schemes."""

    words: str
    count: str
    schemes: tuple[Scheme, ...]


def language() -> str:
    """Return "en" or "ru"."""
    return "en" if (get_language() or "ru").startswith("en") else "ru"


def of(part: int, whole: int) -> str:
    """Say a part of a whole: "7 of 20 (35 %)"; without a per cent of nothing."""
    words = _("%(part)s of %(whole)s") % {"part": formats.number(part), "whole": formats.number(whole)}
    share = formats.percent(part, whole)
    return f"{words} ({share})" if share else words


def field_name(code: str) -> str:
    """Return the name of a field of the enterprise."""
    known = profile.by_code()
    return known[code].name if code in known else code


def where_asked(code: str) -> str:
    """Say where a fact comes from: an open register, an observed level, or the enterprise alone."""
    origins = {
        "register": gettext("stands in open registers"),
        "level": gettext("observed level of the enterprise"),
        "told": gettext("only the enterprise knows"),
    }
    known = profile.by_code()
    return origins[known[code].origin] if code in known else ""


def category_name(code: str) -> str:
    """Return a category's name; "not known" for none."""
    return str(dict(Category.choices).get(code, "")) or _("not known")


def class_names(codes: Collection[str]) -> Mapping[str, str]:
    """Return names of classes of activities by their two digits, in one query."""
    rows = ClassifierCode.objects.filter(classifier__code="okved2", code__in=[each for each in codes if each])
    english = language() == "en"
    return {row.code: (row.name_en if english else "") or row.name_ru for row in rows}


def activity_label(code: str, names: Mapping[str, str]) -> str:
    """Return "25 Metal products"."""
    return f"{code} {names.get(code, '')}".strip() or _("not known")


def tabs(gap: Gap, asked: Asked, which: str) -> list[dict[str, Any]]:
    """Return the two lists with their counts."""
    words = {FITS: _("fit and have not applied"), UNKNOWN: _("cannot be said")}
    return [
        {"label": label, "count": len(gap.of(each)), "url": query(asked, each), "current": each == which}
        for each, label in words.items()
    ]


def query(asked: Asked, which: str, **changed: str) -> str:
    """Return the address's part after the question mark for what is asked, with changes."""
    new = replace(asked, **changed)
    given = {"which": which, "region": new.region, "okved": new.okved, "category": new.category}
    return "?" + urlencode({name: value for name, value in given.items() if value})


def breakdowns(gap: Gap, asked: Asked, which: str, regions: Mapping[str, str]) -> list[tuple[str, list[Row]]]:
    """Return (title, rows) by class of activity, category and, where there are several, region."""
    activities = gap.by_activity(which)
    names = class_names([each.code for each in activities[:SHOWN]])
    whole = len(gap.of(which))

    def rows(shares: Sequence[Share], field: str, label: Mapping[str, str]) -> list[Row]:
        return [
            Row(label[each.code], each.count, formats.percent(each.count, whole),
                query(asked, which, **{field: each.code}) if each.code else "")
            for each in shares[:SHOWN]
        ]  # fmt: skip

    categories, places = gap.by_category(which), gap.by_region(which)
    found = [
        (_("By main activity"), rows(activities, "okved", {e.code: activity_label(e.code, names) for e in activities})),
        (_("By category"), rows(categories, "category", {e.code: category_name(e.code) for e in categories})),
    ]
    if not asked.region and len(places) > 1:
        named = {each.code: regions.get(each.code, each.code) or _("not known") for each in places}
        found.append((_("By region"), rows(places, "region", named)))
    return found


def missing(gap: Gap) -> list[tuple[str, str, str]]:
    """Return (fact, of how many it is not known, where it comes from) of those of whom it cannot be said."""
    return [(field_name(code), of(count, len(gap.unknown)), where_asked(code)) for code, count in gap.missing[:SHOWN]]


def groups(found: Sequence[Group], names: Mapping[str, str]) -> list[GroupRow]:
    """Return lines of the unserved."""
    return [
        GroupRow(
            names.get(each.code, each.code), of(each.unserved, each.known), formats.number(each.known),
            formats.number(each.unknown),
        )
        for each in found[:SHOWN]
    ]  # fmt: skip


def obstacles(found: Sequence[Obstacle], schemes: Mapping[str, Scheme], unserved: int) -> list[ObstacleRow]:
    """Return the conditions that stand in the way of most, in words."""
    schema, lang = profile.enterprise_schema(), language()
    return [
        ObstacleRow(
            said(each.part, schema, lang), of(each.count, unserved),
            tuple(schemes[key] for key in each.schemes if key in schemes),
        )
        for each in found[:SHOWN]
    ]  # fmt: skip


def office_tabs(current: str) -> list[dict[str, Any]]:
    """Return the tabs between the officers' pages."""
    words = {
        "officers": _("Who fits and has not applied"),
        "refusals": _("Refusals by reason"),
        "unmet": _("Demand that nobody serves"),
    }
    return [
        {"label": label, "url": reverse(f"support:{name}"), "current": name == current} for name, label in words.items()
    ]
