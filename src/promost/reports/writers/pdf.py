"""The report as PDF/A: typeset by typst from a template that takes the report as data, never as source."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any

import typst

from promost.reports.composing import Report

STANDARD: typst.PDFStandard = "a-2a"
"""ISO 19005-2, level A: kept for the archive, and told in order to whoever has it read aloud."""
BLANK = "□"
"""Stands for a character that no font of the program has: an archive takes none that cannot be seen."""
_USUAL = frozenset(map(chr, [*range(0x20, 0x7F), *range(0xA0, 0x100), *range(0x400, 0x460)])) | frozenset(
    "–—«»„“”…№−□\n"
)
_PROBE = b"#sys.inputs.letters"


def write_pdf(report: Report) -> bytes:
    """Give the report as PDF. Characters that cannot be shown are replaced by an empty box."""
    data = json.dumps(asdict(report), default=_plain, ensure_ascii=False)
    try:
        return _compiled(_template(), report=data)
    except typst.TypstError:
        strange = sorted(set(data) - _USUAL)
        missing = {letter for letter in strange if unicodedata.category(letter).startswith("M")}
        missing |= _missing([letter for letter in strange if letter not in missing])
        return _compiled(_template(), report=data.translate(dict.fromkeys(map(ord, missing), BLANK)))


def _missing(letters: Sequence[str]) -> set[str]:
    """Those of the letters that no font has, found by halves."""
    if not letters or _shows(letters):
        return set()
    if len(letters) == 1:
        return set(letters)
    half = len(letters) // 2
    return _missing(letters[:half]) | _missing(letters[half:])


def _shows(letters: Sequence[str]) -> bool:
    try:
        _compiled(_PROBE, letters=" ".join(letters))
    except typst.TypstError:
        return False
    return True


def _compiled(source: bytes, **inputs: str) -> bytes:
    compiler = typst.Compiler(input=source, ignore_system_fonts=True, sys_inputs=inputs)
    made = compiler.compile(format="pdf", pdf_standards=STANDARD)
    return made if isinstance(made, bytes) else b"".join(made or [])


@cache
def _template() -> bytes:
    return files(__package__).joinpath("report.typ").read_bytes()


def _plain(value: Any) -> str:
    if isinstance(value, date | Decimal):
        return str(value)
    raise TypeError(type(value).__name__)
