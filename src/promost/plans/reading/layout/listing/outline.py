"""The outline of a list: which items are measures, which head sections, which lines belong to neither."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from promost.plans.reading.language import deadlines
from promost.plans.reading.layout.front import Said
from promost.plans.reading.layout.listing.addressee import named
from promost.plans.reading.layout.listing.items import Item, announced, card, count, is_heading, items_of
from promost.plans.reading.layout.sections import LONGEST, names_section
from promost.plans.reading.layout.vocabulary import phrases

_PROMISING = 0.3
"""So large a share of the items must name a term or somebody who answers, for the list to be a plan."""
_DATED = 0.6
"""So large a share must name a term, where no label tells terms and bodies."""


@dataclass(slots=True)
class Outline:
    """Items that are measures, headings of sections with their lines, and lines that are neither."""

    items: list[Item] = field(default_factory=list)
    headings: list[tuple[Said, str, str]] = field(default_factory=list)
    before: list[Said] = field(default_factory=list)
    rest: list[Said] = field(default_factory=list)


def outline_of(lines: Sequence[Said]) -> Outline:
    """The outline of a document without tables of measures; no items where the list is no plan."""
    begin = _begin(lines)
    outline = Outline(before=list(lines[:begin]))
    items, outline.rest = items_of(lines[begin:])
    _sort(items, outline)
    if not _is_plan(outline.items):
        return Outline(before=list(lines))
    return outline


def _begin(lines: Sequence[Said]) -> int:
    """Where the list begins: its first numbered line, or the heading right above it."""
    first = next((i for i, line in enumerate(lines) if count(line).depth is not None or _opens(line)), len(lines))
    above = first - 1
    if 0 <= above < len(lines) - 1 and is_heading(lines[above]) and not lines[above].centred and above > 0:
        return above
    return first


def _opens(line: Said) -> bool:
    """Whether a line begins a card, or announces one."""
    return bool(card(line) or announced(line))


def _sort(items: Sequence[Item], outline: Outline) -> None:
    """Parts items into headings, measures and the rest; a measure's details go into its text."""
    section: int | None = None
    addressed = ""
    for at, item in enumerate(items):
        if _is_section(items, at):
            outline.headings.append((item.said, item.counted.number, item.text.strip(" :")))
            outline.rest.extend(item.further)
            section = len(outline.headings) - 1
            addressed = named(item.text)
            continue
        parent = outline.items[-1] if outline.items else None
        if parent and _is_detail(item, parent):
            parent.text = f"{parent.text} {item.text}"
            parent.fields.extend(item.fields)
            parent.further.extend([item.said, *item.further])
        elif not item.fields and phrases("words", "title", "preamble").starts(item.text):
            outline.rest.extend([item.said, *item.further])
        else:
            item.section, item.addressed = section, addressed
            item.number = item.counted.number
            outline.items.append(item)


def _is_section(items: Sequence[Item], at: int) -> bool:
    """An item above deeper ones that itself names neither term nor body; or an unnumbered heading."""
    item, following = items[at], items[at + 1] if at + 1 < len(items) else None
    depth = item.counted.depth or 0
    if following is None or item.value("deadline") or item.value("owner"):
        return False
    if item.counted.depth == 0:
        return following.counted.depth != 0 or not item.counted.number
    deeper = (following.counted.depth or 0) > depth
    if deeper and following.counted.depth in (8, 9):
        return item.text.rstrip().endswith(":") or not item.text.rstrip().endswith((".", ";"))
    return deeper or _says_field(item)


def _says_field(item: Item) -> bool:
    """Whether an item names a field of work and is no sentence: "В области подготовки кадров", "Раздел 2"."""
    if item.fields or len(item.text) > LONGEST:
        return False
    sentence = item.text.rstrip().endswith((".", ";"))
    return names_section(item.text) or (not sentence and phrases("words", "lines", "listing").starts(item.text))


def _is_detail(item: Item, parent: Item) -> bool:
    """A lettered or dashed line below a measure that has already named its term or bodies."""
    if item.counted.depth not in (8, 9) or (parent.counted.depth or 0) >= (item.counted.depth or 0):
        return False
    return not item.value("deadline") and not item.value("owner")


def _is_plan(items: Sequence[Item]) -> bool:
    """Whether enough items promise something to somebody by some day; without labels, most must name the day."""
    if not items:
        return False
    promising = [i for i in items if i.value("owner") or i.value("deadline") or deadlines.find(i.text, None)]
    named = any(item.value("owner") or item.value("deadline") for item in items)
    least = _PROMISING if named else _DATED
    return len(promising) >= max(least * len(items), 1 if named else 2)
