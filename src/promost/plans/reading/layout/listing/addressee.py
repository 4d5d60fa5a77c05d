"""Bodies that a protocol addresses in the dative: "Минпромторгу области представить перечень …"."""

from __future__ import annotations

import re
from functools import cache

from promost.plans.reading.layout.vocabulary import load

_VERB = r"(?:[а-яё]{2,}(?:ать|ять|ить|еть|уть|оть|ыть|чь)|[а-яё]*(?:вести|нести|йти|расти))(?:ся)?"
_ADDRESSED = re.compile(rf"^(?P<who>[А-ЯЁ«][^:;]*?)\s+{_VERB}\b")
_SHORT_MINISTRY = re.compile(r"^(Мин[а-яё]{3,}?)(у)?$")
_WORD = re.compile(r"[А-Яа-яЁё]+(?:-[А-Яа-яЁё]+)*")


def addressee(sentence: str) -> str:
    """The bodies before the sentence's first verb, in the nominative; '' where it begins otherwise."""
    match = _ADDRESSED.match(sentence)
    return named(match.group("who")) if match else ""


def named(text: str) -> str:
    """The bodies of a text that names them in the dative and says no more; '' where its first word is no body."""
    words = text.strip(" :").split(" ", 1)
    first = words[0]
    if first.casefold() not in _datives() and not _SHORT_MINISTRY.match(first):
        return ""
    return _WORD.sub(lambda match: _nominative(match.group()), text.strip(" :"))


def _nominative(word: str) -> str:
    known = _datives().get(word.casefold())
    if known is not None:
        return known[:1].upper() + known[1:] if word[:1].isupper() else known
    short = _SHORT_MINISTRY.match(word)
    return short.group(1) if short else word


@cache
def _datives() -> dict[str, str]:
    words: dict[str, str] = load("words")["addressed"]
    return words
