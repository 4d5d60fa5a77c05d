"""Problems of a document as a whole: no measures, no year, guessed columns, sides that nothing tells."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from promost.plans.reading.document import Document, Table
from promost.plans.reading.draft import Place, Problem, RowDraft, Severity, Side
from promost.plans.reading.layout.framing import Frame
from promost.plans.reading.layout.gathering import Gathered
from promost.plans.reading.layout.parties import Parties
from promost.plans.reading.layout.periods import financial
from promost.plans.reading.layout.roles import Role
from promost.plans.reading.layout.segments import Segment
from promost.plans.reading.messages import severity_of

Period = tuple[date, date] | None
_SAID_BETTER = frozenset({"HIDDEN_SHEETS", "HIDDEN_ROWS"})
"""Notes of a file that this room tells by sheet and by row."""
_TERMS = frozenset({Role.DEADLINE, Role.START, Role.END, Role.MARK})


def document_problems(
    document: Document, gathered: Gathered, parties: Parties, rows: Sequence[RowDraft], frame: Frame, period: Period
) -> list[Problem]:
    """The document's own problems, the gravest first."""
    if not rows:
        return [_no_measures(document)]
    found = [*_frame(frame, period), *parties.problems, *_sides(rows, parties)]
    for segment in gathered.measures:
        found.extend(_columns(segment))
    if len(gathered.measures) > 1 and _different(gathered.measures):
        found.append(Problem("SEVERAL_TABLES", Severity.INFO, values=(("tables", str(len(gathered.measures))),)))
    found.extend(Problem(code, severity_of(code)) for code in document.notes if code not in _SAID_BETTER)
    return list(dict.fromkeys(found))


def _no_measures(document: Document) -> Problem:
    tables = [block for block in document.blocks if isinstance(block, Table)]
    values = (("tables", str(len(tables))), ("paragraphs", str(len(document.blocks) - len(tables))))
    return Problem("NO_MEASURES_FOUND", Severity.ERROR, values=values)


def _frame(frame: Frame, period: Period) -> list[Problem]:
    found = []
    if not frame.title:
        found.append(Problem("MISSING_PLAN_TITLE", Severity.WARNING, Place(field="title")))
    if frame.period is None:
        years = dict.fromkeys(str(day.year) for day in period) if period else ("–",)
        values = (("year", " – ".join(years)),)
        found.append(Problem("MISSING_YEAR", Severity.WARNING, Place(field="year"), values))
    elif frame.period in [financial(text) for text in (frame.title, *frame.texts)]:
        days = (("start", frame.period[0].isoformat()), ("end", frame.period[1].isoformat()))
        found.append(Problem("PERIOD_ASSUMED", Severity.WARNING, Place(field="period"), days))
    return found


def _sides(rows: Sequence[RowDraft], parties: Parties) -> list[Problem]:
    """Bodies are named, and nothing in the document says on whose side."""
    others = sum(1 for row in rows if row.owners.get(Side.OTHER))
    if others and not any(party.words for party in parties.known):
        return [Problem("SIDES_UNKNOWN", Severity.WARNING, Place(field="owners"), (("rows", str(others)),))]
    return []


def _columns(segment: Segment) -> list[Problem]:
    """Columns whose role the cells told, and kinds of columns that a plan needs and this table lacks."""
    place = segment.grid.place()
    found = []
    guessed = [column for column in segment.columns if column.guessed]
    if guessed:
        names = ", ".join(str(column.index + 1) for column in guessed)
        found.append(Problem("COLUMNS_GUESSED", Severity.WARNING, place, (("columns", names),)))
    roles = {column.role for column in segment.columns}
    if not roles & _TERMS:
        found.append(Problem("NO_DEADLINE_COLUMN", Severity.WARNING, place))
    if Role.OWNER not in roles:
        found.append(Problem("NO_OWNER_COLUMN", Severity.WARNING, place))
    return found


def _different(measures: Sequence[Segment]) -> bool:
    """Whether the tables do not all have the same kinds of columns."""
    return len({tuple(column.role for column in segment.columns) for segment in measures}) > 1
