"""What a file really is, told by its content. Its name is not asked: names lie."""

from __future__ import annotations

import codecs

MEDIA_TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "docm": "application/vnd.ms-word.document.macroEnabled.12",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "xlsm": "application/vnd.ms-excel.sheet.macroEnabled.12",
    "xlsb": "application/vnd.ms-excel.sheet.binary.macroEnabled.12",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "odt": "application/vnd.oasis.opendocument.text",
    "pdf": "application/pdf",
    "doc": "application/msword",
    "xls": "application/vnd.ms-excel",
    "rtf": "application/rtf",
    "html": "text/html",
    "xml": "application/xml",
    "csv": "text/csv",
    "txt": "text/plain",
    "png": "image/png",
    "jpg": "image/jpeg",
    "zip": "application/zip",
}
"""Media type by kind; a kind that is not here is ``application/octet-stream``."""

_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"),
    (b"{\\rtf", "rtf"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"\xff\xd8\xff", "jpg"),
    (b"II*\x00", "tiff"),
    (b"MM\x00*", "tiff"),
    (b"GIF8", "gif"),
    (b"Rar!\x1a\x07", "rar"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"\x1f\x8b", "gz"),
    (b"\x7fELF", "exe"),
    (b"\xcf\xfa\xed\xfe", "exe"),
    (b"\xca\xfe\xba\xbe", "exe"),
    (b"#!", "exe"),
)
_STREAMS: tuple[tuple[str, str], ...] = (
    ("EncryptedPackage", "encrypted"),
    ("WordDocument", "doc"),
    ("Workbook", "xls"),
    ("Book", "xls"),
    ("PowerPoint Document", "ppt"),
    ("__properties_version1.0", "msg"),
)
_TEXT_MARKS: tuple[tuple[str, str], ...] = (
    ("mime-version:", "mht"),
    ("<!doctype html", "html"),
    ("<html", "html"),
    ("<table", "html"),
    ("<?xml", "xml"),
)


def kind_of(data: bytes) -> str:
    """The kind of ``data`` as a short word: an extension without its dot, "ole", "encrypted", "empty" or "unknown".

    A zip archive is only called "zip" here; ``archive.kind_of_archive`` looks inside.
    """
    if not data.strip(b"\x00 \t\r\n"):
        return "empty"
    for signature, kind in _SIGNATURES:
        if data.startswith(signature):
            return _kind_of_ole(data) if kind == "ole" else kind
    if data.startswith(b"MZ") and b"\x00" in data[:64]:
        return "exe"
    if b"%PDF-" in data[:1024]:
        return "pdf"
    return _kind_of_text(data)


def _kind_of_ole(data: bytes) -> str:
    for stream, kind in _STREAMS:
        # A directory entry holds its name in UTF-16 and pads it with zeroes.
        if (stream + "\x00").encode("utf-16-le") in data:
            return kind
    return "ole"


def _kind_of_text(data: bytes) -> str:
    text = decode(data[:20_000])
    if text is None:
        return "unknown"
    start = text.lstrip("\ufeff \t\r\n")[:2000].lower()
    for mark, kind in _TEXT_MARKS:
        if mark in start:
            return kind
    lines = [line for line in text.splitlines() if line.strip()][:20]
    parted = min((max(line.count(";"), line.count(","), line.count("\t")) for line in lines), default=0)
    return "csv" if parted >= 1 and len(lines) > 1 else "txt"


def decode(data: bytes) -> str | None:
    """``data`` as text (UTF-8, UTF-16 or Windows-1251), or None where it holds control characters: no text at all."""
    for mark, encoding in ((codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16")):
        if data.startswith(mark):
            return data.decode(encoding, errors="ignore")
    if any(byte < 9 or 13 < byte < 32 for byte in data):
        return None
    # The piece may end inside a character, so a broken tail is no reason to doubt UTF-8.
    text = codecs.getincrementaldecoder("utf-8")("strict")
    try:
        return text.decode(data)
    except UnicodeDecodeError:
        return data.decode("cp1251", errors="replace")
