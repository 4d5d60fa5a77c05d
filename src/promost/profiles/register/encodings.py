"""In what encoding a file really is, whatever it says: open registers declare windows-1251 and are UTF-8. Pure."""

from __future__ import annotations

import codecs
import re
from typing import IO

SAMPLE = 1 << 20
_DECLARED = re.compile(rb"""<\?xml[^>]*encoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def of_xml(head: bytes) -> str:
    """Return the encoding to read XML in, "" where what it declares can be trusted; ``head`` is its beginning.

    Only UTF-8 and Windows-1251 are told apart: a text that is not ASCII and is valid UTF-8 is UTF-8.
    """
    if head.startswith(UTF16):
        return "utf-16"
    declared = _DECLARED.search(head[:400])
    named = declared.group(1).decode("ascii").lower() if declared else "utf-8"
    if named not in {"utf-8", "utf8", "windows-1251", "cp1251"}:
        return ""
    return "utf-8" if is_utf8(head) else "windows-1251"


def of_text(stream: IO[bytes]) -> str:
    """Return the encoding of a table, reading it to its end in steps: UTF-16 by its mark, else UTF-8, else cp1251."""
    head = stream.read(SAMPLE)
    if head.startswith(UTF16):
        return "utf-16"
    decoder = codecs.getincrementaldecoder("utf-8-sig")()
    try:
        while head:
            decoder.decode(head)
            head = stream.read(SAMPLE)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return "cp1251"
    return "utf-8-sig"


def is_utf8(sample: bytes) -> bool:
    """Tell whether a piece of a file is UTF-8; a letter cut off at its end does not count."""
    try:
        codecs.getincrementaldecoder("utf-8")().decode(sample)
    except UnicodeDecodeError:
        return False
    return True
