"""Where the name of a body begins: by the words that open such names, by legal forms, by abbreviations in capitals."""

from __future__ import annotations

import re
from functools import cache

from promost.kit import text as texts
from promost.plans.reading.language import vocabulary
from promost.plans.reading.language.lexicon import Lexicon

_WORD = re.compile(r"[^\W\d_]+")
_FIRST = re.compile(r"[«\"“(]*([^\W\d_]+)")
_CAPITALS = re.compile(r"[«\"“]?(?![IVXLCМ]+\b)[А-ЯЁA-Z]{2,7}[а-яa-z]?(?![^\W_])")
_CONTRACTED = re.compile(
    r"[«\"]?(?:Мин(?!имум|имал|ут|ерал|ск)[а-яё]{3,}|Рос(?!си|т|ш|л|п)[а-яё]{4,}|Гос(?!уд|т|п|ть)[а-яё]{4,})"
)
"""Contracted names of authorities: "Минпром", "Росрыболовство", "Госкомитет"."""
_OBLIQUE = (
    "ого",
    "его",
    "ому",
    "ему",
    "ыми",
    "ими",
    "ой",
    "ей",
    "ых",
    "их",
    "ую",
    "юю",
    "ам",
    "ами",
    "ах",
    "сти",
    "ия",
)
_SMALL = frozenset({"of", "the", "for", "and", "on"})
_WINDOW = 60
_LONGEST_UNIT = 5


def begins(text: str) -> bool:
    """Whether a body's name begins at the start of ``text``."""
    chunk = text[:_WINDOW]
    first = _FIRST.match(chunk)
    if first is None:
        return False
    words = _WORD.findall(texts.fold(chunk))
    if words and (_starts().match(words, 0) is not None or _heads().match(words, 0) is not None):
        return True
    if _CAPITALS.match(chunk) or _CONTRACTED.match(chunk):
        return True
    if not first.group(1)[0].isupper():
        return False
    return _headed(chunk) if first.group(1).isascii() else _named(words)


def follows(text: str) -> bool:
    """Whether another body begins after a comma: as `begins`, or with a Russian proper name ("Росжелдорснаб")."""
    if begins(text):
        return True
    first = _FIRST.match(text[:_WINDOW])
    if first is None or first.group(1).isascii() or not first.group(1)[0].isupper():
        return False
    return len(first.group(1)) > 2 and not first.group(1).endswith(_OBLIQUE)


def _headed(chunk: str) -> bool:
    """Such as "Moscow City Department": capitalised words, one of them the head of a body's name."""
    words = _WORD.findall(chunk.split(",", maxsplit=1)[0])[:6]
    for at, word in enumerate(words):
        if not word[0].isupper() and word not in _SMALL:
            return False
        if _heads().match([one.casefold() for one in words], at) is not None:
            return True
    return False


def _named(words: list[str]) -> bool:
    """Such as "Магаданский политехнический техникум": adjectives in the nominative, then a word that opens a name."""
    for at, word in enumerate(words[:4]):
        if at and _starts().match(words, at) is not None:
            return True
        if not word.endswith(("ий", "ый", "ой", "ая", "яя", "ое", "ее", "ие", "ые", "al", "an", "ic", "ow")):
            return False
    return False


def is_titled(text: str) -> bool:
    """Whether the text up to its next comma is two or more capitalised English words: "Growth Hub"."""
    words = re.split(r"[,;(]", text, maxsplit=1)[0].split()
    return len(words) > 1 and all(word.isascii() and word[0].isupper() for word in words)


def is_kind(text: str) -> bool:
    """Whether the text begins with the kind of a body, as behind the name it bears: "J. Watt *University*"."""
    words = _WORD.findall(text)
    known = bool(words) and words[0].isascii() and _heads().match([words[0].casefold()], 0) is not None
    return known and words[0].casefold() in _kinds()


def is_unit(text: str) -> bool:
    """Whether the text up to its next comma is a part of the body before it: "Policy Unit", "отдел инвестиций"."""
    words = _WORD.findall(text.split(",", maxsplit=1)[0].split("(", maxsplit=1)[0].split(";", maxsplit=1)[0])
    if not 1 < len(words) <= _LONGEST_UNIT:
        return False
    return words[-1].casefold() in _units() if words[0].isascii() else words[0] in _units()


def nominative(name: str) -> str:
    """A name after "совместно с" with its head word in the nominative: "Министерством финансов" → "Министерство …"."""
    match = _WORD.match(name)
    if match is None:
        return name
    plain = _cases().get(texts.fold(match.group()))
    if plain is None:
        return name
    return (plain.capitalize() if match.group()[0].isupper() else plain) + name[match.end() :]


@cache
def _starts() -> Lexicon[str]:
    phrases = vocabulary.load("owners/words.toml")["body"]["starts"]
    return Lexicon.of((phrase, phrase) for phrase in phrases)


@cache
def _heads() -> Lexicon[str]:
    phrases = vocabulary.load("owners/words.toml")["body"]["heads"]
    return Lexicon.of((phrase, phrase) for phrase in phrases)


@cache
def _units() -> frozenset[str]:
    return frozenset(vocabulary.load("owners/words.toml")["body"]["units"])


@cache
def _kinds() -> frozenset[str]:
    return frozenset(vocabulary.load("owners/words.toml")["body"]["kinds"])


@cache
def _cases() -> dict[str, str]:
    cases = vocabulary.load("owners/words.toml")["body"]["cases"]
    return {form: plain for plain, forms in cases.items() for form in forms}
