"""The report as PDF/A: typeset by typst from a template that takes the report as data, never as source."""

from __future__ import annotations

import json
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


def write_pdf(report: Report) -> bytes:
    """Give the report as PDF."""
    data = json.dumps(asdict(report), default=_plain, ensure_ascii=False)
    compiler = typst.Compiler(input=_template(), ignore_system_fonts=True, sys_inputs={"report": data})
    made = compiler.compile(format="pdf", pdf_standards=STANDARD)
    return made if isinstance(made, bytes) else b"".join(made or [])


@cache
def _template() -> bytes:
    return files(__package__).joinpath("report.typ").read_bytes()


def _plain(value: Any) -> str:
    if isinstance(value, date | Decimal):
        return str(value)
    raise TypeError(type(value).__name__)
