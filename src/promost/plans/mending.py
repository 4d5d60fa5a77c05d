"""Mending a row of a preview. Pure: a row as it stands and what the officer typed in, a row with its doubts anew out.

Whatever is typed in words is read again by the same grammar as the document, so that an officer may write a term as
a document would; what is given in dates is taken as given.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from promost.plans.reading.draft import (
    Deadline,
    DeadlineKind,
    Owner,
    Place,
    Problem,
    RowDraft,
    Severity,
    Side,
    Target,
)
from promost.plans.reading.language import deadlines

Period = tuple[date, date] | None


@dataclass(frozen=True, slots=True)
class GivenDates:
    """A term given in dates rather than in words."""

    kind: DeadlineKind
    start: date | None
    end: date | None
    due_dates: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True)
class Mend:
    """What the officer typed; None leaves a field as it is."""

    number: str | None = None
    title: str | None = None
    direction: str | None = None
    result: str | None = None
    completion_document: str | None = None
    note: str | None = None
    deadline_text: str | None = None
    dates: GivenDates | None = None
    owners: Mapping[Side, Sequence[Owner]] | None = None
    targets: Sequence[Target] | None = None


def mend(row: RowDraft, given: Mend, period: Period) -> RowDraft:
    """Return the row with what was given; the problems of mended fields are judged anew, the others stay.

    The words of the document stay as its words: a term typed in gives kind and days alone.
    """
    changed: dict[str, Any] = {
        name: value
        for name in ("number", "title", "direction", "result", "completion_document", "note")
        if (value := getattr(given, name)) is not None and value != (getattr(row, name) or "")
    }
    problems: list[Problem] = []
    if _deadline_is_mended(row.deadline, given):
        changed["deadline"], found = _deadline(row.deadline, given, period)
        problems.extend(found)
    if given.owners is not None and given.owners != row.owners:
        changed["owners"] = {side: tuple(owners) for side, owners in given.owners.items()}
    if given.targets is not None and tuple(given.targets) != row.targets:
        changed["targets"] = tuple(given.targets)
    return _judged(replace(row, **changed), set(changed), problems)


def _deadline_is_mended(deadline: Deadline, given: Mend) -> bool:
    words = given.deadline_text is not None and given.deadline_text != deadline.text
    return words or (given.dates is not None and given.dates != dates_of(deadline))


def dates_of(deadline: Deadline) -> GivenDates:
    """Return a deadline's dates as an officer would give them."""
    return GivenDates(deadline.kind, deadline.start, deadline.end, deadline.due_dates)


def contradiction(row: RowDraft, given: Mend, period: Period) -> Deadline | None:
    """Return the term that the words typed in say, where dates typed in beside them say another; else None."""
    typed = given.deadline_text is not None and given.deadline_text != row.deadline.text
    if not typed or given.dates is None or given.dates == dates_of(row.deadline):
        return None
    said = deadlines.read(given.deadline_text or "", period)[0]
    return None if dates_of(said) == given.dates else said


def _deadline(old: Deadline, given: Mend, period: Period) -> tuple[Deadline, Sequence[Problem]]:
    text = old.text if given.deadline_text is None else given.deadline_text
    if given.dates is not None and given.dates != dates_of(old):
        dates = given.dates
        return Deadline(dates.kind, dates.start, dates.end, dates.due_dates, text=old.text), ()
    deadline, problems = deadlines.read(text, period)
    return replace(deadline, text=old.text), tuple(
        replace(each, place=replace(each.place, field="deadline")) for each in problems
    )


def _judged(row: RowDraft, changed: set[str], found: Sequence[Problem]) -> RowDraft:
    kept = [problem for problem in row.problems if field_of(problem) not in changed]
    missing = [judge(row) for name, judge in _JUDGES.items() if name in changed]
    return replace(row, problems=(*kept, *found, *(problem for problem in missing if problem)))


def field_of(problem: Problem) -> str:
    """Return the field of a row that a problem concerns ("owners" for "owners.donor")."""
    name = problem.place.field.partition(".")[0]
    return {"result_text": "result", "responsible": "owners", "completion_form": "completion_document"}.get(name, name)


def _missing_title(row: RowDraft) -> Problem | None:
    return None if row.title.strip() else Problem("MISSING_TITLE", Severity.ERROR, Place(field="title"))


def _missing_result(row: RowDraft) -> Problem | None:
    return None if row.result.strip() else Problem("MISSING_RESULT", Severity.WARNING, Place(field="result"))


def _missing_side(row: RowDraft) -> Problem | None:
    empty = [side for side, owners in row.owners.items() if not owners]
    if not empty:
        return None
    return Problem("NO_RESPONSIBLE_SIDE", Severity.WARNING, Place(field="owners"), (("side", str(empty[0])),))


_JUDGES: Mapping[str, Callable[[RowDraft], Problem | None]] = {
    "title": _missing_title,
    "result": _missing_result,
    "owners": _missing_side,
}
