"""The built-in template: an ordinary Word document with places to be filled, in the language of the report."""

from __future__ import annotations

import io
from typing import Any

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt, RGBColor

from promost.reports.composing import Report, Table
from promost.reports.writers.word.parts import field, keep_with_next, repeat, shade, widths

_WIDTH = 267
"""Millimetres between the margins of a sheet of A4 on its side."""
_ALIGN = {"left": WD_ALIGN_PARAGRAPH.LEFT, "right": WD_ALIGN_PARAGRAPH.RIGHT, "centre": WD_ALIGN_PARAGRAPH.CENTER}
_LINES = ("position", "signature", "name", "day")
_MUTED = RGBColor(0x5B, 0x64, 0x70)
_INK = RGBColor(0x1D, 0x2B, 0x3A)


def template(report: Report) -> bytes:
    """Give the template whose headings are in the report's language; of the report only headings are used."""
    document = docx.Document()
    _page(document, report)
    _head(document)
    for table in report.tables:
        _table(document, table)
    _words(document)
    _signatures(document)
    written = io.BytesIO()
    document.core_properties.author = "Promost"
    document.save(written)
    return written.getvalue()


def _page(document: Document, report: Report) -> None:
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.left_margin = section.right_margin = Mm(15)
    section.top_margin, section.bottom_margin = Mm(14), Mm(14)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Times New Roman", Pt(10)
    normal.paragraph_format.space_after = Pt(4)
    for name, size in (("Title", 18), ("Heading 1", 13)):
        style: Any = document.styles[name]
        style.font.name, style.font.size, style.font.color.rgb = "Times New Roman", Pt(size), _INK
        style.element.rPr.rFonts.attrib.clear()
        style.font.name = "Times New Roman"
    footer = section.footer.paragraphs[0]
    footer.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    footer.add_run(f"{report.page} ").font.size = Pt(8)
    field(footer, "PAGE")


def _head(document: Document) -> None:
    document.add_paragraph("{{ title }}", style="Title")
    document.add_paragraph("{{ plan }}").runs[0].font.size = Pt(13)
    document.add_paragraph("{%p if invented %}")
    document.add_paragraph("{{ invented }}").runs[0].bold = True
    document.add_paragraph("{%p endif %}")
    document.add_paragraph("{%p for line in lines %}")
    line = document.add_paragraph("{{ line.name }}: ")
    line.runs[0].font.color.rgb = _MUTED
    line.add_run("{{ line.value }}")
    document.add_paragraph("{%p endfor %}")


def _table(document: Document, table: Table) -> None:
    keep_with_next(document.add_paragraph(f"{{{{ {table.code}.title }}}}", style="Heading 1"))
    document.add_paragraph(f"{{%p if {table.code}.empty %}}")
    document.add_paragraph(f"{{{{ {table.code}.empty }}}}")
    document.add_paragraph("{%p else %}")
    _grid(document, table)
    document.add_paragraph("{%p endif %}")
    if table.note:
        note = document.add_paragraph(f"{{{{ {table.code}.note }}}}").runs[0]
        note.font.size, note.font.color.rgb = Pt(8), _MUTED


def _grid(document: Document, table: Table) -> None:
    grid = document.add_table(rows=1, cols=len(table.columns), style="Table Grid")
    grid.alignment = WD_TABLE_ALIGNMENT.CENTER
    whole = sum(column.share for column in table.columns)
    for cell, column in zip(grid.rows[0].cells, table.columns, strict=True):
        _say(cell, column.heading, bold=True, align=WD_ALIGN_PARAGRAPH.CENTER)
        shade(cell, "E6EBF1")
    repeat(grid.rows[0])
    _tag(grid, f"{{%tr for group in {table.code}.groups %}}")
    _tag(grid, "{%tr if group.heading %}")
    heading = grid.add_row().cells
    merged = heading[0].merge(heading[-1])
    _say(merged, "{{ group.heading }}", bold=True)
    shade(merged, "F4F6F8")
    _tag(grid, "{%tr endif %}")
    _tag(grid, "{%tr for row in group.rows %}")
    for cell, column in zip(grid.add_row().cells, table.columns, strict=True):
        _say(cell, f"{{{{ row.{column.code} }}}}", align=_ALIGN[column.align])
    _tag(grid, "{%tr endfor %}")
    _tag(grid, "{%tr endfor %}")
    widths(grid, [Mm(_WIDTH * column.share / whole) for column in table.columns])


def _tag(grid: Any, text: str) -> None:
    grid.add_row().cells[0].text = text


def _say(cell: Any, text: str, bold: bool = False, align: WD_ALIGN_PARAGRAPH = WD_ALIGN_PARAGRAPH.LEFT) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.alignment = align
    paragraph.paragraph_format.space_after = Pt(0)
    run = paragraph.add_run(text)
    run.bold, run.font.size = bold, Pt(8.5)


def _words(document: Document) -> None:
    keep_with_next(document.add_paragraph("{{ words_title }}", style="Heading 1"))
    document.add_paragraph("{%p for each in words %}")
    line = document.add_paragraph()
    line.add_run("{{ each.word }}").bold = True
    line.add_run(" — {{ each.meaning }}")
    document.add_paragraph("{%p endfor %}")


def _signatures(document: Document) -> None:
    keep_with_next(document.add_paragraph("{{ signatures_title }}", style="Heading 1"))
    document.add_paragraph("{%p for each in signatures %}")
    party = document.add_paragraph("{{ each.party }}")
    party.runs[0].bold = True
    party.add_run("{% if each.organisation and each.organisation != each.party %}, {{ each.organisation }}{% endif %}")
    keep_with_next(party)
    document.add_paragraph("{%p if each.signed %}")
    signed = document.add_paragraph("{{ each.signed }}")
    signed.runs[0].font.size = Pt(9)
    keep_with_next(signed)
    document.add_paragraph("{%p endif %}")
    keep_with_next(document.add_paragraph("_" * 44 + "    " + "_" * 26 + "    " + "_" * 38 + "    " + "_" * 20))
    names = document.add_paragraph("    ".join(f"({{{{ each.{part} }}}})" for part in _LINES))
    names.runs[0].font.size, names.runs[0].font.color.rgb = Pt(8), _MUTED
    document.add_paragraph("{%p endfor %}")
