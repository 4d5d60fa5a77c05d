"""What matching says of an enterprise and a scheme, in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from promost.matching import Criteria, Engine, Verdict
from promost.profiles import schema
from promost.profiles.schema import enterprise_schema

WORDS = {
    "yes": (_("fits"), "ok"),
    "no": (_("does not fit"), "bad"),
    "unknown": (_("cannot be said yet"), "warn"),
}


@dataclass(frozen=True, slots=True)
class Said:
    """The answer in words, a kind of chip, the reasons, the way to a yes, what is to be found out."""

    answer: str
    word: Any
    kind: str
    sentences: list[str]
    way: str
    missing: list[str]


def said_of(criteria: dict[str, Any], record: dict[str, Any], day: date) -> Said:
    """Return what matching says of a record under criteria on a day."""
    engine = Engine(enterprise_schema(), {"it": Criteria.from_json(criteria)}, day)
    return _said(engine.explain(record)["it"])


def word_of(verdict: str) -> tuple[Any, str]:
    """Return the words and the kind of chip for an answer that was kept with an application."""
    return WORDS.get(verdict, (_("not asked"), "neutral"))


def _said(verdict: Verdict) -> Said:
    language = "en" if (get_language() or "ru").startswith("en") else "ru"
    answer = str(verdict.answer)
    names = schema.by_code()
    missing = [str(names[code].name) if code in names else code for code in verdict.missing]
    word, kind = WORDS[answer]
    way = verdict.way(language) if answer == "no" else ""
    return Said(answer, word, kind, list(verdict.sentences(language)), way, missing)
