"""At least, at most, or exactly: the words before a figure, behind it, and the verb that makes "до" a floor."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from promost.plans.reading.language.targets.scan import Piece, matches_before, words

_FAR = 7


@dataclass(frozen=True, slots=True)
class Compared:
    """``sign`` ge, le or eq; ``first`` the index of the first piece that belongs to the promise."""

    sign: str
    first: int
    said: bool


def compared(row: Sequence[Piece], at: int) -> Compared:
    """How the figure at ``row[at]`` is compared, by the words before it."""
    folded = tuple(piece.word for piece in row)
    begin = _past_small_words(row, at)
    for place in dict.fromkeys((at, *range(at - 1, begin - 1, -1))):
        for sign in ("ge", "le", "eq"):
            length = matches_before(words("comparator", sign), folded, place)
            if length and not _stronger(folded, place, length, sign):
                first = place - length
                return Compared(_turned(row, first, sign, folded[first]), first, said=True)
    moved = _moved_to(row, at)
    return Compared(moved, at - 1, said=True) if moved else Compared("eq", begin, said=False)


def _stronger(folded: tuple[str, ...], place: int, length: int, sign: str) -> bool:
    """Whether a longer phrase of the other sign covers this one: "не более" over "более"."""
    other = "le" if sign == "ge" else "ge"
    return matches_before(words("comparator", other), folded, place) > length


def _past_small_words(row: Sequence[Piece], at: int) -> int:
    """The index of the first of the small words straight before the figure."""
    small = words("between", "words")
    while at > 0 and small.find(row[at - 1].word) is not None:
        at -= 1
    return at


def _turned(row: Sequence[Piece], first: int, sign: str, word: str) -> str:
    """The sign of "до N": a ceiling, or a floor after a word of growth ("увеличить долю до 45 %")."""
    if word != "до":
        return sign
    return "ge" if direction(row, first) > 0 else "le"


def _moved_to(row: Sequence[Piece], at: int) -> str:
    """The sign of English "increase … to N", "reduce … to N"; empty if no such verb stands before."""
    if at == 0 or row[at - 1].word not in {"to", "by", "на"}:
        return ""
    way = direction(row, at)
    if row[at - 1].word != "to":
        return ""
    return {1: "ge", -1: "le"}.get(way, "")


def direction(row: Sequence[Piece], at: int) -> int:
    """1 if a word of growth stands among the words before ``row[at]`` in its clause, -1 for one of decline, else 0."""
    for place in range(at - 1, max(at - 1 - _FAR, -1), -1):
        if row[place].word in {";", "."}:
            return 0
        if words("direction", "up").find(row[place].word):
            return 1
        if words("direction", "down").find(row[place].word):
            return -1
    return 0


def behind(row: Sequence[Piece], at: int) -> tuple[str, int] | None:
    """Such as "… и более", "… or more" at ``row[at]``: the sign and the index past it."""
    folded = tuple(piece.word for piece in row)
    if at >= len(row):
        return None
    for sign in ("ge", "le"):
        found = words("after", sign).match(folded, at)
        if found is not None:
            return sign, at + found[1]
    return None
