"""The official files of OKVED2, OKPD2 and OKEI, told by what their cells look like: columns stand in any order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _

from promost.registry.codes import parent
from promost.registry.sources.problems import BadFile, Problem, whole
from promost.registry.sources.tables import Row, rows

ACTIVITY = re.compile(r"\d{2}(\.\d{1,2}(\.\d{1,2})?)?")
PRODUCT = re.compile(r"\d{2}(\.\d{1,2}(\.\d{1,2}(\.\d{3})?)?)?")
UNIT = re.compile(r"\d{3,4}")
SECTION = re.compile(r"[A-U]")
CODES = {"okved2": ACTIVITY, "okpd2": PRODUCT, "okei": UNIT}
SHORTENED = re.compile(r"\d{1,2}([.,]\d+)?")
LONGEST_NAME = 1000


@dataclass(frozen=True, slots=True)
class CodeRow:
    """One code of a file: the line it stands on, the code, its section where the file gives one, name and symbol."""

    line: int
    code: str
    section: str
    name: str
    symbol: str = ""


def read(path: Path, classifier: str) -> list[CodeRow]:
    """Return the codes of an official file of ``classifier`` ("okved2", "okpd2" or "okei").

    Raises BadFile that names every line that cannot be taken: a code of the wrong form, twice, without a name, or
    without the code above it.
    """
    found: list[CodeRow] = []
    problems: list[Problem] = []
    for row in _without_heading(rows(path), classifier):
        taken = _take(row, classifier)
        (found if isinstance(taken, CodeRow) else problems).append(taken)  # type: ignore[arg-type]
    if not found:
        raise whole(path.name, _("No code was found. Is this the file of another classifier?"))
    if classifier == "okpd2" and not any(row.code.count(".") == 3 for row in found):
        raise whole(path.name, _("No product (12.34.56.789) was found. Is this the file of another classifier?"))
    problems += [*_twice(found), *(_orphans(found) if classifier != "okei" else ())]
    if problems:
        raise BadFile(path.name, sorted(problems, key=lambda problem: problem.line))
    return found


def _without_heading(table: Iterable[Row], classifier: str) -> Iterator[Row]:
    """Leave out what stands above the first code: titles and names of columns."""
    begun = False
    for line, cells in table:
        begun = begun or _code_place(cells, classifier) is not None
        if begun:
            yield line, cells


def _take(row: Row, classifier: str) -> CodeRow | Problem:
    line, cells = row
    place = _code_place(cells, classifier)
    if place is None:
        return Problem(line, _no_code(cells))
    rest = [cell for at, cell in enumerate(cells) if at != place]
    section = next((cell for cell in rest if SECTION.fullmatch(cell)), "")
    words = [cell for cell in rest if cell and not SECTION.fullmatch(cell)]
    if not words:
        return Problem(line, _("code %(code)s has no name") % {"code": cells[place]})
    if classifier == "okei":
        return CodeRow(line, cells[place], section, words[0][:LONGEST_NAME], words[1] if len(words) > 1 else "")
    return CodeRow(line, cells[place], section or _letter(cells[place]), max(words, key=len)[:LONGEST_NAME])


def _code_place(cells: Sequence[str], classifier: str) -> int | None:
    """Where the code stands; a section's own row has its letter alone."""
    pattern = CODES[classifier]
    places = [at for at, cell in enumerate(cells) if pattern.fullmatch(cell)]
    if not places and classifier != "okei" and not any(SHORTENED.fullmatch(cell) for cell in cells):
        places = [at for at, cell in enumerate(cells) if SECTION.fullmatch(cell)]
    return places[0] if places else None


def _letter(code: str) -> str:
    return code if SECTION.fullmatch(code) else ""


def _no_code(cells: Sequence[str]) -> str:
    shortened = next((cell for cell in cells if SHORTENED.fullmatch(cell)), "")
    if shortened:
        return _('"%(cell)s" is no code: it has lost a zero. Store the column of codes as text.') % {"cell": shortened}
    return _('there is no code in "%(row)s"') % {"row": " | ".join(filter(None, cells))[:80]}


def _twice(found: Sequence[CodeRow]) -> Iterator[Problem]:
    message = _("code %(code)s stands on line %(line)d already")
    first: dict[str, int] = {}
    for row in found:
        before = first.setdefault(row.code, row.line)
        if before != row.line:
            yield Problem(row.line, message % {"code": row.code, "line": before})


def _orphans(found: Sequence[CodeRow]) -> Iterator[Problem]:
    message = _("code %(code)s: the code above it, %(above)s, is not in the file")
    codes = {row.code for row in found}
    for row in found:
        above = parent(row.code)
        if above and above not in codes:
            yield Problem(row.line, message % {"code": row.code, "above": above})
