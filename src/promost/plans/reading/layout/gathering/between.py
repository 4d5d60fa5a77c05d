"""Paragraphs between tables: the heading of the table below them, or lines of the frame."""

from __future__ import annotations

from collections.abc import Sequence

from promost.kit.text import clean
from promost.plans.reading.document import Paragraph
from promost.plans.reading.draft import Place, Remainder
from promost.plans.reading.layout.front import Said
from promost.plans.reading.layout.gathering.found import Gathered, reason_after
from promost.plans.reading.layout.sections import is_counted, names_section, part_section
from promost.plans.reading.layout.vocabulary import phrases

_LONGEST = 200
_SHORT = 120
_NEAR = 3
"""So many filled lines above a table may hold its heading."""


def gather_paragraphs(found: Gathered, held: Sequence[Paragraph], *, above_measures: bool, tables: int) -> None:
    """Gives paragraphs their meaning, now that it is known what follows. ``tables`` counts those with measures."""
    heading = _heading_among(found, held, tables) if above_measures else None
    for paragraph in held:
        text = clean(f"{paragraph.auto_number} {paragraph.text}")
        place = Place("paragraph", index=paragraph.index)
        if not text:
            continue
        if paragraph is heading:
            found.open_section(*part_section(clean(paragraph.text), clean(paragraph.auto_number)), place)
        elif found.raws:
            found.remainder.append(Remainder(reason_after(text), text, place))
            found.front.after.append(text)
        else:
            found.front.lines.append(_said(paragraph, text, place))


def _heading_among(found: Gathered, held: Sequence[Paragraph], tables: int) -> Paragraph | None:
    """The paragraph that heads the table of measures below it, if one does."""
    for paragraph in reversed([p for p in held if clean(p.text)][-_NEAR:]):
        text = clean(paragraph.text)
        if len(text) > _LONGEST or phrases("words", "lines", "continued").starts(text):
            continue
        sentence = text.endswith((".", ":", ";"))
        if names_section(text) or (not sentence and (is_counted(text) or paragraph.auto_number)):
            return paragraph
        if tables > 1 and not sentence and len(text) <= _SHORT and _stands_out(found, held, paragraph):
            return paragraph
    return None


def _stands_out(found: Gathered, held: Sequence[Paragraph], paragraph: Paragraph) -> bool:
    """Whether a line without number looks like a heading: by its print, or alone between two tables of measures."""
    if found.raws:
        return _is_marked(paragraph) or sum(1 for other in held if clean(other.text)) == 1
    return _is_marked(paragraph) and not _titled(held, paragraph)


def _is_marked(paragraph: Paragraph) -> bool:
    return paragraph.bold or paragraph.centred or _is_heading(paragraph)


def _titled(held: Sequence[Paragraph], paragraph: Paragraph) -> bool:
    """Whether the paragraph belongs to the block in which the document's title stands."""
    for other in reversed(held[: held.index(paragraph) + 1]):
        if not clean(other.text):
            return False
        if phrases("words", "title", "starts").starts(clean(other.text)):
            return True
    return False


def _said(paragraph: Paragraph, text: str, place: Place) -> Said:
    number = clean(paragraph.auto_number)
    heading = _is_heading(paragraph)
    return Said(text, place, paragraph.centred, paragraph.bold, paragraph.text, number, heading)


def _is_heading(paragraph: Paragraph) -> bool:
    return paragraph.style.casefold().startswith(("heading", "загол"))
