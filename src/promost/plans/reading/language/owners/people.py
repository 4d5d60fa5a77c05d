"""Persons as documents name them: "Соколова А.В.", "А.В. Соколова", "Соколова Анна Викторовна", "Mr J. Smith"."""

from __future__ import annotations

import re
from functools import cache

from promost.kit import text as texts
from promost.plans.reading.language import vocabulary

_RU = r"[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?"
_INITIALS = r"[А-ЯЁ]\.\s?-?(?:[А-ЯЁ]\.)?"
_PATRONYMIC = r"[А-ЯЁ][а-яё]+(?:вич|вна|ична|инична|ьич|оглы|кызы)"
_EN = r"[A-Z][a-z’'-]+(?:[A-Z][a-z]+)?"
_TITLE = r"(?:Mr|Mrs|Ms|Miss|Dr|Prof|г-н|г-жа)\b\.?\s?"
_EN_INITIALS = r"[A-Z]\.\s?-?(?:[A-Z]\.)?"
SURE = (
    rf"{_RU}\s{_INITIALS}(?!\w)|(?<!\w){_INITIALS}\s?{_RU}(?!\w)|{_RU}\s{_RU}\s{_PATRONYMIC}(?!\w)"
    rf"|{_RU}\s{_PATRONYMIC}\s{_RU}(?!\w)"
    rf"|{_TITLE}(?:{_EN_INITIALS}\s?)*{_EN}(?:\s{_EN})?(?!\w)"
    rf"|(?<!\w){_EN_INITIALS}\s?{_EN}(?!\w)|{_EN}\s{_EN_INITIALS}(?:\s?{_EN})?(?!\w)"
)
"""A name that nothing but a person has: initials, a patronymic, or a title of address."""
_SURE = re.compile(SURE)
_PLAIN = re.compile(rf"(?:{_EN}(?:\s{_EN}){{1,2}}|{_RU}(?:\s{_RU}){{1,2}})")
_TITLES = re.compile(rf"^{_TITLE}")
_SPLIT = re.compile(r"\s*(?:[,;/]|\bи\b|\band\b)\s*")


def people_in(text: str, *, bracketed: bool = False) -> str | None:
    """The person or persons (parted by ", ") that a whole chunk names, posts left out; None for anything else.

    ``bracketed``: the chunk stands in brackets behind a body, where any two capitalised English words are a person;
    elsewhere one of them must be a given name, for "Growth Hub" is a body.
    """
    parts = [part for part in _SPLIT.split(texts.clean(text)) if part]
    told = [person_in(part, bracketed=bracketed) for part in parts]
    found = [person for person in told if person is not None]
    if not found or not all(person or is_post(part) for part, person in zip(parts, told, strict=True)):
        return None
    return ", ".join(found)


def holds_person(text: str) -> bool:
    """Whether a name that nothing but a person has stands anywhere in the text."""
    return _SURE.search(text) is not None


def person_in(part: str, *, bracketed: bool = False) -> str | None:
    """The person that a chunk names: a sure name with at most a post beside it, or two or three capitalised words."""
    match = _SURE.search(part)
    if match is not None:
        rest = (part[: match.start()] + " " + part[match.end() :]).strip(" ,.–-—:()")
        return _untitled(match.group()) if not rest or is_post(rest) else None
    if _PLAIN.fullmatch(part) is None:
        return None
    words = texts.fold(part).split()
    if any(word in _never() or word in _posts() for word in words) or not _nameable(part):
        return None
    if part.isascii() and not bracketed and _given().isdisjoint((words[0], words[-1])):
        return None
    return part


def _nameable(part: str) -> bool:
    """Two plain Russian words are a name only with endings of names ("Иванов Иван")."""
    if part.isascii():
        return True
    surname = part.split(maxsplit=1)[0]
    return surname.endswith(
        ("ов", "ова", "ев", "ева", "ин", "ина", "ын", "ына", "ко", "ский", "ская", "ук", "юк", "ян")
    )


def is_post(text: str) -> bool:
    """Whether the words are a post ("начальник отдела", "Head of Unit", "Project Manager"), or a telephone number."""
    words = re.findall(r"[^\W\d_]+", texts.fold(text))
    if not words:
        return bool(re.search(r"\d", text))
    return words[0] in _posts() or " ".join(words[:2]) in _posts() or (words[-1].isascii() and words[-1] in _posts())


def _untitled(name: str) -> str:
    return _TITLES.sub("", texts.clean(name))


@cache
def _never() -> frozenset[str]:
    return frozenset(vocabulary.load("owners/words.toml")["person"]["never"])


@cache
def _given() -> frozenset[str]:
    return frozenset(vocabulary.load("owners/words.toml")["person"]["given"])


@cache
def _posts() -> frozenset[str]:
    return frozenset(vocabulary.load("owners/words.toml")["person"]["posts"])
