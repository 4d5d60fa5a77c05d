"""A PDF as a Document, or the reason why it is none: a scan, a broken text layer, a password."""

from __future__ import annotations

import io
import logging
import re
from dataclasses import dataclass

from pypdf import PdfReader

from promost.plans.reading.document import Cell, Document, Paragraph, Table
from promost.plans.reading.sources.pdf.lines import Line, lines_of, paragraphs
from promost.plans.reading.sources.pdf.marks import Marks, Piece, marks_of
from promost.plans.reading.sources.pdf.ruling import Grid, grids_of
from promost.plans.reading.sources.pdf.tables import Pages, laid
from promost.plans.reading.sources.unreadable import Unreadable

# What the library mends in passing is of no use to the person who waits for the plan.
logging.getLogger("pypdf").setLevel(logging.CRITICAL)

MOST_PAGES = 300
MOST_OPERATIONS = 500_000
"""Drawing operations looked at in a whole file; a page of a plan has a few thousand."""
SCANNED = 20
"""With fewer letters and digits on a page, on average, the pages are pictures."""
BROKEN = 0.1
"""With a larger share of signs that no text has, the text layer is broken."""
_SAID = re.compile(r"\w")
_ODD = re.compile("[\ufffd\ue000-\uf8ff\x00-\x08\x0e-\x1f]|\\(cid:\\d+\\)")
_ACCENTED, _LETTER = re.compile("[À-ÿ]"), re.compile(r"[^\W\d_]")
_PAGE_NUMBER = re.compile(r"[\s–—-]*\d{1,4}[\s–—-]*")


def read_pdf(data: bytes, name: str) -> Document:
    """The document in ``data``. Raises Unreadable: PDF_SCAN, PDF_BROKEN_TEXT, PDF_DRAWING, PASSWORD, BROKEN_PDF."""
    try:
        pages = _drawn(_opened(data))
    except Unreadable:
        raise
    except Exception as error:
        raise Unreadable("BROKEN_PDF") from error
    _check_text([piece.text for page in pages for piece in page.pieces], len(pages))
    sorted_pages = [_sorted(page) for page in pages]
    margin = min((line.x for page in sorted_pages for line in page.lines), default=0.0)
    blocks = _Blocks()
    for page in sorted_pages:
        blocks.add(page, margin)
    tables = any(isinstance(block, Pages) for block in blocks.found)
    return Document(name, "pdf", blocks.finished(), notes=("PDF_TABLES",) if tables else ("PDF_NO_TABLES",))


def _opened(data: bytes) -> PdfReader:
    reader = PdfReader(io.BytesIO(data))
    # Many are encrypted only against changes: the empty password opens them.
    if reader.is_encrypted and not reader.decrypt(""):
        raise Unreadable("PASSWORD")
    return reader


def _drawn(reader: PdfReader) -> list[Marks]:
    pages: list[Marks] = []
    for page in reader.pages[:MOST_PAGES]:
        pages.append(marks_of(page))
        if sum(marks.operations for marks in pages) > MOST_OPERATIONS:
            raise Unreadable("PDF_DRAWING")
    return pages


def _check_text(texts: list[str], pages: int) -> None:
    text = "".join(texts)
    said = len(_SAID.findall(text))
    if not pages or said < SCANNED * pages:
        raise Unreadable("PDF_SCAN")
    # Cyrillic letters of an old code page that are taken for western ones are nearly all accented: "Ïëàí".
    accented = len(_ACCENTED.findall(text)) > len(_LETTER.findall(text)) / 2
    if accented or len(_ODD.findall(text)) > BROKEN * said:
        raise Unreadable("PDF_BROKEN_TEXT")


@dataclass(frozen=True, slots=True)
class _Page:
    """A page sorted: its ruled tables, the lines outside them from top to bottom, and all its text."""

    grids: list[Grid]
    lines: list[Line]
    pieces: list[Piece]


def _sorted(page: Marks) -> _Page:
    grids = grids_of(page)
    outside = [piece for piece in page.pieces if not any(_inside(grid, piece) for grid in grids)]
    lines = [line for line in lines_of(outside) if not _PAGE_NUMBER.fullmatch(line.text)]
    return _Page(grids, lines, page.pieces)


class _Blocks:
    """Paragraphs and tables of all pages in their order."""

    def __init__(self) -> None:
        self.found: list[Line | Pages] = []

    def add(self, page: _Page, margin: float) -> None:
        """Add what stands on the next page."""
        lines = page.lines
        for grid in page.grids:
            above = [line for line in lines if line.y > grid.ys[0]]
            lines = lines[len(above) :]
            self.found.extend(paragraphs(above, margin))
            self._table(grid, laid(grid, page.pieces))
        self.found.extend(paragraphs(lines, margin))

    def _table(self, grid: Grid, cells: list[list[Cell]]) -> None:
        last = self.found[-1] if self.found else None
        if isinstance(last, Pages) and last.goes_on(grid):
            last.add(grid, cells)
        else:
            self.found.append(Pages(grid, cells))

    def finished(self) -> tuple[Paragraph | Table, ...]:
        """The blocks, counted as those of any document are."""
        texts = [block for block in self.found if isinstance(block, Line)]
        tables = [block for block in self.found if isinstance(block, Pages)]
        numbers = {id(block): index for group in (texts, tables) for index, block in enumerate(group)}
        return tuple(_block(block, numbers[id(block)]) for block in self.found)


def _block(block: Line | Pages, index: int) -> Paragraph | Table:
    if isinstance(block, Line):
        return Paragraph(index, block.text, bold=block.bold)
    return Table(index, "", tuple(block.rows), tuple(range(len(block.rows))))


def _inside(grid: Grid, piece: Piece) -> bool:
    return grid.place(piece.x + 1.0, piece.y + piece.size * 0.25) is not None
