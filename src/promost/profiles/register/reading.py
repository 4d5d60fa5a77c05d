"""The rows of a piece, whatever its kind, one after another."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from promost.profiles.register import cards, egrul, figures, pieces, sme
from promost.profiles.register.cards import Place
from promost.profiles.register.documents import Element, documents
from promost.profiles.register.given import BadRow, Read, Unfit
from promost.profiles.register.pieces import Piece

READERS: dict[str, Callable[[Element, str], Read]] = {
    pieces.SME: sme.read,
    pieces.HEADCOUNT: figures.read_headcount,
    pieces.INCOME: figures.read_income,
    pieces.EGRUL: egrul.read,
}
IDS = ("ИдДок", "ОГРН")
INNS = ("ИННЮЛ", "ИНН")


def rows(piece: Piece, released: date, place: Place) -> Iterator[Read]:
    """Yield what each row says, or why it cannot be taken.

    ``released`` is the day of a table's release where its rows do not say; ``place`` reads a region's cell.
    Raises BadRegister, OSError.
    """
    if piece.kind == pieces.TABLE:
        yield from _of_table(piece, released, place)
        return
    reader = READERS[piece.kind]
    with piece.opens() as stream:
        head = stream.read(1 << 20)
    with piece.opens() as stream:
        for number, element in enumerate(documents(stream, head, piece.name, piece.tag), start=1):
            where = next((element.get(each) for each in IDS if element.get(each)), str(number))
            try:
                yield reader(element, where)
            except BadRow as bad:
                yield Unfit(where, _inn_of(element), bad.code, bad.values)


def _of_table(piece: Piece, released: date, place: Place) -> Iterator[Read]:
    assert piece.columns is not None  # noqa: S101 - a table has them; tells the type checker
    for line, cells in pieces.lines(piece):
        try:
            yield cards.read(cells, line, piece.columns, released, place)
        except BadRow as bad:
            at = piece.columns.at["inn"]
            yield Unfit(str(line), cells[at][:20] if at < len(cells) else "", bad.code, bad.values)


def _inn_of(element: Element) -> str:
    for each in (element, *element.iterchildren()):
        for name in INNS:
            if each.get(name):
                return str(each.get(name))[:20]
    return ""
