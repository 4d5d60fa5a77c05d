"""Items of a list read into rows of the draft."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from promost.kit.text import clean
from promost.plans.reading.draft import Deadline, Place, Problem, Resource, RowDraft, Severity, Target
from promost.plans.reading.language import deadlines, targets
from promost.plans.reading.layout.bodies import Answer, missing, read_text, unknown
from promost.plans.reading.layout.listing.addressee import addressee
from promost.plans.reading.layout.listing.items import Item
from promost.plans.reading.layout.measures import Setting

_BRACKETS = re.compile(r"\(((?:[^()]|\([^()]*\))*)\)")
_ANSWERS = re.compile(r"(?:отв\w*|исполнител\w*|соисполнител\w*|responsible|owner|lead)[\s.:–—-]+(.+)$", re.IGNORECASE)


def owner_texts(items: Sequence[Item]) -> list[str]:
    """What the items say of who answers: the texts in which markers of sides are looked for."""
    return [text for item in items if (text := _answering(item))]


def read_item(item: Item, setting: Setting, section: str) -> RowDraft:
    """One item: the whole sentence is the title; the term and the figures stand in it or behind labels."""
    place = item.said.place
    title = clean(item.text)
    deadline, late = _term(item, title, setting, place)
    answer = Answer()
    text = _answering(item)
    if text:
        read_text(answer, text, setting.parties, setting.abbreviations)
    spot = replace(place, field="owners")
    nobody = (*missing(answer, spot, setting.parties), *unknown(answer, spot, setting.parties))
    result = clean(item.value("result"))
    found = _figures(item, title, result)
    lines = [said.place for said in item.further]
    row = RowDraft(
        number=item.number,
        section=section,
        direction=None,
        title=title,
        deadline=deadline,
        owners={side: tuple(bodies) for side, bodies in answer.bodies.items()},
        result=result,
        completion_document=clean(item.value("completion")),
        targets=found,
        resources=_money(item),
        problems=(*late, *nobody),
        place=place,
        note=clean(item.value("note")),
        places=tuple(lines),
    )
    return replace(row, problems=(*row.problems, *_doubts(row)))


def _answering(item: Item) -> str:
    """The text that names who answers: behind a label, in brackets, addressed by the sentence or by its heading."""
    return item.value("owner") or _in_brackets(item.text) or addressee(item.text) or item.addressed


def _in_brackets(title: str) -> str:
    """Bodies named in brackets at the end of a sentence: "… (ответственный – Минэкономразвития)"."""
    for inside in _BRACKETS.findall(title):
        named = _ANSWERS.search(inside)
        if named:
            return str(named.group(1))
    return ""


def _term(item: Item, title: str, setting: Setting, place: Place) -> tuple[Deadline, tuple[Problem, ...]]:
    """The labelled term; else one inside the sentence, with the doubts that its words raise; else none."""
    spot = replace(place, field="deadline")
    text = clean(item.value("deadline"))
    if text:
        read, problems = deadlines.read(text.rstrip("."), setting.period)
        return read, tuple(replace(problem, place=spot) for problem in problems)
    found = deadlines.find(title, setting.period)
    if found is None:
        return Deadline(), (Problem("MISSING_DEADLINE", Severity.ERROR, spot),)
    read, problems = deadlines.read(found.text, setting.period)
    if read.kind is not found.kind:
        return found, ()
    return found, tuple(replace(problem, place=spot) for problem in problems)


def _figures(item: Item, title: str, result: str) -> tuple[Target, ...]:
    """Figures of the labelled indicator or result; where these have none, those of the sentence."""
    for text in (clean(item.value("indicator")), result, title):
        found = targets.read(text) if text else ()
        if found:
            return found
    return ()


def _money(item: Item) -> tuple[Resource, ...]:
    text = clean(item.value("funding"))
    return (Resource("", None, None, "", text),) if text else ()


def _doubts(row: RowDraft) -> tuple[Problem, ...]:
    found = []
    if not row.title:
        values = (("number", row.number),)
        found.append(Problem("MISSING_TITLE", Severity.ERROR, replace(row.place, field="title"), values))
    if not row.targets:
        found.append(Problem("NO_MEASURABLE_RESULT", Severity.INFO, replace(row.place, field="result")))
    return tuple(found)
