"""Small documents made for tests: raw parts packed into archives, so that each says exactly what its test needs."""

from __future__ import annotations

import io
import string
import tomllib
import zipfile
from collections.abc import Mapping
from pathlib import Path

import promost.plans.reading
from promost.plans.reading.document import Cell, Document, Paragraph, Table
from promost.plans.reading.sources import Unreadable, open_document

SENTENCES = tomllib.loads((Path(promost.plans.reading.__file__).parent / "problems.toml").read_text("utf-8"))
PLANS = Path(__file__).parents[3] / "fixtures" / "plans"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
S = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"


def packed(parts: Mapping[str, str | bytes]) -> bytes:
    """A zip archive of ``parts``."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name, (2025, 1, 1, 0, 0, 0)), content, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def types(main: str, content_type: str) -> str:
    override = f'<Override PartName="/{main}" ContentType="{content_type}"/>'
    return f'<Types xmlns="{PACKAGE}/content-types">{override}</Types>'


def relations(**targets: str) -> str:
    """Relations by kind: ``relations(styles="styles.xml")``; the ids are rId1, rId2, …"""
    lines = [
        f'<Relationship Id="rId{index}" Type="{R}/{kind.rstrip("0123456789")}" Target="{target}"/>'
        for index, (kind, target) in enumerate(targets.items(), start=1)
    ]
    return f'<Relationships xmlns="{PACKAGE}/relationships">{"".join(lines)}</Relationships>'


def docx_parts(body: str, numbering: str = "", styles: str = "", **more: str) -> dict[str, str | bytes]:
    """The parts of a document; ``more`` names further parts by kind, such as header="<w:hdr>…"."""
    bodies = {"numbering": f'<w:numbering xmlns:w="{W}">{numbering}</w:numbering>'}
    bodies["styles"] = f'<w:styles xmlns:w="{W}">{styles}</w:styles>'
    bodies.update(more)
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": types("word/document.xml", WORD),
        "_rels/.rels": relations(officeDocument="word/document.xml"),
        "word/document.xml": f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>',
        "word/_rels/document.xml.rels": relations(**{kind: f"{kind}.xml" for kind in bodies}),
    }
    parts.update({f"word/{kind}.xml": content for kind, content in bodies.items()})
    return parts


def docx(body: str, numbering: str = "", styles: str = "", **more: str) -> Document:
    """A document of that body, opened."""
    return open_document(packed(docx_parts(body, numbering, styles, **more)), "plan.docx")


def p(content: str = "", properties: str = "") -> str:
    """A paragraph; plain ``content`` becomes a run."""
    inside = content if content.startswith("<") or not content else r(content)
    return f"<w:p><w:pPr>{properties}</w:pPr>{inside}</w:p>"


def r(text: str, properties: str = "") -> str:
    """A run of text."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def tc(content: str = "", properties: str = "") -> str:
    """A cell; plain ``content`` becomes a paragraph."""
    inside = content if content.startswith(("<w:p>", "<w:tbl>", "<w:sdt>")) else p(content)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inside}</w:tc>"


def tr(*cells: str, properties: str = "") -> str:
    """A row of cells; plain ones are wrapped."""
    inside = "".join(cell if cell.startswith(("<w:tc>", "<w:sdt>")) else tc(cell) for cell in cells)
    return f"<w:tr><w:trPr>{properties}</w:trPr>{inside}</w:tr>"


def tbl(*rows: str) -> str:
    """A table of rows."""
    return f"<w:tbl><w:tblPr/>{''.join(rows)}</w:tbl>"


def sdt(content: str, placeholder: bool = False) -> str:
    """A content control around ``content``."""
    prompt = "<w:showingPlcHdr/>" if placeholder else ""
    return f"<w:sdt><w:sdtPr>{prompt}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


def xlsx_parts(rows: str, after: str = "", before: str = "", **more: str) -> dict[str, str | bytes]:
    """The parts of a workbook of one sheet; ``more`` may hold ``sharedStrings``, ``styles`` and ``properties``."""
    properties = more.pop("properties", "")
    state = more.pop("state", "visible")
    sheet = f'<sheet name="План" sheetId="1" state="{state}" r:id="rId1"/>'
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": types("xl/workbook.xml", EXCEL),
        "_rels/.rels": relations(officeDocument="xl/workbook.xml"),
        "xl/workbook.xml": f'<workbook xmlns="{S}" xmlns:r="{R}">{properties}<sheets>{sheet}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": relations(worksheet="sheet1.xml", **{kind: f"{kind}.xml" for kind in more}),
        "xl/sheet1.xml": f'<worksheet xmlns="{S}">{before}<sheetData>{rows}</sheetData>{after}</worksheet>',
    }
    parts.update({f"xl/{kind}.xml": content for kind, content in more.items()})
    return parts


def xlsx(rows: str, after: str = "", before: str = "", **more: str) -> Document:
    """A workbook of one sheet, opened."""
    return open_document(packed(xlsx_parts(rows, after, before, **more)), "plan.xlsx")


def styles(*formats: str) -> str:
    """Looks of a workbook: the n-th format belongs to style n, style 0 being General."""
    known = "".join(f'<numFmt numFmtId="{200 + n}" formatCode="{code}"/>' for n, code in enumerate(formats))
    looks = '<xf numFmtId="0"/>' + "".join(f'<xf numFmtId="{200 + n}"/>' for n in range(len(formats)))
    return f'<styleSheet xmlns="{S}"><numFmts>{known}</numFmts><cellXfs>{looks}</cellXfs></styleSheet>'


def inline(place: str, text: str) -> str:
    """A cell whose text stands in the sheet itself."""
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'


def tables(document: Document) -> list[Table]:
    """The tables of a document."""
    return [block for block in document.blocks if isinstance(block, Table)]


def paragraphs(document: Document) -> list[Paragraph]:
    """The paragraphs of a document."""
    return [block for block in document.blocks if isinstance(block, Paragraph)]


def texts(table: Table) -> list[list[str | None]]:
    """The texts of a table, None where nothing stands."""
    return [[cell.text if cell is not None else None for cell in row] for row in table.grid]


def at(table: Table, row: int, column: int) -> Cell:
    """The cell at a place of the grid; it must be there."""
    cell = table.grid[row][column]
    assert cell is not None
    return cell


def only(document: Document) -> Table:
    """The only table of a document."""
    (table,) = tables(document)
    return table


def check_sentence(error: Unreadable) -> None:
    """The error has a sentence in both languages, and every value that the sentence names."""
    sentence = SENTENCES["unreadable"][error.code]
    for language in ("ru", "en"):
        named = {name for _, name, _, _ in string.Formatter().parse(sentence[language]) if name}
        assert named <= set(error.values), (error.code, named, error.values)
        assert "{" not in sentence[language].format(**error.values)


def ends_well(data: bytes, name: str) -> Document | None:
    """The document in ``data``, or None where a message says why there is none."""
    try:
        return open_document(data, name)
    except Unreadable as error:
        check_sentence(error)
        return None
