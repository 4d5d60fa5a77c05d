"""Writers: a report as bytes of a file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from promost.reports.composing import Report
from promost.reports.writers.pdf import write_pdf
from promost.reports.writers.sheets import write_xlsx
from promost.reports.writers.word import write_docx

__all__ = ["FORMS", "Form"]


@dataclass(frozen=True, slots=True)
class Form:
    """A form of file: its ending, its media type, and who writes it."""

    ending: str
    media_type: str
    write: Callable[[Report], bytes]


_OFFICE = "application/vnd.openxmlformats-officedocument"
FORMS: Mapping[str, Form] = {
    "docx": Form("docx", f"{_OFFICE}.wordprocessingml.document", write_docx),
    "xlsx": Form("xlsx", f"{_OFFICE}.spreadsheetml.sheet", write_xlsx),
    "pdf": Form("pdf", "application/pdf", write_pdf),
}
