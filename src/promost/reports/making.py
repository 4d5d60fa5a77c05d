"""A report of a plan as a file: one way for the page and for the command."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePath

from django.utils.translation import override

from promost.kit.moments import Moment
from promost.plans.models import Edition
from promost.reports.columns import with_columns
from promost.reports.composing import Report, compose
from promost.reports.into_source import Returned
from promost.reports.quarters import Quarter
from promost.reports.snapshot import Snapshot, snapshot_of
from promost.reports.writers import FORMS
from promost.reports.writers.word import template, write_docx

OCTETS = "application/octet-stream"


@dataclass(frozen=True, slots=True)
class Made:
    """A file: its name, its media type, its bytes."""

    name: str
    media_type: str
    data: bytes


def report(edition: Edition, quarter: Quarter, moment: Moment, language: str) -> Report:
    """Return the report for a quarter of a plan in the edition in force at a moment, in "ru" or "en"."""
    return compose(taken(edition, quarter, moment, language), language)


def taken(edition: Edition, quarter: Quarter, moment: Moment, language: str) -> Snapshot:
    """Return the snapshot; who wrote a note is named in the language of the report."""
    with override(language):
        return snapshot_of(edition, quarter.end, moment)


def as_file(
    edition: Edition, quarter: Quarter, moment: Moment, language: str, form: str, own_template: bytes | None = None
) -> Made:
    """Make a report as a file: "docx", "xlsx" or "pdf"; ``own_template`` is for .docx. Raises BadTemplate, KeyError."""
    chosen, made = FORMS[form], report(edition, quarter, moment, language)
    data = write_docx(made, own_template) if form == "docx" else chosen.write(made)
    return Made(f"{stem(edition, quarter)}.{chosen.ending}", chosen.media_type, data)


def into_source(edition: Edition, quarter: Quarter, moment: Moment, language: str) -> tuple[Made, Returned]:
    """Make the plan's own document with its columns. Raises NotReturned."""
    returned = with_columns(taken(edition, quarter, moment, language), edition, language)
    own = PurePath(edition.document.name if edition.document else "")
    return Made(f"{_plain(own.stem)}_{quarter}{own.suffix}", OCTETS, returned.data), returned


def template_for(edition: Edition, quarter: Quarter, moment: Moment, language: str) -> Made:
    """Give the built-in template in a language, to be changed in Word."""
    made = template(report(edition, quarter, moment, language))
    return Made(f"report_template_{language}.docx", FORMS["docx"].media_type, made)


def stem(edition: Edition, quarter: Quarter) -> str:
    """Name a report's file: agreement and quarter, of plain characters."""
    return f"report_{_plain(edition.plan.agreement.number)}_{quarter}"


def _plain(text: str) -> str:
    return re.sub(r"[^\w.-]+", "_", text).strip("._") or "plan"
