"""Items of a list: numbered or dashed lines, with the labelled lines that follow each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from promost.kit.text import clean
from promost.plans.reading.layout.front import Said
from promost.plans.reading.layout.listing.lines import Counted, counted, field_of, labelled
from promost.plans.reading.layout.sections import LONGEST, names_section
from promost.plans.reading.layout.vocabulary import phrases

_SAID_NUMBER = re.compile(r"^\D{0,40}?(\d{1,3}(?:\.\d{1,3})*)\.?\s*:")

_ANNOUNCED = re.compile(r"^([^\W\d_]+(?:\s+[^\W\d_]+)?)\s*(?:№|#|No\.?)?\s*(\d{1,3}(?:\.\d{1,3})*)\.?$", re.IGNORECASE)


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
    addressed: str = ""
    """The bodies that the heading above addresses: "Министерству образования:"."""
    number: str = ""

    def value(self, name: str) -> str:
        """The texts of a field, one per line."""
        return "\n".join(text for key, text in self.fields if key == name and text)


def count(line: Said) -> Counted:
    """The line's number and depth."""
    return counted(clean(line.source or line.text), line.number)


def items_of(lines: Sequence[Said]) -> tuple[list[Item], list[Said]]:
    """Numbered lines with what follows each, and lines that belong to none.

    Unnumbered headings stand as items of depth 0.
    """
    items: list[Item] = []
    rest: list[Said] = []
    expected = ""
    for at, line in enumerate(lines):
        number = count(line)
        if announced(line):
            expected = announced(line)
            rest.append(line)
            continue
        begun = card(line, expected)
        if begun:
            items.append(begun)
            expected = ""
            continue
        inner = items and number.depth in {8, 9} and items[-1].listing
        if number.depth is not None and not inner:
            items.append(_item(line, number))
        elif is_heading(line) and _heads(lines, at):
            items.append(Item(line, Counted("", 0, clean(line.text)), clean(line.text)))
        elif items and not _ends(line):
            _follow(items[-1], line)
        else:
            rest.append(line)
    return items, rest


def announced(line: Said) -> str:
    """The number in a line that only announces the next card: "Мероприятие 2", "Карточка № 3"; else ''."""
    match = _ANNOUNCED.match(clean(line.text))
    known = match and (field_of(match.group(1)) == "title" or phrases("words", "lines", "card").starts(match.group(1)))
    return match.group(2) if match and known else ""


def card(line: Said, expected: str = "") -> Item | None:
    """A line that labels its text as the measure's title ("Мероприятие: …") begins a measure.

    ``expected`` is the number that a line above it announced.
    """
    text = clean(line.source or line.text)
    head, fields = labelled(text)
    if not fields or head or fields[0][0] != "title" or not fields[0][1]:
        return None
    number = _SAID_NUMBER.match(text)
    return Item(line, Counted(number.group(1) if number else expected, 1, fields[0][1]), fields[0][1], fields[1:])


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


def is_heading(line: Said) -> bool:
    """Whether an unnumbered line looks like a section's heading."""
    text = clean(line.text)
    if len(text) > LONGEST or count(line).depth is not None or ":" in text[:-1] or "___" in text:
        return False
    worded = names_section(text) or phrases("words", "lines", "listing").starts(text)
    return worded or ((line.bold or line.heading or line.centred) and not text.endswith("."))


def _heads(lines: Sequence[Said], at: int) -> bool:
    """Whether a numbered line follows at once."""
    return at + 1 < len(lines) and count(lines[at + 1]).depth is not None


def _ends(line: Said) -> bool:
    """Whether a line closes the list: final provisions, signatures."""
    text = clean(line.text)
    if "___" in text:
        return True
    return phrases("words", "title", "preamble").starts(text) or phrases("words", "lines", "note").starts(text)
