"""A measure's term: one column, a start and an end, or marks in a schedule of months and quarters."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from promost.plans.reading.draft import Deadline, DeadlineKind, Problem, Severity
from promost.plans.reading.language import deadlines
from promost.plans.reading.layout.content import is_dash
from promost.plans.reading.layout.roles import Role
from promost.plans.reading.layout.schedule import Mark, filled_of, marks_of, runs
from promost.plans.reading.layout.spans import is_time
from promost.plans.reading.layout.views import At, View
from promost.plans.reading.layout.vocabulary import phrases

Period = tuple[date, date] | None
Read = tuple[Deadline, tuple[Problem, ...]]
_BARE = re.compile(r"^(?:I{1,3}|IV|[1-4])(?:\s*[–—,-]\s*(?:I{1,3}|IV|[1-4]))*\.?$")
_QUARTER = "квартал"


def read_term(view: View, period: Period, year: int | None) -> Read:
    """The measure's deadline and what is doubtful about it."""
    if "deadline" in view.labelled:
        read_text = deadlines.read(view.labelled["deadline"], period)
        return read_text[0], tuple(replace(p, place=view.place(None, "deadline")) for p in read_text[1])
    for read in (_single, _pair):
        found = read(view, period)
        if found and not _nothing(found[0]):
            return found
    marks = marks_of(view, year or (period[0].year if period else None))
    if marks:
        return _scheduled(marks)
    return _single(view, period) or _pair(view, period) or _inside(view, period) or _by_values(view, period, year)


def _by_values(view: View, period: Period, year: int | None) -> Read:
    """No term at all: the quarters or months for which figures are promised, and a doubt that says so."""
    filled = filled_of(view, year or (period[0].year if period else None))
    if not filled:
        return _missing(view, Role.TITLE)
    read, problems = _scheduled(filled)
    doubt = Problem("DEADLINE_FROM_FIGURES", Severity.WARNING, filled[0].at.place("deadline"), (("text", read.text),))
    return read, (*problems, doubt)


def under_heading(read: Read, heading: str, view: View, period: Period) -> Read:
    """The term; where the measure has none and its heading is a stretch of time ("II квартал"), that one, and said."""
    if not _nothing(read[0]) or not is_time(heading):
        return read
    found, problems = deadlines.read(heading, period)
    if found.kind is DeadlineKind.NONE:
        return read
    place = view.place(None, "deadline")
    said = Problem("DEADLINE_FROM_SECTION", Severity.INFO, place, (("text", heading),))
    return found, (*(replace(problem, place=place) for problem in problems), said)


def _nothing(deadline: Deadline) -> bool:
    return deadline.kind is DeadlineKind.NONE and (not deadline.text or is_dash(deadline.text))


def _single(view: View, period: Period) -> Read | None:
    """A column of deadlines: the cell, or several cells of one measure as a list of terms."""
    if not view.has(Role.DEADLINE):
        return None
    cells = view.cells(Role.DEADLINE)
    if len(cells) <= 1:
        return _cell(cells[0], period) if cells else _missing(view, Role.DEADLINE)
    if view.raw.continued:
        return _placed(deadlines.read(" ".join(at.text for at in cells), period), cells[0])
    read = deadlines.read("; ".join(dict.fromkeys(at.text for at in cells)), period)
    return _placed(read, cells[0])


def _cell(at: At, period: Period) -> Read:
    """A cell as a term; below "Квартал" a bare "II" is the second quarter."""
    if _BARE.match(at.text) and phrases("words", "spans", "quarter").match(at.column.heading):
        read, problems = deadlines.read(f"{at.text} {_QUARTER}", period)
        return _placed((replace(read, text=at.text), problems), at)
    if "/" in at.text and _says_both(at.column.heading) and len(at.text.split("/")) == 2:
        read, problems = deadlines.read(" – ".join(part.strip() for part in at.text.split("/")), period)
        return _placed((replace(read, text=at.text), problems), at)
    return _placed(deadlines.read(at.cell.text, period, at.cell.value), at)


def _says_both(heading: str) -> bool:
    """Whether a heading announces start and end in one cell: "Срок (начало / окончание)"."""
    return all(phrases("columns", "parts", part).match(heading) for part in ("start", "end"))


def _placed(read: Read, at: At) -> Read:
    """Problems of a text get the place of its cell."""
    place = at.place("deadline")
    return read[0], tuple(replace(problem, place=place) for problem in read[1])


def _missing(view: View, role: Role) -> Read:
    problem = Problem("MISSING_DEADLINE", Severity.ERROR, view.place(role, "deadline"))
    return Deadline(), (problem,)


def _pair(view: View, period: Period) -> Read | None:
    """Start and end: one merged cell is read as one term, two cells as from … to."""
    if not (view.has(Role.START) or view.has(Role.END)):
        return None
    starts, ends = view.cells(Role.START), view.cells(Role.END)
    if not starts and not ends:
        return _missing(view, Role.START)
    if starts and (not ends or ends[0].cell is starts[0].cell or _same(starts[0], ends[0])):
        return _cell(starts[0], period) if ends or _complete(starts[0], period) else _open_end(starts[0], period)
    if not starts:
        read, problems = _cell(ends[0], period)
        due = read.kind is DeadlineKind.PERIOD and read.precision == "day"
        return (replace(read, kind=DeadlineKind.DUE, start=None) if due else read), problems
    return _from_to(starts[0], ends[-1], period)


def _same(start: At, end: At) -> bool:
    return (start.cell.row, start.cell.column) == (end.cell.row, end.cell.column)


def _complete(at: At, period: Period) -> bool:
    """Whether words in the first column alone tell a whole term ("весь период"), and not only a first day."""
    read, _ = deadlines.read(at.cell.text, period, at.cell.value)
    return read.kind is not DeadlineKind.NONE and (read.precision != "day" or read.kind is not DeadlineKind.PERIOD)


def _open_end(at: At, period: Period) -> Read:
    """A first day without a last one: the end is missing, and nobody invents it."""
    read, problems = _cell(at, period)
    problem = Problem("MISSING_DEADLINE", Severity.ERROR, at.place("deadline"), (("start", read.text),))
    return Deadline(DeadlineKind.NONE, text=read.text), (*problems, problem)


def _from_to(start: At, end: At, period: Period) -> Read:
    first, doubts = _cell(start, period)
    last, more = _cell(end, period)
    text = f"{first.text} – {last.text}" if first.text != "" and last.text != "" else first.text or last.text
    problems = _once((*doubts, *more))
    if any(problem.severity is Severity.ERROR for problem in problems):
        broken = first if any(p.severity is Severity.ERROR for p in doubts) else last
        return replace(broken, text=text), problems
    begins, ends = first.start or first.end, last.end
    if begins is None or ends is None:
        odd = last if ends is None else first
        return replace(odd, text=text), problems
    precision = first.precision if first.precision == last.precision else "day"
    if begins > ends:
        reversed_ = Problem("DATE_REVERSED", Severity.ERROR, start.place("deadline"), (("text", text),))
        return Deadline(DeadlineKind.INVALID, text=text), (*problems, reversed_)
    return Deadline(DeadlineKind.PERIOD, begins, ends, precision=precision, text=text), problems


def _once(problems: Sequence[Problem]) -> tuple[Problem, ...]:
    """One problem per code: a start and an end that share a doubt share its line."""
    return tuple({problem.code: problem for problem in reversed(problems)}.values())[::-1]


def _scheduled(marks: list[Mark]) -> Read:
    """Marks that touch are one term; marks apart are several."""
    spans = runs(marks)
    text = ", ".join(dict.fromkeys(mark.label for mark in marks))
    dated = [span for span in spans if span.start and span.end]
    if not dated:
        problem = Problem("UNRESOLVED_DEADLINE", Severity.ERROR, marks[0].at.place("deadline"), (("text", text),))
        return Deadline(DeadlineKind.NONE, text=text), (problem,)
    start, end = dated[0].start, dated[-1].end
    precision = marks[0].slot.kind
    if len(dated) == 1:
        return Deadline(DeadlineKind.PERIOD, start, end, precision=precision, text=text), ()
    days = tuple(span.end for span in dated if span.end)
    return Deadline(DeadlineKind.MULTIPLE, start, end, days, tuple(dated), precision=precision, text=text), ()


def _inside(view: View, period: Period) -> Read | None:
    """A table without any column of terms: a term inside the title, the result or a note."""
    for role in (Role.TITLE, Role.RESULT, Role.NOTE):
        for at in view.cells(role):
            found = deadlines.find(at.text, period)
            if found is not None:
                return found, ()
    return None
