"""A document read as a plan: tables first, and where there are none that hold measures, its numbered list."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from promost.plans.reading.document import Document
from promost.plans.reading.draft import (
    PlanDraft,
    PlanTarget,
    Remainder,
    RowDraft,
)
from promost.plans.reading.layout import listing
from promost.plans.reading.layout.annex import read_annex
from promost.plans.reading.layout.bodies import labels_of
from promost.plans.reading.layout.checks import check_rows
from promost.plans.reading.layout.directing import direct_rows, direct_sections
from promost.plans.reading.layout.directions import Directions
from promost.plans.reading.layout.doubts import document_problems
from promost.plans.reading.layout.framing import Frame, frame_of
from promost.plans.reading.layout.gathering import Gathered, Heading, gather, reason_after
from promost.plans.reading.layout.measures import Setting, read_measure, title_of
from promost.plans.reading.layout.parties import Labels, Parties, find_parties
from promost.plans.reading.layout.roles import Role
from promost.plans.reading.layout.sections import part_section
from promost.plans.reading.layout.titles import until_year
from promost.plans.reading.layout.views import View
from promost.plans.reading.layout.years import spoken_years

_SAMPLE = 300
"""So many measures are asked for markers, years and what they say of the parties."""


@dataclass(slots=True)
class _Work:
    """What reading a document has found so far."""

    frame: Frame
    headings: list[Heading]
    rows: list[RowDraft] = field(default_factory=list)
    sections_of: list[int | None] = field(default_factory=list)
    parties: Parties = field(default_factory=Parties)
    remainder: list[Remainder] = field(default_factory=list)
    year: int | None = None
    period: tuple[date, date] | None = None


def read_plan(document: Document, words: Mapping[str, Sequence[str]] | None = None) -> PlanDraft:
    """The plan that a document holds; a document without one gives a draft without rows and an error that says so.

    ``words`` maps a direction's code to how documents head its sections; without them directions.toml serves.
    """
    gathered = gather(document)
    outline = listing.Outline() if gathered.raws else listing.outline_of(gathered.front.lines)
    if outline.items:
        gathered.front.lines = outline.before
    frame = frame_of(gathered.front, document.margins)
    work = _Work(frame, gathered.headings, year=frame.year, period=frame.period)
    if gathered.raws:
        _read_tables(gathered, work)
    elif outline.items:
        _read_list(outline, work)
    work.rows = check_rows(work.rows)
    return _draft(document, gathered, work, Directions(words))


def _read_tables(gathered: Gathered, work: _Work) -> None:
    views = [View(raw) for raw in gathered.raws]
    terms = [at.cell.text for view in views[:_SAMPLE] for at in view.cells(Role.DEADLINE, Role.START, Role.END)]
    marks = [column.heading for segment in gathered.measures for column in segment.by_role.get(Role.MARK, ())]
    _spoken(work, [*terms, *marks])
    labels = labels_of(gathered.measures, views[:_SAMPLE])
    said = _said(work, [title_of(view) for view in views[:_SAMPLE]])
    work.parties = find_parties(labels, work.frame.title, said)
    setting = Setting(work.period, work.year, work.parties, work.frame.abbreviations)
    for view in views:
        heading = "" if view.raw.section is None else work.headings[view.raw.section].title
        work.rows.append(read_measure(view, setting, _name(work.headings, view.raw.section), heading))
        work.sections_of.append(view.raw.section)


def _read_list(outline: listing.Outline, work: _Work) -> None:
    before = len(work.headings)
    work.headings += [Heading(*part_section(text, number), said.place) for said, number, text in outline.headings]
    items = outline.items
    _spoken(work, [text for item in items for text in (item.value("deadline"), item.text)])
    labels = Labels(cells=tuple(listing.owner_texts(items)))
    work.parties = find_parties(labels, work.frame.title, _said(work, [item.text for item in items[:_SAMPLE]]))
    setting = Setting(work.period, work.year, work.parties, work.frame.abbreviations)
    for item in items:
        section = None if item.section is None else before + item.section
        work.rows.append(listing.read_item(item, setting, _name(work.headings, section)))
        work.sections_of.append(section)
    work.remainder = [Remainder(reason_after(said.text), said.text, said.place) for said in outline.rest]


def _spoken(work: _Work, texts: Sequence[str]) -> None:
    """Without a year in title or preamble, those that the terms name make the period; its beginning, where the title
    only says until when."""
    until = until_year(work.frame.title)
    if work.period is not None and until is None:
        return
    years = spoken_years(texts)
    if until is not None:
        first = min(years[0], until) if years else until
        work.period = (date(first, 1, 1), date(until, 12, 31))
    elif years:
        work.period = (date(years[0], 1, 1), date(years[1], 12, 31))
    if work.period:
        one = work.period[0].year == work.period[1].year
        work.year = work.period[0].year if one else None


def _said(work: _Work, titles: Sequence[str]) -> list[tuple[str, float]]:
    """What is said of the parties, with weights: the title counts most, the measures least."""
    sections = [heading.title for heading in work.headings]
    return [
        (work.frame.title, 3.0),
        *((text, 2.0) for text in work.frame.texts),
        *((text, 1.0) for text in (*sections, *titles)),
    ]


def _name(headings: Sequence[Heading], section: int | None) -> str:
    """How a row names its section: the section's number, or its title where it has none."""
    if section is None:
        return ""
    heading = headings[section]
    same = Counter(other.number for other in headings)
    return heading.number if heading.number and same[heading.number] == 1 else heading.title


def _draft(document: Document, gathered: Gathered, work: _Work, directions: Directions) -> PlanDraft:
    placed = list(zip(work.rows, work.sections_of, strict=True))
    sections = direct_sections(work.headings, placed, directions)
    rows = direct_rows(placed, work.headings, directions)
    targets, rest = _targets(gathered, work)
    remainder = (*work.frame.remainder, *gathered.remainder, *work.remainder, *rest)
    return PlanDraft(
        title=work.frame.title,
        year=work.year,
        period=work.period,
        parties=work.parties.drafts,
        sections=tuple(sections),
        rows=tuple(rows),
        targets=tuple(targets),
        remainder=remainder,
        problems=(
            *gathered.problems,
            *document_problems(document, gathered, work.parties, rows, work.frame, work.period),
        ),
        source=document.name,
        abbreviations=work.frame.abbreviations,
        agreement=work.frame.agreement,
        reporting=work.frame.reporting,
    )


def _targets(gathered: Gathered, work: _Work) -> tuple[list[PlanTarget], list[Remainder]]:
    targets: list[PlanTarget] = []
    rest: list[Remainder] = []
    year = work.year or (work.period[0].year if work.period else None)
    for segment in gathered.annexes:
        found, left = read_annex(segment, year)
        targets.extend(found)
        rest.extend(left)
    return targets, rest
