"""A look through a whole XML file before anything of it is saved: is it well-formed, and how many documents has it?

In constant memory, at the speed of the expat library: a file that is broken at its end is refused before its beginning
is loaded.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import IO
from xml.parsers import expat

from promost.profiles.register.encodings import SAMPLE, of_xml
from promost.profiles.register.problems import BadRegister

CODECS = {"windows-1251": "cp1251"}


def look(stream: IO[bytes], part: str, tag: str, watch: Callable[[int], None]) -> int:
    """Return how often ``tag`` begins. ``watch`` is told the bytes of each step.

    Raises BadRegister: BROKEN_XML with line and column, DOCTYPE, NOTHING.
    """
    piece = stream.read(SAMPLE)
    if not piece.strip():
        raise BadRegister("NOTHING", part)
    encoding = of_xml(piece)
    parser = expat.ParserCreate(encoding or None)
    parser.StartDoctypeDeclHandler = _refuse(part)
    begins, count, tail = f"<{tag}".encode(CODECS.get(encoding, encoding) or "utf-8"), 0, b""
    try:
        while piece:
            parser.Parse(piece, False)
            seen = tail + piece
            count += seen.count(begins)
            tail = seen[-len(begins) + 1 :]
            watch(len(piece))
            piece = stream.read(SAMPLE)
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        why = expat.ErrorString(error.code)
        raise BadRegister("BROKEN_XML", part, line=error.lineno, column=error.offset + 1, why=why) from None
    return count


def _refuse(part: str) -> Callable[..., None]:
    def refuse(*_: object) -> None:
        raise BadRegister("DOCTYPE", part)

    return refuse
