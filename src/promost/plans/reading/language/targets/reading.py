"""Numbers promised in prose: "заключено не менее 6 соглашений на сумму не менее 45 млн рублей"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from promost.kit import text as texts
from promost.plans.reading.draft import Target
from promost.plans.reading.language import numbers, units
from promost.plans.reading.language.targets.comparing import Compared, behind, compared, direction
from promost.plans.reading.language.targets.counted import Counted, counted, told_before
from promost.plans.reading.language.targets.excluding import is_term, is_year, names_something, per_one
from promost.plans.reading.language.targets.scan import Piece, pieces, words
from promost.plans.reading.language.targets.spelled import spelled

_CYRILLIC = re.compile(r"[\u0400-\u04ff]")


@dataclass(frozen=True, slots=True)
class _Found:
    """A figure or number word: its value, and the pieces it takes."""

    value: Decimal
    first: int
    last: int


@lru_cache(maxsize=8192)
def read(text: str) -> tuple[Target, ...]:
    """Every number that the text promises, in order: value, unit, OKEI code, comparator, its words. Never raises.

    Years, dates, numbers of documents, ordinals, points, hours of the day and frequencies are no promises.
    """
    cleaned = texts.clean(text)
    row = pieces(cleaned)
    english = not _CYRILLIC.search(cleaned)
    targets: list[Target] = []
    done = -1
    for found in _numbers(row, english=english):
        if found.first < done:
            continue
        made, done = _target(cleaned, row, found)
        targets += made
    return tuple(dict.fromkeys(targets))


def _numbers(row: Sequence[Piece], *, english: bool) -> Iterator[_Found]:
    at = 0
    while at < len(row):
        if row[at].kind == "figure" and not names_something(row, at):
            value = numbers.from_digits(row[at].word, english=english)
            if value is not None:
                yield _Found(value, at, _past_words_in_brackets(row, at + 1))
        elif row[at].kind == "word":
            said = spelled(row, at)
            if said is not None:
                yield _Found(said[0], at, said[1])
                at = said[1] - 1
        at += 1


def _past_words_in_brackets(row: Sequence[Piece], at: int) -> int:
    """Such as "5 (пяти) предприятий": the number said again in words."""
    if at + 2 < len(row) and row[at].word == "(" and row[at + 2].word == ")" and numbers.in_words(row[at + 1].word):
        return at + 3
    return at


def _target(text: str, row: Sequence[Piece], found: _Found) -> tuple[list[Target], int]:
    """The promises that begin with one number (two for "от 10 до 15"), and the index past them."""
    stretch = _stretch(row, found)
    last_number = stretch or _share(row, found) or found
    later = behind(row, last_number.last)
    what = counted(row, later[1] if later is not None else last_number.last)
    currency = _currency_before(row, found.first)
    sign = compared(row, found.first if currency is None else found.first - 1)
    if currency is not None:
        what = _in_currency(row, last_number.last, currency)
    moves = stretch is not None and what.unit.name not in {"ч", "год"}
    if _no_promise(row, found, sign, what, moves=moves):
        return [], last_number.last
    if stretch is not None:
        return _stretched(text, row, found, stretch, sign, what), what.last
    later = later or behind(row, what.last)
    if later is not None and not sign.said:
        sign = Compared(later[0], sign.first, said=True)
    if not what.said:
        what = replace(what, unit=told_before(row, found.first))
    return [_made(text, row, found.value, sign.sign, sign.first, what)], max(what.last, found.last)


def _no_promise(row: Sequence[Piece], found: _Found, sign: Compared, what: Counted, *, moves: bool) -> bool:
    """Whether the figure promises nothing; a length of time that ``moves`` ("с 30 до 15 дней") is no term."""
    at = found.first
    if not moves and is_term(row, at, sign, what):
        return True
    if row[at].kind != "figure":
        return False
    if is_year(row, at, sign, what) or per_one(row, at):
        return True
    return not sign.said and not what.said and not _alone(row, found)


def _alone(row: Sequence[Piece], found: _Found) -> bool:
    """A figure with neither comparator nor noun counts only where it is told: "охват: 25", "обучено 8"."""
    if found.first == 0:
        return False
    before = row[found.first - 1].word
    if found.last < len(row) and row[found.last].word in {"из", "of"}:
        return True
    return before in {"–", ":"} or before.endswith(("но", "ны", "ено", "ed"))


def _stretch(row: Sequence[Piece], found: _Found) -> _Found | None:
    """The second number of "с 30 до 15", "от 10 до 15", "10–15", "from 10 to 15"."""
    at = found.last
    if at + 1 >= len(row) or row[at + 1].kind != "figure":
        joint = (
            at + 2 < len(row)
            and row[at].word == "%"
            and row[at + 1].word in {"до", "to"}
            and row[at + 2].kind == "figure"
        )
        if not joint:
            return None
        at += 1
    if row[at].word in {"and", "и"} and (found.first == 0 or row[found.first - 1].word not in {"between", "между"}):
        return None
    if row[at].word not in {"до", "to", "–", "-", "and", "и"}:
        return None
    if row[at].word in {"до", "to"} and (found.first == 0 or row[found.first - 1].word not in {"с", "от", "from"}):
        return None
    value = numbers.from_digits(row[at + 1].word)
    return None if value is None else _Found(value, at + 1, at + 2)


def _share(row: Sequence[Piece], found: _Found) -> _Found | None:
    """The whole in "5 из 12 площадок": the promise is the first number, the noun stands behind the second."""
    at = found.last
    if at + 1 < len(row) and row[at].word in {"из", "of"} and row[at + 1].kind == "figure":
        return _Found(found.value, at + 1, at + 2)
    return None


def _stretched(
    text: str, row: Sequence[Piece], found: _Found, second: _Found, sign: Compared, what: Counted
) -> list[Target]:
    """Such as "с 30 до 15" moves to the second number; "от 10 до 15" and "10–15" promise the first at least."""
    before = row[found.first - 1].word if found.first else ""
    first = found.first - 1 if before in {"с", "от", "from"} else sign.first
    if before in {"с", "from"}:
        way = direction(row, found.first)
        falls = way < 0 or (way == 0 and second.value < found.value)
        return [_made(text, row, second.value, "le" if falls else "ge", first, what)]
    low = _made(text, row, found.value, "ge", first, what)
    return [low, _made(text, row, second.value, "le", first, what)]


def _currency_before(row: Sequence[Piece], at: int) -> str | None:
    if at and words("currency", "before").find(row[at - 1].word) is not None:
        return row[at - 1].word
    return None


def _in_currency(row: Sequence[Piece], at: int, currency: str) -> Counted:
    """Such as "EUR 1.5 million", "€2m": the scale word behind the figure, the currency before it."""
    unit = units.read(currency)
    factor = numbers.scale(row[at].word) if at < len(row) and row[at].kind == "word" else None
    scale = units.scale_name(factor) if factor is not None else ""
    return Counted(units.scaled(scale, unit) if scale else unit, at + bool(scale), (at, at), said=True)


def _made(text: str, row: Sequence[Piece], value: Decimal, sign: str, first: int, what: Counted) -> Target:
    folded = tuple(piece.word for piece in row)
    last = what.last
    rate = words("rates", "phrases").match(folded, last) if last < len(row) else None
    last += rate[1] if rate else 0
    said = text[row[first].begin : row[last - 1].end]
    label = text[row[what.label[0]].begin : row[what.label[1] - 1].end] if what.label[1] > what.label[0] else ""
    return Target(value, what.unit.name, what.unit.okei, sign, said.strip(" –-:,"), label)
