"""What kind of office document an archive is, and whether it carries programs."""

from __future__ import annotations

import re

from promost.kit.uploads.archive import MEGABYTE, Archive
from promost.kit.uploads.refused import Refused

_CONTENT_TYPES = "[Content_Types].xml"
_OOXML: tuple[tuple[str, str], ...] = (
    ("ms-word.document.macroenabled", "docm"),
    ("ms-word.template.macroenabled", "docm"),
    ("ms-excel.sheet.macroenabled", "xlsm"),
    ("ms-excel.template.macroenabled", "xlsm"),
    ("ms-excel.sheet.binary.macroenabled", "xlsb"),
    ("wordprocessingml.document.main", "docx"),
    ("wordprocessingml.template.main", "docx"),
    ("spreadsheetml.sheet.main", "xlsx"),
    ("spreadsheetml.template.main", "xlsx"),
    ("presentationml.", "pptx"),
)
_ODF: tuple[tuple[str, str], ...] = (
    ("application/vnd.oasis.opendocument.spreadsheet", "ods"),
    ("application/vnd.oasis.opendocument.text", "odt"),
)
_MACRO_PART = re.compile(r"(^|/)vbaProject[^/]*\.bin$|(^|/)macrosheets/|^Scripts/.", re.IGNORECASE)
_BASIC_MODULE = re.compile(r"^Basic/.+/(?!script-l[bc]\.xml$)[^/]+\.xml$")


def kind_of_archive(archive: Archive) -> str:
    """The kind: "docx", "xlsx", "docm", "ods", "odt", "pptx" …, or "zip" where the archive is no office document."""
    if _CONTENT_TYPES in archive:
        types = archive.read(_CONTENT_TYPES, MEGABYTE).decode("utf-8", errors="replace").casefold()
        return _first(_OOXML, types) or _by_parts(archive)
    if "mimetype" in archive:
        return _first(_ODF, archive.read("mimetype", 1000).decode("ascii", errors="replace")) or "zip"
    return _by_parts(archive)


def _first(marks: tuple[tuple[str, str], ...], text: str) -> str:
    return next((kind for mark, kind in marks if mark in text), "")


def _by_parts(archive: Archive) -> str:
    """Some programs leave the list of types out or name it wrongly; the main part still tells."""
    for part, kind in (("word/document.xml", "docx"), ("xl/workbook.xml", "xlsx"), ("xl/workbook.bin", "xlsb")):
        if part in archive:
            return kind
    return "zip"


def refuse_locked(archive: Archive) -> None:
    """Raise Refused PASSWORD where an OpenDocument file is encrypted: its parts are there, but not to be read."""
    manifest = "META-INF/manifest.xml"
    if manifest in archive and b"encryption-data" in archive.read(manifest, MEGABYTE):
        raise Refused("PASSWORD")


def refuse_programs(archive: Archive, kind: str) -> None:
    """Raise Refused MACROS where a document carries macros, under whatever extension."""
    carries = any(_MACRO_PART.search(name) or _BASIC_MODULE.search(name) for name in archive.sizes)
    if carries or kind in {"docm", "xlsm"}:
        raise Refused("MACROS", {"kind": kind})
