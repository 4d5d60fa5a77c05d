"""Where the headings stand, and which column holds which field."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from promost.plans.reading.draft import Severity
from promost.support.reading.columns import fields
from promost.support.reading.draft import Place, Problem
from promost.support.reading.messages import problem
from promost.support.reading.sources import RawRow, RawSheet

SEARCHED = 20
"""So many rows of a sheet are looked at for its headings; titles and notes may stand above them."""
FORM_AT_LEAST = 5
"""A file with so many headings of a form, word for word, is of that form."""


@dataclass(frozen=True, slots=True)
class Header:
    """The headings of a sheet: at which row they stand, each column's heading (made unique), and field → column."""

    at: int
    headings: tuple[str, ...]
    columns: Mapping[str, int]
    form: str

    def heading(self, field: str) -> str:
        """The heading of a field's column; empty where the sheet has none."""
        return self.headings[self.columns[field]] if field in self.columns else ""

    @property
    def mapping(self) -> dict[str, str]:
        """Heading → field."""
        return {self.headings[at]: field for field, at in self.columns.items()}

    @property
    def unknown(self) -> tuple[str, ...]:
        """The headings that name no field."""
        known = set(self.columns.values())
        return tuple(text for at, text in enumerate(self.headings) if at not in known)


def find(sheet: RawSheet, mapping: Mapping[str, str]) -> Header | None:
    """The header of a sheet: of its first rows the one with the most known headings. None where no row has one."""
    wanted = {fields.key(heading): field for heading, field in mapping.items()}
    best, most = -1, 0
    for at, row in enumerate(sheet.rows[:SEARCHED]):
        known = len({_field(cell.text, wanted) for cell in row.cells if cell.says} - {""})
        if known > most:
            best, most = at, known
    return _header(sheet, best, wanted) if best >= 0 else None


def _field(heading: str, wanted: Mapping[str, str]) -> str:
    given = wanted.get(fields.key(heading))
    return fields.field_of(heading) if given is None else given


def _header(sheet: RawSheet, at: int, wanted: Mapping[str, str]) -> Header:
    headings = unique([cell.text.strip() for cell in sheet.rows[at].cells], _width(sheet.rows[at:]))
    columns: dict[str, int] = {}
    for given in (True, False):  # what the reader was told goes before what is known by itself
        for column, heading in enumerate(headings):
            if (fields.key(heading) in wanted) is given:
                field = _field(heading, wanted)
                if field and field not in columns:
                    columns[field] = column
    return Header(at, tuple(headings), columns, form_of(headings))


def _width(rows: Sequence[RawRow]) -> int:
    return max(max((at + 1 for at, cell in enumerate(row.cells) if cell.says), default=0) for row in rows)


def unique(headings: Sequence[str], width: int) -> list[str]:
    """Headings that differ: a second "Phone" becomes "Phone (2)", a column without one is named by its number."""
    found: list[str] = []
    for at in range(width):
        text = headings[at] if at < len(headings) and headings[at] else f"№ {at + 1}"
        name, count = text, 2
        while name in found:
            name, count = f"{text} ({count})", count + 1
        found.append(name)
    return found


def form_of(headings: Sequence[str]) -> str:
    """The form ("investment_map" or "gisp") of which enough headings stand here, else "table"."""
    keys = {fields.key(heading) for heading in headings}
    counts = {
        form: sum(fields.key(fields.heading_in(field, form)) in keys for field in fields.of_form(form))
        for form in ("investment_map", "gisp")
    }
    form = max(counts, key=lambda name: counts[name])
    return form if counts[form] >= FORM_AT_LEAST else "table"


def complaints(header: Header, sheet: str, mapping: Mapping[str, str]) -> list[Problem]:
    """What is wrong with the columns of a sheet: errors where it cannot be read, else what its reader should know."""
    where = Place(sheet)
    found = [*_of_mapping(header, where, mapping), *_missing(header, where)]
    if any(each.severity is Severity.ERROR for each in found):
        return found
    if header.unknown:
        found.append(problem("UNKNOWN_COLUMNS", where, columns=_listed(header.unknown)))
    return found


def _of_mapping(header: Header, where: Place, mapping: Mapping[str, str]) -> list[Problem]:
    headings = {fields.key(heading) for heading in header.headings}
    strange = [field for field in mapping.values() if field and field not in fields.fields()]
    absent = [heading for heading in mapping if fields.key(heading) not in headings]
    twice = sorted({field for field in mapping.values() if field and list(mapping.values()).count(field) > 1})
    found = [problem("UNKNOWN_FIELD", where, field=each, fields=", ".join(fields.fields())) for each in strange]
    if absent:
        found.append(problem("NO_SUCH_HEADING", where, columns=_listed(absent), found=_listed(header.headings)))
    found.extend(problem("FIELD_TWICE", where, field=each) for each in twice)
    return found


def _missing(header: Header, where: Place) -> list[Problem]:
    have = set(header.columns) | ({"name"} if "short_name" in header.columns else set())
    needed = [code for code in fields.required(header.form) if code not in have]
    if needed:
        found = _listed(header.headings)
        return [problem("COLUMNS_MISSING", where, columns=_names(needed, header.form), found=found)]
    needless = set(fields.required(header.form)) | have
    rest = [field.code for field in fields.of_form(header.form) if field.code not in needless]
    return [problem("OPTIONAL_MISSING", where, columns=_names(rest, header.form))] if rest else []


def _names(codes: Sequence[str], form: str) -> str:
    known = fields.fields()
    return _listed([fields.heading_in(known[code], form) or known[code].ru for code in codes])


def _listed(texts: Sequence[str]) -> str:
    return ", ".join(f"«{text}»" for text in texts)
