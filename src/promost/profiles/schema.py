"""What is known of an enterprise when it is matched: the fields, their words, and where each answer comes from.

The fields stand in ``data/enterprise_fields.toml``, are checked when they are read, and become the schema of the
matching engine.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Any

from django.utils.translation import get_language

from promost import matching
from promost.matching import Schema
from promost.matching.schema import KINDS
from promost.registry import rooms
from promost.registry.models import Region

FILE = "promost.profiles:data/enterprise_fields.toml"
ORIGINS = ("register", "level", "told")
REGIONS = "regions"
TEXTS = ("name", "question", "where")
Options = Mapping[str, tuple[str, str]]


class BadField(ValueError):
    """A field of the data file that cannot be used; the message names it and says what is wrong."""


@dataclass(frozen=True, slots=True)
class EnterpriseField:
    """A field of an enterprise.

    ``origin``: "register" (open registers say it), "level" (an observed indicator), "told" (the enterprise answers).
    ``indicator``: whose observed level it is, with ``factor`` from the indicator's unit to the field's; ``yearly``:
    only the level of a whole calendar year is taken. ``options``: value → (Russian, English). ``takes_regions``: the
    options are the list of regions.
    """

    code: str
    kind: str
    origin: str
    texts: Mapping[str, str]
    group: str = ""
    unit: str = ""
    yearly: bool = False
    indicator: str = ""
    factor: int = 1
    fixed: bool = False
    whole: bool = False
    least: float | None = None
    most: float | None = None
    options: Options = field(default_factory=dict)
    takes_regions: bool = False

    @property
    def name(self) -> str:
        """The field's name in the reader's language."""
        return self.texts[f"name_{_language()}"]

    @property
    def question(self) -> str:
        """The question that asks for it, in the reader's language."""
        return self.texts[f"question_{_language()}"]

    @property
    def where(self) -> str:
        """Where the answer is found, in the reader's language."""
        return self.texts[f"where_{_language()}"]

    @property
    def is_asked(self) -> bool:
        """Whether the enterprise may answer it itself: levels are entered as levels, with their period and source."""
        return not self.indicator


@cache
def fields() -> tuple[EnterpriseField, ...]:
    """Return every field in the order of the data file. Raises BadField for what the file has wrong."""
    found = tuple(_field(row) for row in rooms.data(FILE)["field"])
    codes = [each.code for each in found]
    twice = {code for code in codes if codes.count(code) > 1}
    if twice:
        raise BadField(f"{', '.join(sorted(twice))}: stands twice; rename or remove one")
    return found


@cache
def groups() -> Mapping[str, tuple[str, str]]:
    """Return {group: (Russian, English)} in the order in which a form shows them."""
    return {code: (ru, en) for code, (ru, en) in rooms.data(FILE)["groups"].items()}


def group_name(code: str) -> str:
    """Return a group's name in the reader's language."""
    return groups()[code][1 if _language() == "en" else 0]


@cache
def by_code() -> Mapping[str, EnterpriseField]:
    """Return {code: field}."""
    return {each.code: each for each in fields()}


def enterprise_schema() -> Schema:
    """Return the schema by which enterprises are matched, with the installation's own list of regions.

    One query, of the regions; the same list gives the same schema.
    """
    return _schema(region_options())


def region_options() -> tuple[tuple[str, str, str], ...]:
    """Return (code, Russian, English) of every region, in one query."""
    return tuple(Region.objects.order_by("code").values_list("code", "name_ru", "name_en"))


@lru_cache(maxsize=8)
def _schema(regions: tuple[tuple[str, str, str], ...]) -> Schema:
    named = {code: (ru, en) for code, ru, en in regions}
    return Schema(**{each.code: _of_engine(each, named) for each in fields()})


def _of_engine(each: EnterpriseField, regions: Options) -> matching.Field:
    common: dict[str, Any] = {"ru": each.texts["name_ru"], "en": each.texts["name_en"], "fixed": each.fixed}
    if each.kind in ("choice", "choices"):
        common["options"] = regions if each.takes_regions else each.options
    if each.kind == "number":
        common |= {"unit": each.unit, "whole": each.whole, "least": each.least, "most": each.most}
    return KINDS[each.kind](**common)


def _field(row: Mapping[str, Any]) -> EnterpriseField:
    for is_wrong, says in _FAULTS:
        if is_wrong(row):
            raise BadField(f"{row.get('code', '?')}: {says}")
    texts = {name: row[name] for name in _texts()}
    options = row.get("options", {})
    same = {name: row[name] for name in _SAME if name in row}
    given = {} if options == REGIONS else {value: (ru, en) for value, (ru, en) in options.items()}
    return EnterpriseField(texts=texts, options=given, takes_regions=options == REGIONS, **same)


_SAME = ("code", "group", "kind", "origin", "unit", "yearly", "indicator", "factor", "fixed", "whole", "least", "most")


def _texts() -> Iterable[str]:
    return [f"{name}_{language}" for name in TEXTS for language in ("ru", "en")]


_FAULTS: tuple[tuple[Callable[[Mapping[str, Any]], bool], str], ...] = (
    (lambda row: not str(row.get("code", "")).isidentifier(), "the code is not a plain word"),
    (lambda row: row.get("kind") not in KINDS, f"the kind is none of {', '.join(KINDS)}"),
    (lambda row: row.get("origin") not in ORIGINS, f"the origin is none of {', '.join(ORIGINS)}"),
    (lambda row: any(not row.get(name) for name in _texts()), f"lacks one of {', '.join(_texts())}"),
    (lambda row: row.get("group") not in groups(), "the group is not one of those named above the fields"),
    (lambda row: row["origin"] == "level" and not row.get("indicator"), "a level names its indicator"),
    (lambda row: row["kind"] in ("choice", "choices") and not row.get("options"), "has no options to choose from"),
    (lambda row: bool(set(row) - {*_SAME, *_texts(), "options"}), "has a setting that is not known"),
)


def _language() -> str:
    return "en" if (get_language() or "ru").startswith("en") else "ru"
