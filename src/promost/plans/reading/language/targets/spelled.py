"""Numbers in words inside a sentence: "не менее пяти предприятий", "two workshops"."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from promost.plans.reading.language import numbers, units, vocabulary
from promost.plans.reading.language.targets.comparing import compared
from promost.plans.reading.language.targets.scan import Piece, words

_PLAIN = frozenset(
    [
        "два",
        "две",
        "три",
        "четыре",
        "пять",
        "шесть",
        "семь",
        "восемь",
        "девять",
        "десять",
        "одиннадцать",
        "двенадцать",
        "пятнадцать",
        "двадцать",
        "тридцать",
        "сорок",
        "пятьдесят",
        "сто",
        "двести",
        "триста",
        "пятьсот",
    ]
)
_ONE = frozenset({"один", "одна", "одно", "одного", "одной", "одну", "одному", "одном", "one"})
_ONE_THING = frozenset({"один", "одна", "одно", "одну", "one"})
_WHERE = frozenset({"на", "в", "для", "по", "из", "с"})


def spelled(row: Sequence[Piece], at: int) -> tuple[Decimal, int] | None:
    """The number that the words at ``row[at]`` promise and the index past them; None if they promise none."""
    last = at
    while last < len(row) and row[last].kind == "word" and row[last].word in vocabulary.cardinals():
        last += 1
    if last == at or row[at].word in vocabulary.scales() or last >= len(row):
        return None
    while last - 1 > at and row[last - 1].word in vocabulary.scales():
        last -= 1
    amount = numbers.in_words(" ".join(piece.word for piece in row[at:last]))
    noun = row[last].word
    if row[last].word == "-" and row[last].begin == row[last - 1].end:
        return None
    if amount is None or row[last].kind not in {"word", "sign"} or not noun.strip(",;.):–"):
        return None
    if words("excluded", "counted_nothing").find(noun) is not None or noun in _WHERE:
        return None
    return (amount, last) if _promised(row, at, noun) else None


def _promised(row: Sequence[Piece], at: int, noun: str) -> bool:
    """Compared words always count; plain ones in the form of a subject; others only before a noun we know."""
    if compared(row, at).said:
        return True
    word = row[at].word
    known = units.read(noun).okei is not None
    if word in _ONE:
        return word in _ONE_THING
    if word.isascii() or word in _PLAIN:
        return True
    return known and at > 0 and row[at - 1].word in _WHERE
