"""Which indicator a promise speaks of: proposed from its words and its unit, for an officer to confirm. Pure.

An indicator's ``words`` are phrases; each word of a phrase begins a word of the document. A phrase weighs the mean of
its heaviest word and of all its words together: words that name what is counted weigh most, then those of the same
clause, of the same sentence, of the row's result, of its title. Two indicators that weigh the same give no proposal.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache

from promost.kit.text import fold
from promost.profiles import breakdowns, definitions
from promost.registry import rooms, units

LABEL, CLAUSE, SENTENCE, RESULT, TITLE = 28, 20, 10, 6, 4
"""What a word weighs where it is found."""
AT_HOME = 4
"""What it adds that the measure's direction is the one whose work the indicator counts."""
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*|\d+")
_CLAUSES = re.compile(r"[;()]|[,.](?!\d)")
_SENTENCES = re.compile(r";|\.(?!\d)")


@dataclass(frozen=True, slots=True)
class Asked:
    """A promise: what is counted and its own words, its unit, and the row it stands in ("" for a line of the annex)."""

    label: str
    text: str = ""
    okei: str = ""
    unit: str = ""
    direction: str = ""
    title: str = ""
    result: str = ""


@dataclass(frozen=True, slots=True)
class Proposal:
    """An indicator's code, and the breakdown that the words name ("" for all)."""

    code: str
    breakdown: str = ""


@dataclass(frozen=True, slots=True)
class Candidate:
    """An indicator that may be proposed. ``phrases`` are its words, folded and parted."""

    code: str
    source: str
    okei: str
    unit: str
    phrases: tuple[tuple[str, ...], ...]
    breakdowns: Mapping[str, Sequence[str]] = field(default_factory=dict)


def propose(asked: Asked, candidates: Sequence[Candidate] | None = None) -> Proposal | None:
    """Return the indicator that the words point to, or None where they point to none, or to two alike.

    Only an indicator of the same quantity is proposed: thousands of roubles for millions, never people for enterprises.
    """
    texts = _texts(asked)
    known = built_in() if candidates is None else candidates
    weighed = [(_weight(texts, each, asked.direction), each) for each in known if _fits(asked, each)]
    best = max((weight for weight, _ in weighed), default=0)
    found = [each for weight, each in weighed if weight == best]
    if best < CLAUSE or len(found) > 1:
        return None
    return Proposal(found[0].code, _breakdown(texts, found[0]))


@cache
def built_in() -> tuple[Candidate, ...]:
    """Return the indicators of the data files that have words."""
    return tuple(
        Candidate(each.code, each.source, each.okei, each.unit_ru, _phrases(each.words), each.breakdowns)
        for each in definitions.built_in()
        if each.words
    )


def same_quantity(one: str, other: str) -> bool:
    """Tell whether two OKEI codes measure the same thing, so that one converts into the other."""
    known = units.built_in()
    return one == other or (one in known and other in known and known[one].base == known[other].base)


def is_same_quantity(okei: str, unit: str, other_okei: str, other_unit: str) -> bool:
    """Tell whether two units measure the same thing; those without an OKEI code by how they are written."""
    if okei and other_okei:
        return same_quantity(okei, other_okei)
    return okei == other_okei and _bare(unit) == _bare(other_unit)


_Texts = Sequence[tuple[int, Sequence[str]]]
"""The words of a promise and of its row, with what they weigh, the heaviest first."""


def _texts(asked: Asked) -> _Texts:
    label = _telling(asked.label, asked.unit)
    clause = _around(asked.text, asked.result, _CLAUSES)
    sentence = _around(asked.text, asked.result, _SENTENCES)
    if not label and not _telling(clause, asked.unit):
        clause = sentence
    return (
        (LABEL, label),
        (CLAUSE, _words(f"{asked.text} {clause}")),
        (SENTENCE, _words(sentence)),
        (RESULT, _words(asked.result)),
        (TITLE, _words(asked.title)),
    )


def _telling(text: str, unit: str) -> list[str]:
    """The words of a text that say what is counted: no numbers, no unit, none of "not less than"."""
    unit_words = _words(unit)
    return [word for word in _words(text) if not word.isdigit() and word not in _empty() and word not in unit_words]


def _weigh(texts: _Texts, stem: str) -> int:
    return next((weight for weight, words in texts if _begins(stem, words)), 0)


def _weight(texts: _Texts, candidate: Candidate, direction: str) -> float:
    best = 0.0
    for phrase in candidate.phrases:
        weights = [_weigh(texts, stem) for stem in phrase]
        if all(weights) and max(weights) >= CLAUSE:
            best = max(best, (max(weights) + sum(weights)) / 2)
    return best + AT_HOME if best and candidate.source == direction else best


def _fits(asked: Asked, candidate: Candidate) -> bool:
    return is_same_quantity(asked.okei, asked.unit, candidate.okei, candidate.unit)


def _breakdown(texts: _Texts, candidate: Candidate) -> str:
    chosen = {}
    for dimension, values in candidate.breakdowns.items():
        known = breakdowns.dimensions()[dimension]
        for words in _places(texts, known.context):
            said = [value for value in values if _says(words, known.values[value].words)]
            if len(said) == 1:
                chosen[dimension] = said[0]
            if said:
                break
    return breakdowns.canonical(chosen)


def _places(texts: _Texts, context: bool) -> Iterable[Sequence[str]]:
    """Where a value is looked for: what is said of the promise itself, then, where it may be, the rest of its row."""
    yield [word for weight, words in texts if weight >= CLAUSE for word in words]
    if context:
        yield from (words for weight, words in texts if weight < CLAUSE)


def _says(words: Sequence[str], phrases: Sequence[str]) -> bool:
    return any(all(_begins(stem, words) for stem in phrase) for phrase in _phrases(tuple(phrases)))


def _around(text: str, result: str, signs: re.Pattern[str]) -> str:
    """The part of the result, between two of the signs, in which the promise's own words stand."""
    wanted, whole = fold(text), fold(result)
    start = whole.find(wanted) if wanted else -1
    if start < 0:
        return ""
    before = [match.end() for match in signs.finditer(whole, 0, start)]
    after = signs.search(whole, start + len(wanted))
    return whole[before[-1] if before else 0 : after.start() if after else len(whole)]


def _begins(stem: str, words: Sequence[str]) -> bool:
    return any(word.startswith(stem) for word in words)


def _words(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_WORD.findall(fold(text))))


@lru_cache(maxsize=2048)
def _phrases(phrases: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(fold(phrase).split()) for phrase in phrases)


@cache
def _empty() -> frozenset[str]:
    return frozenset(rooms.data("promost.profiles:data/words.toml")["empty"])


def _bare(unit: str) -> str:
    return "".join(sign for sign in fold(unit) if sign.isalnum())
