"""The outline of a list: which items are measures, which head sections, which lines belong to an item."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from promost.kit.text import clean
from promost.plans.reading.language import deadlines
from promost.plans.reading.layout.front import Said
from promost.plans.reading.layout.listing.lines import Counted, counted, labelled
from promost.plans.reading.layout.sections import LONGEST, names_section
from promost.plans.reading.layout.vocabulary import phrases

_SAID_NUMBER = re.compile(r"^\D{0,40}?(\d{1,3}(?:\.\d{1,3})*)\.?\s*:")
_PROMISING = 0.3
"""So large a share of the items must name a term or somebody who answers, for the list to be a plan."""


@dataclass(slots=True)
class Item:
    """A numbered (or dashed) line, with what follows it. ``fields`` are labelled parts in order."""

    said: Said
    counted: Counted
    text: str
    fields: list[tuple[str, str]] = field(default_factory=list)
    further: list[Said] = field(default_factory=list)
    open_field: str = ""
    """The field to which a line without a label belongs."""
    listing: bool = False
    """Whether a label stood at the end of its line, so that a list of its own may follow."""
    section: int | None = None
    number: str = ""

    def value(self, name: str) -> str:
        """The texts of a field, one per line."""
        return "\n".join(text for key, text in self.fields if key == name and text)


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
    items = _items(lines[begin:], outline)
    _sort(items, outline)
    if not _is_plan(outline.items):
        return Outline(before=list(lines))
    return outline


def _begin(lines: Sequence[Said]) -> int:
    """Where the list begins: its first numbered line, or the heading right above it."""
    first = next((i for i, line in enumerate(lines) if _count(line).depth is not None or _card(line)), len(lines))
    above = first - 1
    if 0 <= above < len(lines) - 1 and _is_heading(lines[above]) and not lines[above].centred and above > 0:
        return above
    return first


def _count(line: Said) -> Counted:
    return counted(clean(line.source or line.text), line.number)


def _items(lines: Sequence[Said], outline: Outline) -> list[Item]:
    """Numbered lines with what follows each; unnumbered headings stand as items of depth 0."""
    items: list[Item] = []
    for at, line in enumerate(lines):
        number = _count(line)
        card = _card(line)
        if card:
            items.append(card)
            continue
        inner = items and number.depth in {8, 9} and items[-1].listing
        if number.depth is not None and not inner:
            items.append(_item(line, number))
        elif _is_heading(line) and _heads(lines, at):
            items.append(Item(line, Counted("", 0, clean(line.text)), clean(line.text)))
        elif items and not _ends(line):
            _follow(items[-1], line)
        else:
            outline.rest.append(line)
    return items


def _card(line: Said) -> Item | None:
    """A line that labels its text as the measure's title ("Мероприятие: …") begins a measure."""
    text = clean(line.source or line.text)
    head, fields = labelled(text)
    if not fields or head or fields[0][0] != "title" or not fields[0][1]:
        return None
    number = _SAID_NUMBER.match(text)
    return Item(line, Counted(number.group(1) if number else "", 1, fields[0][1]), fields[0][1], fields[1:])


def _item(line: Said, number: Counted) -> Item:
    first, *more = [part for part in (line.source or line.text).split("\n") if clean(part)] or [""]
    text, fields = labelled(counted(clean(first), line.number).text)
    item = Item(line, number, text, fields)
    if fields:
        _open(item, fields)
    for part in more:
        _take(item, clean(part))
    return item


def _follow(item: Item, line: Said) -> None:
    item.further.append(line)
    for part in (line.source or line.text).split("\n"):
        if clean(part):
            _take(item, clean(part))


def _take(item: Item, text: str) -> None:
    """A line below an item: labelled parts, more of an opened field, or more of its text."""
    head, fields = labelled(text)
    if fields:
        if head and item.open_field:
            item.fields.append((item.open_field, head))
        elif head:
            item.fields.append(("note", head))
        item.fields.extend(fields)
        _open(item, fields)
    elif item.open_field:
        item.fields.append((item.open_field, text))
    elif text[:1].islower():
        item.text = f"{item.text} {text}"
    else:
        item.fields.append(("note", text))


def _open(item: Item, fields: Sequence[tuple[str, str]]) -> None:
    name, text = fields[-1]
    item.open_field, item.listing = name, not text


def _is_heading(line: Said) -> bool:
    """Whether an unnumbered line looks like a section's heading."""
    text = clean(line.text)
    if len(text) > LONGEST or _count(line).depth is not None or ":" in text[:-1] or "___" in text:
        return False
    worded = names_section(text) or phrases("words", "lines", "listing").starts(text)
    return worded or ((line.bold or line.heading or line.centred) and not text.endswith("."))


def _heads(lines: Sequence[Said], at: int) -> bool:
    """Whether a numbered line follows at once."""
    return at + 1 < len(lines) and _count(lines[at + 1]).depth is not None


def _ends(line: Said) -> bool:
    """Whether a line closes the list: final provisions, signatures."""
    text = clean(line.text)
    if "___" in text:
        return True
    return phrases("words", "title", "preamble").starts(text) or phrases("words", "lines", "note").starts(text)


def _sort(items: Sequence[Item], outline: Outline) -> None:
    """Parts items into headings, measures and the rest; a measure's details go into its text."""
    section: int | None = None
    for at, item in enumerate(items):
        if _is_section(items, at):
            outline.headings.append((item.said, item.counted.number, item.text.strip(" :")))
            outline.rest.extend(item.further)
            section = len(outline.headings) - 1
            continue
        parent = outline.items[-1] if outline.items else None
        if parent and _is_detail(item, parent):
            parent.text = f"{parent.text} {item.text}"
            parent.fields.extend(item.fields)
            parent.further.extend([item.said, *item.further])
        elif not item.fields and phrases("words", "title", "preamble").starts(item.text):
            outline.rest.extend([item.said, *item.further])
        else:
            item.section = section
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
    """Whether enough items promise something to somebody by some day."""
    if not items:
        return False
    promising = [
        i for i in items if i.value("owner") or i.value("deadline") or deadlines.find(i.text, None) is not None
    ]
    named = any(item.value("owner") or item.value("deadline") for item in items)
    return named and len(promising) >= _PROMISING * len(items)
