"""All that is proposed for one row, each condition once, in the order in which the row says it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import groupby
from typing import Any

from promost.kit.text import fold
from promost.support.reading.criteria.activity import in_prose
from promost.support.reading.criteria.listed import Restricted, restricted
from promost.support.reading.criteria.rules import Regions, rules, skipped
from promost.support.reading.draft import Activity, Certainty, Item, Proposal

IN_WORDS = "activity_in_words"
"""The rule of activities that the requirements tell with their codes; it goes before the list of codes."""
_ACTIVITY = re.compile(r"^(?:осуществл\w+|основн\w+ вид|вид\w* (?:экономической )?деятельност)")
_NUMBERED_ACTIVITY = re.compile(r"оквэд")


@dataclass(frozen=True, slots=True)
class Source:
    """What a row says that criteria may come from. ``regions`` finds the code of a region in words."""

    activities: tuple[Activity, ...] = ()
    activities_text: str = ""
    unrestricted: bool = False
    restrictions: str = ""
    sme_required: bool | None = None
    sme_text: str = ""
    min_investment: Decimal | None = None
    min_investment_text: str = ""
    requirements: tuple[Item, ...] = ()
    titles: Mapping[str, str] | None = None
    regions: Regions | None = None


def propose(source: Source) -> tuple[tuple[Proposal, ...], bool]:
    """The proposals of a row, and whether its list of codes and its words about restrictions disagree."""
    of_points = list(_of_points(source))
    activity = restricted(source.activities, source.restrictions, source.titles, unrestricted=source.unrestricted)
    disagree = activity.disagree
    if activity.field == "activities" and any(each.rule == IN_WORDS for each in of_points):
        activity, disagree = Restricted(), True
    return tuple(_once([*_of_columns(source, activity), *of_points])), disagree


def _of_columns(source: Source, activity: Restricted) -> Iterator[Proposal]:
    if activity.node is not None:
        quote = source.restrictions if activity.field == "restrictions" else source.activities_text
        yield Proposal(activity.node, quote, activity.field, activity.sure, "activities")
    if source.sme_required:
        node: dict[str, Any] = {"field": "sme", "in": ["micro", "small", "medium"]}
        yield Proposal(node, source.sme_text, "sme_required", Certainty.SURE, "sme")
    if source.min_investment:
        least = source.min_investment
        number = int(least) if least == least.to_integral_value() else float(least)
        node = {"field": "investment_planned", "min": number}
        yield Proposal(node, source.min_investment_text, "min_investment", Certainty.SURE, "investment_planned")


def _of_points(source: Source) -> Iterator[Proposal]:
    chooses = any(pattern.search(fold(item.text)) for item in source.requirements for pattern in skipped("choice"))
    for heading, group in groupby(source.requirements, key=lambda item: item.under):
        points = list(group)
        if not _skips("headings", heading):
            yield from _of_group(heading, points, source, chooses=chooses)
        if heading:
            yield from _of_whole(heading, points, source)


def _of_group(heading: str, points: Sequence[Item], source: Source, *, chooses: bool) -> Iterator[Proposal]:
    """The proposals of points that one line introduces. A rule that two of them meet with different figures is a
    choice between categories, and gives none."""
    found = [each for item in points for each in _of_point(item.text, source, figures=not chooses)]
    for each in found:
        if all(other.node == each.node for other in found if other.rule == each.rule):
            yield each


def _of_point(text: str, source: Source, *, figures: bool) -> Iterator[Proposal]:
    folded = fold(text)
    if _skips("points", text):
        return
    for rule in rules():
        node = None if rule.spans or (rule.figure and not figures) else rule.node_of(folded, source.regions)
        if node is not None:
            yield Proposal(node, text, "requirements", rule.sure, rule.code)
    if _ACTIVITY.search(folded) and _NUMBERED_ACTIVITY.search(folded) and not text.endswith(":"):
        yield from _activity(text.partition(":")[2] if ":" in text else text, text)


def _of_whole(heading: str, points: Sequence[Item], source: Source) -> Iterator[Proposal]:
    """What a heading and all its points say together: "Legal form: a; b; c", "main activity one of: …"."""
    whole = f"{heading} {'; '.join(item.text.strip(' ;.') for item in points)}"
    for rule in (each for each in rules() if each.spans):
        node = rule.node_of(fold(whole), source.regions)
        if node is not None:
            yield Proposal(node, whole, "requirements", rule.sure, rule.code)
    lines = "\n".join(item.text for item in points)
    if _ACTIVITY.search(fold(heading)) and _NUMBERED_ACTIVITY.search(fold(lines)):
        yield from _activity(lines, f"{heading}\n{lines}", main=bool(re.search(r"основн", fold(heading))))


def _activity(words: str, quote: str, *, main: bool = False) -> Iterator[Proposal]:
    node = in_prose(f"{'основной вид: ' if main or 'основн' in fold(quote) else ''}{words}")
    if node is not None:
        yield Proposal(node, quote, "requirements", Certainty.LIKELY, IN_WORDS)


def _skips(name: str, text: str) -> bool:
    folded = fold(text)
    return bool(folded) and any(pattern.search(folded) for pattern in skipped(name))


def _once(found: Sequence[Proposal]) -> Iterator[Proposal]:
    """The first proposal of each field's rules; where a later one says something else, the first is only likely."""
    fields = {rule.code: rule.field for rule in rules()}
    firsts: dict[str, Proposal] = {}
    for each in found:
        name = fields.get(each.rule, each.rule)
        first = firsts.setdefault(name, each)
        if first.node != each.node:
            firsts[name] = replace(first, sure=Certainty.LIKELY)
    yield from firsts.values()
