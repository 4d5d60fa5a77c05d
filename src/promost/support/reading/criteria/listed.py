"""Activities of a scheme: the list of codes, the words about restrictions, and which of them to believe."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from promost.kit.text import fold
from promost.support.reading.cells.codes import classes, says_unrestricted
from promost.support.reading.cells.words import is_none, load
from promost.support.reading.criteria.activity import in_prose
from promost.support.reading.draft import Activity, Certainty

_FEW = 1.5
"""A list may have so many codes for each activity that the words name; a longer one says something else."""
_NAMED_AT_LEAST = 2
_MANY = 44
"""A list of more codes (half the classes) may be one that nobody chose."""


@dataclass(frozen=True, slots=True)
class Restricted:
    """What is proposed of activities: the condition, its source ("activities" or "restrictions"), how sure it is, and
    whether the list and the words disagree. ``node`` is None where nothing is proposed."""

    node: Mapping[str, Any] | None = None
    field: str = ""
    sure: Certainty = Certainty.LIKELY
    disagree: bool = False


def restricted(
    activities: tuple[Activity, ...], words: str, titles: Mapping[str, str] | None, *, unrestricted: bool
) -> Restricted:
    """The condition on activities. ``words`` are the row's restrictions; ``titles`` the classifier, code → title."""
    listed = under(activities)
    if says_unrestricted(words):
        return Restricted()
    if not words.strip() or is_none(words) or refers_to_list(words):
        if listed is None or (unrestricted and not refers_to_list(words)):
            return Restricted()
        doubtful = unrestricted or len(activities) > _MANY
        return Restricted(listed, "activities", Certainty.LIKELY if doubtful else Certainty.SURE)
    told = in_prose(words) or _by_titles(words, titles)
    if told is not None:
        return Restricted(told, "restrictions", Certainty.LIKELY)
    named = len([part for part in re.split(r"[;\n]", words) if part.strip()])
    if (
        listed is not None
        and named >= _NAMED_AT_LEAST
        and len(activities) <= _FEW * named
        and "исключ" not in fold(words)
    ):
        return Restricted(listed, "activities", Certainty.LIKELY)
    return Restricted(disagree=bool(activities))


def under(activities: tuple[Activity, ...]) -> Mapping[str, Any] | None:
    """The condition that some activity is among these; None for no codes, and for the codes of all classes."""
    codes = list(dict.fromkeys(activity.code for activity in activities))
    if not codes or set(codes) >= set(classes()):
        return None
    return {"field": "okveds", "under": codes}


def refers_to_list(words: str) -> bool:
    """Whether words about restrictions only point to the list of codes."""
    return fold(words).strip(" .;") in _as_listed()


def _by_titles(words: str, titles: Mapping[str, str] | None) -> Mapping[str, Any] | None:
    """The codes of activities that are named exactly as the classifier names them; None where one is not."""
    if not titles:
        return None
    known = {_bare(title): code for code, title in sorted(titles.items(), key=lambda pair: (-len(pair[0]), pair[0]))}
    parts = [part for part in re.split(r"[;\n]", words) if part.strip()]
    codes = [known.get(_bare(part)) for part in parts]
    found = [code for code in codes if code]
    return {"field": "okveds", "under": list(dict.fromkeys(found))} if found and len(found) == len(codes) else None


@lru_cache(maxsize=8192)
def _bare(title: str) -> str:
    return " ".join(re.findall(r"[^\W_]+", fold(title)))


@cache
def _as_listed() -> frozenset[str]:
    return frozenset(load("words")["as_listed"])
