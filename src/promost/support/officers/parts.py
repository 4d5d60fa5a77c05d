"""The parts of criteria that an applicant must all meet, so that a no can be blamed on one of them. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from promost.matching import Criteria, Schema
from promost.support.criteria import tree
from promost.support.criteria.outline import sentence

DATES = frozenset({"from", "until"})
BETWEEN = {
    "ru": {"all": " и ", "any": " или ", "not": "не: {}", "at_least": "не менее {} из: {}"},
    "en": {"all": " and ", "any": " or ", "not": "not: {}", "at_least": "at least {} of: {}"},
}


def parts_of(criteria: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the conditions and groups that stand under "all", however deep; a single condition is its own part.

    A group that is in force only for some days stays whole.
    """
    if not criteria:
        return []
    if "all" in criteria and not DATES & set(criteria):
        return [part for child in criteria["all"] for part in parts_of(child)]
    return [dict(criteria)]


def fields_of(part: Mapping[str, Any]) -> frozenset[str]:
    """Return the fields that a part asks about."""
    return frozenset(leaf.field for leaf in Criteria.from_json(dict(part)).leaves)


def said(part: Mapping[str, Any], schema: Schema, language: str) -> str:
    """Put a part into words: its author's own, else those of its conditions."""
    own = part.get("text", "")
    words = own if isinstance(own, str) else own.get(language) or own.get("ru") or own.get("en", "")
    if words:
        return str(words)
    kind = tree.kind_of(part)
    if kind == "field":
        return sentence(dict(part), schema, language)
    inside = [said(each, schema, language) for each in tree.parts_of(part)]
    return _joined(kind, inside, part.get("at_least", 0), BETWEEN[language])


def _joined(kind: str, inside: list[str], least: int, words: Mapping[str, str]) -> str:
    if kind == "not":
        return words["not"].format("; ".join(inside))
    if kind == "at_least":
        return words["at_least"].format(least, "; ".join(inside))
    return words[kind].join(inside)
