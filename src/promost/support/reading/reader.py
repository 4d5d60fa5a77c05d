"""From a file's bytes to drafts, in one call."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from promost.kit.text import fold
from promost.plans.reading.draft import Severity
from promost.plans.reading.sources.unreadable import Unreadable
from promost.support.reading.cells.words import load
from promost.support.reading.columns import Header, complaints, find
from promost.support.reading.columns.fields import key
from promost.support.reading.draft import Place, Problem, Reading, Rejected, SchemeDraft
from promost.support.reading.drafting import draft_of
from promost.support.reading.messages import problem
from promost.support.reading.row import Context, Row, again, joined
from promost.support.reading.sources import RawRow, RawSheet, open_sheets

LONGEST_NAME = 500
_ENOUGH = 4
"""A table with so many columns that a scheme may have is taken for one of schemes."""
_OF_SCHEMES = frozenset(load("words")["of_schemes"])


def read(
    data: bytes,
    name: str,
    mapping: Mapping[str, str] | None = None,
    *,
    okved: Mapping[str, str] | None = None,
    regions: Callable[[str], str | None] | None = None,
) -> Reading:
    """Reads a file of schemes: the national investment map's form, the industry system's open data, or any table.

    ``data`` are the file's bytes and ``name`` its name. ``mapping`` says which heading holds which field (codes of
    columns.toml; "" leaves a column out) and goes before what is known by itself. ``okved`` is the classifier, code →
    title: codes that it lacks are named. ``regions`` gives the code of the one region that words name; without it no
    condition on the region is proposed.

    Every row that says something becomes a draft or a rejected row. Raises `Unreadable` for a file that is no table.
    """
    sheets = open_sheets(data, name)
    given = mapping or {}
    headed = [(sheet, header) for sheet in sheets if (header := find(sheet, given)) is not None]
    found = [(sheet, header) for sheet, header in headed if _is_table(header)] or (headed[:1] if given else [])
    if not found:
        return _refused(name, sheets)
    problems = [each for sheet, header in found for each in complaints(header, sheet.name, given)]
    columns = {heading: field for _, header in found for heading, field in header.mapping.items()}
    unknown = tuple(dict.fromkeys(heading for _, header in found for heading in header.unknown))
    form = found[0][1].form
    if not given and not any(_speaks_of_schemes(header) for _, header in found):
        problems.append(problem("NOT_OF_SCHEMES", name=name, found=_listed(columns)))
    if any(each.severity is Severity.ERROR for each in problems):
        return Reading((), (), tuple(problems), columns, unknown, form)
    problems.extend(_passed_over(sheets, [sheet for sheet, _ in found]))
    drafts, rejected = _read(found, okved, regions)
    return Reading(drafts, rejected, tuple(problems), columns, unknown, form)


def read_again(
    raw: Mapping[str, str],
    mapping: Mapping[str, str],
    *,
    okved: Mapping[str, str] | None = None,
    regions: Callable[[str], str | None] | None = None,
) -> SchemeDraft:
    """Reads one row out of what was kept of it: ``raw`` of a draft, ``mapping`` of its reading."""
    return draft_of(again(raw, mapping, Context("", Header(0, (), {}, "table"), okved, regions)))


def _is_table(header: Header) -> bool:
    """Whether a sheet is one of schemes: a name stands in it, or enough of a form that its lack is worth telling."""
    return bool({"name", "short_name"} & set(header.columns)) or header.form != "table"


def _speaks_of_schemes(header: Header) -> bool:
    """Whether headings are those of schemes, and not of anything that has a name: goods, regions, people."""
    own = key(header.heading("name") or header.heading("short_name")).split()
    return header.form != "table" or len(header.columns) >= _ENOUGH or bool(set(own) & _OF_SCHEMES)


def _listed(headings: Iterable[str]) -> str:
    return ", ".join(f"«{heading}»" for heading in headings) or "–"


def _refused(name: str, sheets: tuple[RawSheet, ...]) -> Reading:
    first = next((row for sheet in sheets for row in sheet.rows), None)
    headings = [cell.text.strip() for cell in first.cells if cell.says] if first else []
    told = problem("NO_HEADINGS", name=name, found=_listed(headings[:40]))
    return Reading((), (), (told,), {}, tuple(dict.fromkeys(headings)))


def _passed_over(sheets: tuple[RawSheet, ...], taken: list[RawSheet]) -> Iterator[Problem]:
    for sheet in sheets:
        if sheet.rows and sheet not in taken:
            yield problem("SHEET_PASSED_OVER", Place(sheet.name), rows=len(sheet.rows))
        elif sheet.hidden and sheet in taken:
            yield problem("HIDDEN_SHEET", Place(sheet.name))


def _read(
    found: list[tuple[RawSheet, Header]],
    okved: Mapping[str, str] | None,
    regions: Callable[[str], str | None] | None,
) -> tuple[tuple[SchemeDraft, ...], tuple[Rejected, ...]]:
    drafts: list[SchemeDraft] = []
    rejected: list[Rejected] = []
    seen: dict[tuple[str, str, str], SchemeDraft] = {}
    for sheet, header in found:
        context = Context(sheet.name, header, okved, regions)
        for row in _rows(sheet, context):
            result = _draft(row, seen)
            if isinstance(result, Rejected):
                rejected.append(result)
            else:
                drafts.append(result)
    return tuple(drafts), tuple(rejected)


def _rows(sheet: RawSheet, context: Context) -> Iterator[Row]:
    """The rows below the headings; those under one merged name are one row, and a heading's own second line is none."""
    name = context.header.columns.get("name", context.header.columns.get("short_name", -1))
    waiting: RawRow | None = None
    for source in sheet.rows[context.header.at + 1 :]:
        goes_on = name >= 0 and source.cell(name).text.strip() != "" and not source.cell(name).own
        if goes_on and waiting is None:
            continue
        if goes_on and waiting is not None:
            waiting = joined(waiting, source)
            continue
        if waiting is not None:
            yield Row(waiting, context)
        waiting = source
    if waiting is not None:
        yield Row(waiting, context)


def _draft(row: Row, seen: dict[tuple[str, str, str], SchemeDraft]) -> SchemeDraft | Rejected:
    reason = _no_scheme(row)
    if reason is not None:
        return Rejected(row.place(), (reason,), row.raw)
    draft = draft_of(row)
    known = seen.setdefault((fold(draft.region), fold(draft.provider), fold(draft.name)), draft)
    if known is draft:
        return draft
    code = "SAME_ROW" if known.raw == draft.raw else "SAME_SCHEME"
    return Rejected(row.place(), (row.problem(code, "name", row=known.place.row, sheet=known.place.sheet),), row.raw)


def _no_scheme(row: Row) -> Problem | None:
    """Why a row gives no scheme; None where it gives one."""
    texts = [cell.text.strip() for cell in row.source.cells if cell.text.strip()]
    if (
        all(text.isdecimal() for text in texts)
        and len(texts) > 2
        and texts == [str(n) for n in range(1, len(texts) + 1)]
    ):
        return row.problem("COLUMN_NUMBERS")
    if _repeats_headings(row):
        return row.problem("HEADINGS_AGAIN")
    if not (row.line("name") or row.line("short_name")):
        return row.problem("NAME_IS_FORMULA" if row.cell("name").waits else "NO_NAME", "name")
    if len(row.line("name")) > LONGEST_NAME:
        return row.problem("NAME_TOO_LONG", "name", length=len(row.line("name")), most=LONGEST_NAME)
    return None


def _repeats_headings(row: Row) -> bool:
    header = row.context.header
    said = [(at, cell.text) for at, cell in enumerate(row.source.cells) if cell.text.strip()]
    return len(said) > 1 and all(key(text) == key(header.headings[at]) for at, text in said)


__all__ = ["Unreadable", "read"]
