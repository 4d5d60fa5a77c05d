"""What goes into a document and what comes out of it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Spot:
    """A row of a document: ``part`` is "table" or "sheet", ``index`` the table's, ``row`` its own, as read."""

    part: str
    index: int
    row: int


@dataclass(frozen=True, slots=True)
class Entry:
    """What is written beside a row, or at the head of the columns: the fact and the state, plain text."""

    fact: str
    state: str

    @property
    def both(self) -> str:
        """State and fact in one cell, on lines of their own."""
        return "\n".join(text for text in (self.state, self.fact) if text)


@dataclass(frozen=True, slots=True)
class Returned:
    """A document with its columns.

    ``appended`` are the tables that gained columns, ``filled`` those whose own empty columns were filled;
    ``unplaced`` the rows that were given and do not stand in any table of the document. ``notes`` are codes of what
    its reader should know: SIGNATURE_GONE, NO_HEADING, PRINT_AREA.
    """

    data: bytes
    appended: tuple[int, ...]
    filled: tuple[int, ...]
    unplaced: tuple[Spot, ...]
    notes: tuple[str, ...] = ()


class NotReturned(Exception):
    """The document cannot be given back with columns. ``code`` says why, ``values`` are named in its sentence.

    Codes: KIND, NO_TABLE, NO_ROOM, TOO_LARGE, UNREADABLE, or a code of the reader.
    """

    def __init__(self, code: str, **values: str) -> None:
        super().__init__(code)
        self.code = code
        self.values = values


LARGEST = 16 * 1024 * 1024
"""The largest part of a document that is changed, in bytes of XML."""
