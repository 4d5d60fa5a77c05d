"""One line of a list: its number and depth, and the labels ("Срок: …", "Responsible: …") inside it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from promost.kit.text import clean
from promost.plans.reading.layout.vocabulary import Phrases, load, tokens

_DIGITS = re.compile(r"^(\d{1,3}(?:\.\d{1,3})+)[.)]?\s+(?=\S)|^(\d{1,3})[.)]\s+(?=\S)")
_NAMED = re.compile(r"^([A-Za-zА-Яа-яЁё]+)\s+(?:№\s*)?(\d{1,3}(?:\.\d{1,3})*)[.):]*\s+(?=\S)")
"""A number behind the word for a measure: "Мероприятие 1.2. …"."""
_ROMAN = re.compile(r"^([IVXLІХ]{1,6})[.)]\s+(?=\S)")
_LETTER = re.compile(r"^([a-zа-я])[.)]\s+(?=\S)", re.IGNORECASE)
_DASH = re.compile(r"^([-–—•*●▪])\s+(?=\S)")
_LABEL = re.compile(
    r"(?:^|(?<=[.;!?)»\"]))\s*\(?(?P<label>[A-Za-zА-Яа-яЁё][A-Za-zА-Яа-яЁё /,()]{2,60}?)"
    r"(?:\s*(?:№\s*)?\d{1,3}(?:\.\d{1,3})*)?\.?\s*(?P<mark>:|\s[–—-]\s)"
)
_WORDIEST = 6
_ROW_FIELDS = ("deadline", "owner", "result", "completion", "indicator", "funding")


@dataclass(frozen=True, slots=True)
class Counted:
    """A line's number as printed, its depth (0 for a Roman one, None for no number), and the text behind it."""

    number: str
    depth: int | None
    text: str


def counted(text: str, list_number: str = "") -> Counted:
    """Parts a line's number from its text; ``list_number`` is the one that the word processor counts."""
    if list_number:
        inner = _parse(f"{list_number} x") or _parse(f"{list_number}. x")
        return Counted(inner.number if inner else list_number.strip(".) "), inner.depth if inner else 1, text)
    return _parse(text) or Counted("", None, text)


def _parse(text: str) -> Counted | None:
    named = _NAMED.match(text)
    if named and field_of(named.group(1)) == "title":
        return Counted(named.group(2), named.group(2).count(".") + 1, text[named.end() :])
    digits = _DIGITS.match(text)
    if digits:
        number = digits.group(1) or digits.group(2)
        return Counted(number, number.count(".") + 1, text[digits.end() :])
    roman = _ROMAN.match(text)
    if roman:
        return Counted(roman.group(1), 0, text[roman.end() :])
    letter = _LETTER.match(text)
    if letter:
        return Counted(letter.group(1), 8, text[letter.end() :])
    dash = _DASH.match(text)
    return Counted("", 9, text[dash.end() :]) if dash else None


def labelled(text: str) -> tuple[str, list[tuple[str, str]]]:
    """A line's free beginning, and its labelled parts as (field, text): "Провести … Срок: май" → ("Провести …", …)."""
    cuts = [
        (m.start(), m.end(), field)
        for m in _LABEL.finditer(text)
        if (field := field_of(m.group("label"), m.group("mark")))
    ]
    if not cuts:
        return text, []
    ends = [start for start, _, _ in cuts[1:]] + [len(text)]
    parts = [(field, _trim(text[begin:end])) for (_, begin, field), end in zip(cuts, ends, strict=True)]
    return clean(text[: cuts[0][0]]), parts


def is_labelled(text: str) -> bool:
    """Whether the whole text stands behind a label of a measure's field: "Ожидаемый результат: …"."""
    head, fields = labelled(text)
    return not head and bool(fields) and fields[0][0] in _ROW_FIELDS and bool(fields[0][1])


def field_of(label: str, mark: str = ":") -> str:
    """The field that a label names, or ''. A dash after it asks for a label of few words."""
    words = tokens(label)
    if not words or len(words) > (_WORDIEST if mark.strip() == ":" else 3):
        return ""
    return next((field for field, names in _labels().items() if names.starts(label)), "")


def _trim(text: str) -> str:
    return text.strip().removesuffix(")") if text.count(")") > text.count("(") else text.strip()


@cache
def _labels() -> dict[str, Phrases]:
    return {field: Phrases(words) for field, words in load("words")["labels"].items()}
