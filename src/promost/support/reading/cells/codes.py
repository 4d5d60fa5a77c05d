"""Codes of activity (OKVED2) in a cell, each with its title.

A list is parted before a code and a dash, never at a semicolon alone: titles hold semicolons, and so do not part.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from promost.kit.text import fold
from promost.support.reading.cells.words import load
from promost.support.reading.draft import Activity
from promost.support.reading.markup import one_line, plain

CODE = r"\d{2}(?:\.\d{1,2}){0,2}"
"""How a code is shaped; groups hold one or two digits and only the last may hold one."""
SHAPE = re.compile(r"\d{2}(?:\.\d|\.\d{2}(?:\.\d{1,2})?)?", re.ASCII)
_LIKE = r"\d{1,2}(?:[.,]\d{1,3})*"
_DASH = r"[-–—:]"
_TITLED = re.compile(rf"(?:^|(?<=[;\n|]))\s*({_LIKE})\s*{_DASH}\s*(?=[^\W\d_«\"(])")
_TITLED_BY_COMMA = re.compile(rf"{_TITLED.pattern}|(?<=,)\s*({_LIKE})\s*{_DASH}\s*(?=[А-ЯЁA-Z«\"])")
_RANGE = re.compile(r"(\d{2})\s*[-–—]\s*(\d{2})", re.ASCII)
_WHOLE_GROUP = re.compile(r"(\d{2}(?:\.\d{1,2})?)\.[XxХх*]+")
_BARE_PARTS = re.compile(r"[;,\n|]+|\s{2,}|(?<=\d)\s+(?=\d)")


@dataclass(frozen=True, slots=True)
class CodeList:
    """What a cell of codes says: the activities in order, the pieces that are no code, and whether it adds that
    activities are not restricted."""

    activities: tuple[Activity, ...] = ()
    faults: tuple[str, ...] = ()
    unrestricted: bool = False


def is_code(text: str) -> bool:
    """Whether a text has the shape of a code of OKVED2: two digits, 25.1, 25.11, 25.11.2 or 25.11.21."""
    return SHAPE.fullmatch(text) is not None


def read_codes(text: str) -> CodeList:
    """The codes of a cell, titled ("71 - Деятельность …;72 - …") or bare ("25.1, 25.2; 28")."""
    told = plain(text)
    words, unrestricted = _without_remark(told)
    titled = _TITLED if ";" in words or "\n" in words else _TITLED_BY_COMMA
    marks = [match for match in titled.finditer(words) if not _RANGE.match(match.group().strip())]
    if not marks:
        return _bare(words, unrestricted)
    before = _bare(words[: marks[0].start()], unrestricted)
    ends = [*(mark.start() for mark in marks[1:]), len(words)]
    entries = [(_code(mark), *_without_remark(words[mark.end() : end])) for mark, end in zip(marks, ends, strict=True)]
    found = [Activity(code, one_line(title).strip(" ;,")) for code, title, _ in entries if is_code(code)]
    faults = [one_line(f"{code} - {title}") for code, title, _ in entries if not is_code(code)]
    said = before.unrestricted or any(remark for _, _, remark in entries)
    return CodeList((*before.activities, *found), (*before.faults, *faults), said)


def _code(mark: re.Match[str]) -> str:
    return next(text for text in mark.groups() if text)


def written(activities: tuple[Activity, ...]) -> str:
    """The list as the national investment map writes it; `read_codes` reads it back."""
    return ";".join(f"{each.code} - {each.title}" if each.title else each.code for each in activities)


def _without_remark(text: str) -> tuple[str, bool]:
    """The text without the remarks at its end that activities are not restricted."""
    parts = re.split(r"([;\n])", text)
    said = False
    while parts and (parts[-1] in {";", "\n"} or not parts[-1].strip() or says_unrestricted(parts[-1])):
        said = said or says_unrestricted(parts[-1])
        parts.pop()
    return "".join(parts), said


def says_unrestricted(text: str) -> bool:
    """Whether a text says that activities are not restricted, and nothing else."""
    return fold(text).strip(" .;") in _unrestricted()


def _bare(text: str, unrestricted: bool) -> CodeList:
    """A list without titles. A piece that is no code is a fault, and named as it stands."""
    found: list[Activity] = []
    faults: list[str] = []
    for piece in _BARE_PARTS.split(text):
        told = one_line(piece).strip(" .()")
        codes = codes_of(told)
        if says_unrestricted(told):
            unrestricted = True
            continue
        found.extend(Activity(code) for code in codes)
        if told and not codes:
            faults.append(told)
    return CodeList(tuple(found), tuple(faults), unrestricted)


def codes_of(text: str) -> tuple[str, ...]:
    """The codes that one piece names: a code, a range of classes ("10-33"), a group ("79.Х"); else none."""
    ranged = _RANGE.fullmatch(text)
    if ranged:
        first, last = int(ranged.group(1)), int(ranged.group(2))
        return tuple(code for code in classes() if first <= int(code) <= last)
    group = _WHOLE_GROUP.fullmatch(text)
    code = group.group(1) if group else text
    return (code,) if is_code(code) else ()


@cache
def classes() -> tuple[str, ...]:
    """The classes (two digits) that OKVED2 has, in order."""
    return tuple(load("classes")["classes"])


@cache
def _unrestricted() -> frozenset[str]:
    return frozenset(load("words")["unrestricted"])
