"""Raw measures read into rows of the draft."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from promost.kit.text import clean
from promost.plans.reading.draft import Problem, RowDraft, Severity
from promost.plans.reading.layout.bodies import read_owners
from promost.plans.reading.layout.content import is_dash
from promost.plans.reading.layout.numbering import Numbered, number_of, split_number
from promost.plans.reading.layout.parties import Parties
from promost.plans.reading.layout.promises import read_resources, read_targets
from promost.plans.reading.layout.roles import Role
from promost.plans.reading.layout.terms import read_term, under_heading
from promost.plans.reading.layout.views import View, join_texts

_EXTRA = (
    Role.OTHER, Role.GOAL, Role.PERSON, Role.SOURCE, Role.METHOD, Role.BASELINE, Role.OKEI, Role.MARK,
)  # fmt: skip
_READ_LABELS = frozenset({"result", "completion", "owner", "deadline"})
"""Fields that are read from a further row of one labelled cell."""
_FIELDS = {
    Role.NUMBER: "number",
    Role.TITLE: "title",
    Role.DEADLINE: "deadline",
    Role.START: "deadline",
    Role.END: "deadline",
    Role.MARK: "deadline",
    Role.OWNER: "owners",
    Role.RESULT: "result",
    Role.COMPLETION: "completion_document",
    Role.VALUE: "targets",
    Role.INDICATOR: "targets",
    Role.FUNDING: "resources",
    Role.NOTE: "note",
}


@dataclass(frozen=True, slots=True)
class Setting:
    """What every row of a document is read with."""

    period: tuple[date, date] | None
    year: int | None
    parties: Parties
    abbreviations: Mapping[str, str]


def read_measure(view: View, setting: Setting, section: str, heading: str = "") -> RowDraft:
    """One measure. Its direction, and problems that concern several rows, are added by whoever sees them all.

    ``section`` is how the row names its section, ``heading`` the section's title.
    """
    number, title = _number_and_title(view)
    deadline, late = under_heading(read_term(view, *_time(view, setting)), heading, view, setting.period)
    owners, nobody = read_owners(view, setting.parties, setting.abbreviations)
    result, targets = view.text(Role.RESULT) or view.labelled.get("result", ""), read_targets(view)
    row = RowDraft(
        number=number.text,
        section=section,
        direction=None,
        title=title,
        deadline=deadline,
        owners=owners,
        result="" if is_dash(result) else result,
        completion_document=_unless_dash(view.text(Role.COMPLETION) or view.labelled.get("completion", "")),
        targets=targets,
        resources=read_resources(view),
        problems=(),
        place=view.place(),
        note=_unless_dash(view.text(Role.NOTE)),
        extra=_extra(view, bool(deadline.text)),
        places=view.further_places(),
    )
    problems = (
        *_of_number(number, view),
        *_of_title(row, view),
        *late,
        *nobody,
        *_of_result(row, view),
        *_of_cells(view),
    )
    return replace(row, problems=problems)


def _time(view: View, setting: Setting) -> tuple[tuple[date, date] | None, int | None]:
    """The plan's period and year; on a sheet that is named by one of its years, that year."""
    name = view.segment.grid.table.name
    if (
        setting.period is None
        or not name.isdigit()
        or not setting.period[0].year <= int(name) <= setting.period[1].year
    ):
        return setting.period, setting.year
    year = int(name)
    return (max(setting.period[0], date(year, 1, 1)), min(setting.period[1], date(year, 12, 31))), year


def title_of(view: View) -> str:
    """The measure's title alone, as `read_measure` gives it."""
    return _number_and_title(view)[1]


def _number_and_title(view: View) -> tuple[Numbered, str]:
    """Number and title; without a number column, the number in front of the title (typed, or counted by a list)."""
    title = _join_title(view)
    column = view.segment.first(Role.NUMBER)
    if column is not None:
        found = number_of(view.segment.grid.cell(view.row, column.index))
        if found.text:
            return found, title
    own = view.segment.first(Role.TITLE)
    cell = view.segment.grid.cell(view.row, own.index) if own else None
    if cell is not None and cell.auto_number:
        return Numbered(clean(cell.auto_number).rstrip(".)")), title
    if column is None:
        text, rest = split_number(title)
        return Numbered(text), rest
    return Numbered(), title


def _join_title(view: View) -> str:
    """A title split over rows or columns is one sentence."""
    return " ".join(dict.fromkeys(at.text for at in view.cells(Role.TITLE)))


def _extra(view: View, has_term: bool) -> dict[str, str]:
    """Columns with no field of their own; a schedule's marks only where the term was read from elsewhere."""
    extra: dict[str, list[str]] = {}
    for at in view.cells(*_EXTRA):
        if at.column.role is Role.MARK and not (has_term and view.has(Role.DEADLINE)):
            continue
        heading = at.column.heading or f"#{at.column.index + 1}"
        extra.setdefault(heading, []).append(at.text)
    for name, text in view.labelled.items():
        if name not in _READ_LABELS:
            extra.setdefault(name, []).append(text)
    return {heading: join_texts(texts) for heading, texts in extra.items()}


def _unless_dash(text: str) -> str:
    return "" if is_dash(text) else text


def _of_number(number: Numbered, view: View) -> tuple[Problem, ...]:
    if not number.from_format:
        return ()
    return (
        Problem("NUMBER_FROM_FORMAT", Severity.INFO, view.place(Role.NUMBER, "number"), (("number", number.text),)),
    )


def _of_title(row: RowDraft, view: View) -> tuple[Problem, ...]:
    found = []
    if not row.title or is_dash(row.title):
        found.append(
            Problem("MISSING_TITLE", Severity.ERROR, view.place(Role.TITLE, "title"), (("number", row.number),))
        )
    if view.raw.continued:
        found.append(Problem("CONTINUED_ROW", Severity.INFO, view.place(Role.TITLE, "title")))
    return tuple(found)


def _of_result(row: RowDraft, view: View) -> tuple[Problem, ...]:
    """A result column left empty; a result without a figure to measure it by."""
    place = view.place(Role.RESULT, "result")
    if view.has(Role.RESULT) and not row.result:
        return (Problem("MISSING_RESULT", Severity.WARNING, place),)
    if row.result and not row.targets:
        return (Problem("NO_MEASURABLE_RESULT", Severity.INFO, place),)
    return ()


def _of_cells(view: View) -> tuple[Problem, ...]:
    """Pending changes, marks that repeat the cell above, and rows that the sheet hides."""
    found: dict[tuple[str, str], Problem] = {}
    for at in view.cells(*_FIELDS):
        name = _FIELDS[at.column.role]
        if at.cell.tracked:
            found.setdefault(("TRACKED_CHANGE", name), Problem("TRACKED_CHANGE", Severity.WARNING, at.place(name)))
        if at.repeats:
            values = (("text", at.text),)
            found.setdefault(("AS_ABOVE", name), Problem("AS_ABOVE", Severity.INFO, at.place(name), values))
    hidden = any(row in segment.grid.table.hidden_rows for segment, row in view.raw.rows)
    if hidden:
        found["HIDDEN_ROW", ""] = Problem("HIDDEN_ROW", Severity.WARNING, view.place())
    return tuple(found.values())
