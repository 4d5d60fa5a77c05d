"""Filling a template. A template is somebody's file: it is opened with suspicion and run in a sandbox."""

from __future__ import annotations

import io
from typing import Any

from docx.opc.exceptions import PackageNotFoundError
from docxtpl.template import DocxTemplate
from jinja2 import StrictUndefined, TemplateError, TemplateSyntaxError, UndefinedError
from jinja2.sandbox import SandboxedEnvironment
from lxml import etree

from promost.kit.uploads import Refused, recognise
from promost.reports.composing import Report, Table
from promost.reports.writers.word.template import template as built_in


class BadTemplate(Exception):
    """A template that cannot be filled. ``code`` says why: NOT_DOCX, UNKNOWN_NAME, SYNTAX, FAILED; ``why`` in words."""

    def __init__(self, code: str, why: str = "") -> None:
        super().__init__(code, why)
        self.code = code
        self.why = why


def write_docx(report: Report, template: bytes | None = None) -> bytes:
    """Give the report as .docx, by a template of its reader's or the built-in one. Raises BadTemplate."""
    opened = _opened(template if template is not None else built_in(report))
    environment = SandboxedEnvironment(autoescape=True, undefined=StrictUndefined)
    try:
        opened.render(context(report), jinja_env=environment)
        properties = opened.docx.core_properties
        properties.title, properties.author = f"{report.title}. {report.plan}"[:250], "Promost"
        written = io.BytesIO()
        opened.save(written)
    except TemplateSyntaxError as error:
        raise BadTemplate("SYNTAX", error.message or "") from error
    except UndefinedError as error:
        raise BadTemplate("UNKNOWN_NAME", error.message or "") from error
    except (TemplateError, etree.LxmlError, TypeError, ValueError, KeyError, AttributeError) as error:
        raise BadTemplate("FAILED", str(error)[:300]) from error
    return written.getvalue()


def _opened(template: bytes) -> Any:
    try:
        kind, _ = recognise(template)
        if kind != "docx":
            raise BadTemplate("NOT_DOCX", kind)
        opened: Any = DocxTemplate(io.BytesIO(template))
        opened.init_docx()
    except Refused as error:
        raise BadTemplate("NOT_DOCX", error.code) from error
    except (PackageNotFoundError, KeyError, ValueError, etree.LxmlError) as error:
        raise BadTemplate("NOT_DOCX", str(error)[:300]) from error
    return opened


def context(report: Report) -> dict[str, Any]:
    """What a template can name: the head, each table by its code, its rows' cells by their column's code."""
    return {
        "title": report.title,
        "plan": report.plan,
        "invented": report.invented,
        "lines": [{"name": name, "value": value} for name, value in report.lines],
        **{table.code: _table(table) for table in report.tables},
        "words_title": report.words_title,
        "words": [{"word": word, "meaning": meaning} for word, meaning in report.words],
        "signatures_title": report.signatures_title,
        "signatures": [
            {
                "party": each.party,
                "organisation": each.organisation,
                "position": each.position,
                "signature": each.signature,
                "name": each.name,
                "day": each.day,
                "signed": each.signed,
            }
            for each in report.signatures
        ],
    }


def _table(table: Table) -> dict[str, Any]:
    codes = [column.code for column in table.columns]
    return {
        "title": table.title,
        "empty": "" if table.groups else table.empty,
        "note": table.note,
        "groups": [
            {
                "heading": group.heading,
                "rows": [{code: cell.text for code, cell in zip(codes, row, strict=True)} for row in group.rows],
            }
            for group in table.groups
        ],
    }
