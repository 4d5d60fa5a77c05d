"""Which question comes next: the one whose answer decides most schemes."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import lru_cache

from promost.matching import Engine, Truth
from promost.profiles import schema
from promost.profiles.schema import EnterpriseField
from promost.support.navigator.standing import Standing

SAMPLE = 300
"""Open schemes that are looked at; among more, every so many-th is, which keeps the answer quick and near the truth."""


@dataclass(frozen=True, slots=True)
class Question:
    """A field to ask for. ``waiting``: for how many schemes its answer is wanted."""

    field: EnterpriseField
    waiting: int


def next_question(standing: Standing) -> Question | None:
    """Return what to ask next, None when nothing more is worth asking; "I don't know" is not asked again."""
    asked = standing.subject.answers
    best = next((code for code in deciding(standing) if code not in asked), None)
    return question_of(standing, best) if best else None


def question_of(standing: Standing, code: str) -> Question:
    """Return the question for a field. Raises KeyError for one that is not there."""
    return Question(schema.by_code()[code], standing.waiting_for(code))


def deciding(standing: Standing) -> Mapping[str, float]:
    """Return the unknown fields, the one that is expected to settle most schemes first."""
    if not standing.subject.record:
        return _of_nobody(standing.engine)
    waiting = [fit.key for fit in standing.fits if fit.verdict.answer is Truth.UNKNOWN]
    return _ranked([standing.verdicts[key].decisive for key in sampled(waiting)])


def sampled(keys: Collection[str]) -> list[str]:
    """Return the keys themselves, or SAMPLE of them, evenly spread."""
    rows = list(keys)
    return rows if len(rows) <= SAMPLE else [rows[place * len(rows) // SAMPLE] for place in range(SAMPLE)]


@lru_cache(maxsize=4)
def _of_nobody(engine: Engine) -> Mapping[str, float]:
    """Of an enterprise of which nothing is known all schemes are open: the first question is the same for everybody."""
    verdicts = engine.explain({})
    waiting = [key for key, answer in verdicts.answers().items() if answer is Truth.UNKNOWN]
    return _ranked([verdicts[key].decisive for key in sampled(waiting)])


def _ranked(shares: Collection[Mapping[str, float]]) -> dict[str, float]:
    expected: dict[str, float] = {}
    for each in shares:
        for code, share in each.items():
            expected[code] = expected.get(code, 0.0) + share
    place = {code: at for at, code in enumerate(schema.by_code())}
    return dict(sorted(expected.items(), key=lambda item: (-item[1], place[item[0]])))
