"""Automatic numbering: the number of a list paragraph stands nowhere in its text and is counted here.

Rules: ECMA-376, part 1, 17.9. Lists (``w:num``) that share an abstract list share its counters; a start override
begins anew when its list is first used; a level begins anew after any higher level, unless ``w:lvlRestart`` says
otherwise.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

from promost.plans.reading.sources.docx.counting import written
from promost.plans.reading.sources.docx.names import W, number, switch, value
from promost.plans.reading.sources.docx.styles import Styles

LONGEST = 60
"""Signs of a level's pattern that are looked at."""
_PLACE = re.compile(r"%([1-9])")


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: how its number is written. ``restart`` is None for the usual rule."""

    start: int = 1
    form: str = "decimal"
    text: str = ""
    restart: int | None = None
    legal: bool = False
    style: str = ""


@dataclass(slots=True)
class NumberedList:
    """A list: its abstract list, its levels with their overrides, and where overridden levels start."""

    abstract: str
    levels: dict[int, Level] = field(default_factory=dict)
    starts: dict[int, int] = field(default_factory=dict)


class Numbering:
    """The lists of numbering.xml, counting as the document is read from its beginning."""

    def __init__(self, root: etree._Element | None, styles: Styles) -> None:
        self._lists: dict[str, NumberedList] = {}
        self._counters: dict[str, dict[int, int]] = {}
        self._started: set[str] = set()
        if root is not None:
            self._load(root, styles)

    def level_of_style(self, num_id: str, style_id: str) -> int:
        """The level that a style stands for in the list that it names; 0 where the list does not say."""
        found = self._lists.get(num_id, NumberedList(""))
        return next((index for index, level in found.levels.items() if level.style == style_id), 0)

    def next(self, num_id: str, index: int) -> str:
        """Count one paragraph of level ``index`` (0-based) and give its number as printed; bullets give ''."""
        found = self._lists.get(num_id)
        level = found.levels.get(index) if found else None
        if found is None or level is None:
            return ""
        counters = self._counters.setdefault(found.abstract, {})
        self._begin(num_id, found, counters)
        start = found.starts.get(index, level.start)
        counters[index] = counters[index] + 1 if index in counters else start
        for deeper in [key for key in counters if key > index and _restarts(found.levels.get(key), index)]:
            del counters[deeper]
        return _label(found, level, counters)

    def _begin(self, num_id: str, found: NumberedList, counters: dict[int, int]) -> None:
        if num_id not in self._started:
            self._started.add(num_id)
            for index in found.starts:
                counters.pop(index, None)

    def _load(self, root: etree._Element, styles: Styles) -> None:
        abstracts = {value(one, "abstractNumId"): one for one in root.iterfind(W + "abstractNum")}
        targets = {value(one, "numId"): value(one.find(W + "abstractNumId")) for one in root.iterfind(W + "num")}
        for num in root.iterfind(W + "num"):
            abstract_id = _follow(value(num.find(W + "abstractNumId")), abstracts, targets, styles)
            abstract = abstracts.get(abstract_id)
            levels = _levels(abstract) if abstract is not None else {}
            self._lists[value(num, "numId")] = _overridden(NumberedList(abstract_id, levels), num)


def _follow(abstract_id: str, abstracts: dict[str, etree._Element], targets: dict[str, str], styles: Styles) -> str:
    """An abstract list may only point at a list style, which points at the list that has the levels."""
    for _ in range(4):
        abstract = abstracts.get(abstract_id)
        linked = value(abstract.find(W + "numStyleLink")) if abstract is not None else ""
        target = targets.get(styles.of(linked).numbering, "") if linked else ""
        if not target:
            break
        abstract_id = target
    return abstract_id


def _levels(parent: etree._Element) -> dict[int, Level]:
    return {number(value(one, "ilvl"), 0): _level(one) for one in parent.iterfind(W + "lvl")}


def _level(element: etree._Element) -> Level:
    restart = element.find(W + "lvlRestart")
    return Level(
        start=number(value(element.find(W + "start")), 0 if element.find(W + "start") is None else 1),
        form=value(element.find(W + "numFmt")) or "decimal",
        text=value(element.find(W + "lvlText"))[:LONGEST],
        restart=number(value(restart), 0) if restart is not None else None,
        legal=bool(switch(element, "isLgl")),
        style=value(element.find(W + "pStyle")),
    )


def _overridden(found: NumberedList, num: etree._Element) -> NumberedList:
    for override in num.iterfind(W + "lvlOverride"):
        index = number(value(override, "ilvl"), 0)
        level = override.find(W + "lvl")
        if level is not None:
            found.levels[index] = _level(level)
        start = override.find(W + "startOverride")
        if start is not None:
            found.starts[index] = number(value(start), 1)
    return found


def _restarts(level: Level | None, used: int) -> bool:
    if level is None or level.restart is None:
        return True
    return used < level.restart


def _label(found: NumberedList, level: Level, counters: dict[int, int]) -> str:
    if level.form == "bullet":
        return ""

    def put(match: re.Match[str]) -> str:
        index = int(match.group(1)) - 1
        other = found.levels.get(index, Level())
        form = "decimal" if level.legal else other.form
        return written(counters.get(index, found.starts.get(index, other.start)), form)

    return _PLACE.sub(put, level.text)
