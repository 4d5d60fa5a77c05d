"""Figures that promise nothing: years, dates, numbers of documents and points, frequencies, lengths of a term."""

from __future__ import annotations

from collections.abc import Sequence

from promost.plans.reading.language import units, vocabulary
from promost.plans.reading.language.targets.comparing import Compared
from promost.plans.reading.language.targets.counted import Counted
from promost.plans.reading.language.targets.scan import Piece, words

_YEARS = range(1990, 2061)
_MOST_DIGITS = 13
_HOURS = 24


def names_something(row: Sequence[Piece], at: int) -> bool:
    """Whether the figure is a date, a number of a document or point, a place in a list, or a frequency."""
    folded = tuple(piece.word for piece in row)
    if len(row[at].word) > _MOST_DIGITS:
        return True
    if at and words("excluded", "before").find(row[at - 1].word) is not None and not _spread(row, at):
        return True
    after = row[at + 1] if at + 1 < len(row) else None
    if after is None:
        return False
    if words("excluded", "after").match(folded, at + 1) is not None or _quarter(folded, at + 1):
        return True
    if _of_years_of_study(row, at):
        return True
    opens = at == 0 or row[at - 1].word in {";", "."}
    return opens and after.word in {")", "."} and after.begin == row[at].end


def _of_years_of_study(row: Sequence[Piece], at: int) -> bool:
    """Such as "студентов 3–4 курсов": the figures name whose course it is."""
    last = at + 2 if at + 2 < len(row) and row[at + 1].word in {"–", "-"} and row[at + 2].kind == "figure" else at
    if at == 0 or last + 1 >= len(row) or not row[last + 1].word.startswith(("курс", "класс")):
        return False
    before = at - 2 if at > 1 and row[at - 1].word in {"–", "-"} and row[at - 2].kind == "figure" else at
    return before > 0 and units.counts_people(row[before - 1].word)


def _quarter(folded: Sequence[str], at: int) -> bool:
    """Whether "кв." is a quarter unless metres follow."""
    return folded[at] == "кв" and (at + 1 >= len(folded) or not folded[at + 1].startswith("м"))


def _spread(row: Sequence[Piece], at: int) -> bool:
    """Whether a clear gap ("часть – 5 %") parts the figure from the word before."""
    return row[at - 1].word in {"–", ":", "часть", "части"} and at + 1 < len(row) and row[at + 1].word == "%"


def is_year(row: Sequence[Piece], at: int, sign: Compared, what: Counted) -> bool:
    """Whether a figure of four digits is a calendar year: nothing is compared and nothing counted."""
    word = row[at].word
    return word.isdigit() and len(word) == 4 and int(word) in _YEARS and not sign.said and not _known(row, what)


def _known(row: Sequence[Piece], what: Counted) -> bool:
    return what.said and what.last <= len(row) and what.unit.name != "ед"


def is_term(row: Sequence[Piece], at: int, sign: Compared, what: Counted) -> bool:
    """Whether a length of time is a term or an hour of the day: "через 6 месяцев", "в 10 часов"."""
    name = what.unit.name
    if name == "год":
        return True
    before = [piece.word for piece in row[max(sign.first - 2, 0) : at]]
    if name == "ч":
        clock = before[-1:] in (["в"], ["к"], ["с"], ["at"], ["from"])
        return clock and not sign.said and row[at].word.isdigit() and int(row[at].word) <= _HOURS
    if name not in vocabulary.load("targets/words.toml")["excluded"]["durations"]:
        return False
    lead = words("excluded", "term_before")
    return not sign.said or any(
        lead.find(word) is not None for word in before if word not in {"до", "срок", "in", "by"}
    )


def per_one(row: Sequence[Piece], at: int) -> bool:
    """Whether the figure is the base of a ratio: "на 1 работающего", "в расчете на 1000 жителей"."""
    if at < 1 or row[at].word not in {"1", "100", "1000", "1 000", "10 000", "100 000"}:
        return False
    if row[at - 1].word == "per":
        return True
    base = row[at - 1].word == "на" and at >= 2 and row[at - 2].word.startswith("расч")
    return base or (row[at - 1].word == "на" and row[at].word == "1")
