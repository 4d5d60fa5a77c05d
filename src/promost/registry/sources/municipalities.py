"""Municipalities from the file of the OKTMO: {"44701000(5)": "город Магадан", …}, the control number in brackets."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _

from promost.kit.text import clean
from promost.registry import checks
from promost.registry.sources.problems import BadFile, Problem, whole
from promost.registry.sources.tables import decode

KEY = re.compile(r"(\d{8}|\d{11})(?:\((\d)\))?")
ADJECTIVE = re.compile(r"[А-ЯЁ][\w-]*(?:ский|цкий)")
LONGEST_NAME = 200
HEADINGS = {
    "муниципальные образования": "",
    "муниципальные районы": "municipal_district",
    "муниципальные округа": "municipal_okrug",
    "городские округа": "urban_okrug",
    "внутригородские": "urban_part",
}
"""How a heading of the file begins, and what the codes under it are."""
FULL = {
    "municipal_district": "муниципальный район",
    "municipal_okrug": "муниципальный округ",
    "urban_okrug": "городской округ",
}


@dataclass(frozen=True, slots=True)
class MunicipalityRow:
    """A municipality of a region: its OKTMO code, what it is, its names (files have the Russian one alone)."""

    code: str
    kind: str
    name: str
    name_en: str = ""


@dataclass(frozen=True, slots=True)
class MunicipalityFile:
    """What a file holds: its municipalities, and the lines that are taken with a doubt."""

    rows: tuple[MunicipalityRow, ...]
    doubts: tuple[Problem, ...]


def read(path: Path) -> MunicipalityFile:
    """Return the municipalities of the first level (districts and okrugs, no settlements).

    Raises BadFile for what is no such file, and for every code whose form is wrong; the line is that of the entry in
    the file. A control number that does not fit is told as a doubt: published files have a few.
    """
    entries = _entries(path)
    wrong = list(_wrong(entries))
    if wrong:
        raise BadFile(path.name, wrong)
    return MunicipalityFile(tuple(_first_level(entries)), tuple(_doubtful(entries)))


def _entries(path: Path) -> Mapping[str, str]:
    try:
        table = json.loads(decode(path))
    except json.JSONDecodeError as error:
        raise whole(path.name, _("Line %(line)d is no JSON.") % {"line": error.lineno}) from None
    if not isinstance(table, dict) or not table or not all(isinstance(name, str) for name in table.values()):
        raise whole(path.name, _('Expected an object of codes and names: {"44701000(5)": "город Магадан"}.'))
    return table


def _wrong(entries: Mapping[str, str]) -> Iterator[Problem]:
    for line, key in enumerate(entries, 2):
        if KEY.fullmatch(key.strip()) is None:
            yield Problem(line, _('"%(key)s" is no OKTMO code') % {"key": key})


def _doubtful(entries: Mapping[str, str]) -> Iterator[Problem]:
    message = _("code %(code)s: the control number %(number)s does not fit")
    for line, key in enumerate(entries, 2):
        match = KEY.fullmatch(key.strip())
        if match and match[2] and checks.oktmo(match[1], match[2]):
            yield Problem(line, message % {"code": match[1], "number": match[2]})


def _first_level(entries: Mapping[str, str]) -> Iterable[MunicipalityRow]:
    kind = ""
    for key in sorted(entries):
        code, name = key.strip()[:8], clean(entries[key]).rstrip("/")
        heading = _heading(name)
        if heading is not None:
            kind = heading
        elif code.endswith("000"):
            yield MunicipalityRow(code, _kind(name, kind), _full(name, kind)[:LONGEST_NAME])


def _heading(name: str) -> str | None:
    lowered = name.lower()
    return next((kind for beginning, kind in HEADINGS.items() if lowered.startswith(beginning)), None)


def _kind(name: str, under: str) -> str:
    return next((kind for kind, words in FULL.items() if words in name.lower()), under)


def _full(name: str, kind: str) -> str:
    """A name that is an adjective alone gets its noun ("Ольский" → "Ольский городской округ")."""
    return f"{name} {FULL[kind]}" if kind in FULL and ADJECTIVE.fullmatch(name) else name
