"""From bytes to a Document: the real kind is told by the content, and its reader is called."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from promost.kit.uploads import Archive, Refused, recognise
from promost.plans.reading.document import Document, Paragraph
from promost.plans.reading.sources.docx import read_docx
from promost.plans.reading.sources.ods import read_ods
from promost.plans.reading.sources.unreadable import Unreadable
from promost.plans.reading.sources.xls import read_xls
from promost.plans.reading.sources.xlsx import read_xlsx

ARCHIVE_READERS: dict[str, Callable[[Archive, str], Document]] = {"docx": read_docx, "xlsx": read_xlsx, "ods": read_ods}
_ADVICE = {
    "doc": "LEGACY_DOC",
    "xlsb": "BINARY_XLSX",
    "odt": "ODT",
    "rtf": "RTF",
    "html": "HTML",
    "mht": "HTML",
    "xml": "OFFICE_XML",
    "csv": "CSV",
    "txt": "PLAIN_TEXT",
    "pptx": "PRESENTATION",
    "ppt": "PRESENTATION",
    "ole": "LEGACY_OFFICE",
    "msg": "LEGACY_OFFICE",
    "png": "PICTURE",
    "jpg": "PICTURE",
    "tiff": "PICTURE",
    "gif": "PICTURE",
    "zip": "PLAIN_ARCHIVE",
    "rar": "PLAIN_ARCHIVE",
    "7z": "PLAIN_ARCHIVE",
    "gz": "PLAIN_ARCHIVE",
}
"""The code of the advice for each kind that is recognised but not read."""


def advice(kind: str) -> str:
    """The code of what to do about a file of a kind that is not read ("doc", "png", …)."""
    return _ADVICE.get(kind, "NOT_A_DOCUMENT")


def open_document(data: bytes, name: str) -> Document:
    """Read ``data`` (a whole file) as a document; ``name`` is only shown and compared with the real kind.

    Raises Unreadable, and nothing else, for whatever cannot be read.
    """
    try:
        return _open(data, name)
    except Refused as refusal:
        raise Unreadable(refusal.code, **{"name": name, **refusal.values}) from refusal
    except Unreadable as unreadable:
        raise Unreadable(unreadable.code, **{"name": name, **unreadable.values}) from unreadable


def _open(data: bytes, name: str) -> Document:
    kind, archive = recognise(data)
    if archive is not None and kind in ARCHIVE_READERS:
        document = ARCHIVE_READERS[kind](archive, name)
    elif kind == "xls":
        document = read_xls(data, name)
    elif kind == "pdf":
        from promost.plans.reading.sources.pdf import read_pdf  # noqa: PLC0415 - few plans need the heavy reader

        document = read_pdf(data, name)
    else:
        raise Unreadable(advice(kind), kind=kind)
    if not _says(document):
        raise Unreadable("EMPTY_DOCUMENT")
    return _with_note_of_name(document)


def _says(document: Document) -> bool:
    return any(block.text.strip() if isinstance(block, Paragraph) else block.grid for block in document.blocks)


def _with_note_of_name(document: Document) -> Document:
    extension = document.name.rpartition(".")[2].lower()
    if extension == document.kind or "." not in document.name:
        return document
    return replace(document, notes=(*document.notes, "RENAMED"))
