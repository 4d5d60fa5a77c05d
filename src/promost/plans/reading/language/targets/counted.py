"""What a figure counts: a unit of measure, people, or things; and how far its words reach."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from promost.plans.reading.language import units, vocabulary
from promost.plans.reading.language.targets.scan import Piece, words
from promost.plans.reading.language.units import PERSON, PIECE, Unit

_MOST_ADJECTIVES = 5
_SMALL = frozenset({"и", "в", "на", "из", "по", "для", "с", "к", "от", "до", "при", "о", "за"})


@dataclass(frozen=True, slots=True)
class Counted:
    """The unit, the index past its last piece, and the noun phrase as a label (piece indices); ``said`` if any is."""

    unit: Unit
    last: int
    label: tuple[int, int]
    said: bool


def counted(row: Sequence[Piece], at: int) -> Counted:
    """What the figure before ``row[at]`` counts; things (ед) where no noun follows."""
    folded = tuple(piece.word for piece in row)
    if at >= len(row):
        return Counted(PIECE, at, (at, at), said=False)
    phrase = words("phrases", "units").match(folded, at)
    if phrase is not None:
        return Counted(PIECE, at + phrase[1], (at, at + phrase[1]), said=True)
    measured = units.match(folded, at)
    if measured is not None:
        return Counted(measured[0], at + measured[1], (at, at + measured[1]), said=True)
    scale = _scale(folded, at)
    begin = at + (1 if scale else 0)
    head = _head(row, begin)
    if head is None:
        return Counted(units.scaled(scale, PIECE) if scale else PIECE, begin, (begin, begin), said=bool(scale))
    unit = PERSON if any(units.counts_people(row[i].word) for i in _own(row, begin, head)) else PIECE
    return Counted(units.scaled(scale, unit) if scale else unit, head + 1, (begin, head + 1), said=True)


def told_before(row: Sequence[Piece], at: int) -> Unit:
    """What a figure without a noun counts, by the words before it: "обучено не менее 60", "participants: 50"."""
    words_before = []
    for place in range(at - 1, max(at - 8, -1), -1):
        if row[place].kind != "word" and row[place].word not in {":", "–", "-"}:
            break
        words_before.append(row[place].word)
    verbs = words("people", "verbs")
    told = [word for word in words_before if verbs.find(word) is not None]
    marked = at and row[at - 1].word in {":", "–"}
    nouns = [word for word in words_before if marked and units.counts_people(word)]
    return PERSON if told or nouns else PIECE


def _scale(folded: Sequence[str], at: int) -> str:
    """Our own word for a scale word before a noun ("тыс. посещений"), or an empty text."""
    table = vocabulary.load("units.toml")["scales"]
    for stem, name in table.items():
        if folded[at] == stem or (stem.endswith("*") and folded[at].startswith(stem[:-1])):
            return str(name)
    return ""


def _head(row: Sequence[Piece], begin: int) -> int | None:
    """The index of the head noun of the phrase at ``begin``; None if no word of a noun phrase stands there."""
    if begin >= len(row) or row[begin].kind != "word":
        return None
    return _english_head(row, begin) if row[begin].word.isascii() else _russian_head(row, begin)


def _russian_head(row: Sequence[Piece], begin: int) -> int | None:
    """Past adjectives to the noun; the last adjective where no noun follows ("15 безработных")."""
    predicate = _is_predicate(row[begin].word) and not units.counts_people(row[begin].word)
    if predicate or row[begin].word in _SMALL:
        return None
    head = begin
    for at in range(begin, min(begin + _MOST_ADJECTIVES, len(row))):
        if row[at].kind != "word" or row[at].word in _SMALL:
            break
        head = at
        if not is_adjective(row[at].word):
            break
    return head


def _is_predicate(word: str) -> bool:
    """A short participle ("рекомендованы", "одобрено") or a verb: no noun follows the figure."""
    return word.endswith(("ны", "но", "на", "ны,", "ен", "ан", "ют", "ит", "ат", "ет")) and len(word) > 6


def _english_head(row: Sequence[Piece], begin: int) -> int | None:
    head = None
    for at in range(begin, min(begin + _MOST_ADJECTIVES + 1, len(row))):
        if row[at].kind not in {"word", "name"} or row[at].word in _stops():
            break
        if head is not None and row[at].word in _verbs():
            break
        if head is not None and row[at].word.endswith("ed") and units.read(row[head].word).okei is not None:
            break
        head = at
    return head


def _own(row: Sequence[Piece], begin: int, head: int) -> range:
    """The words of the phrase that may tell people: all for a noun used as an adjective, else the head alone."""
    first = row[begin].word
    if first.isascii() or head == begin:
        return range(head, head + 1)
    told = is_adjective(first) and units.counts_people(first) and first not in {"рабочих", "молодых", "ученых"}
    return range(begin if told else head, head + 1)


@cache
def _stops() -> frozenset[str]:
    return frozenset(vocabulary.load("targets/words.toml")["english"]["stops"])


@cache
def _verbs() -> frozenset[str]:
    return frozenset(vocabulary.load("targets/words.toml")["english"]["verbs"])


def is_adjective(word: str) -> bool:
    """Whether a Russian word has the ending of an adjective or a full participle."""
    table = vocabulary.load("targets/words.toml")["adjective"]
    return len(word) > 3 and word.endswith(tuple(table["endings"])) and word not in table["not_adjectives"]
