"""Legal acts out of prose: "Постановление Правительства … от 11.02.2016 № 38-ПП "О мерах …"", several in one cell."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cache

from promost.kit.text import clean
from promost.support.reading.cells.words import is_none, load
from promost.support.reading.draft import LegalAct
from promost.support.reading.markup import plain

_QUOTES = '"«»„“”'
_MONTHS = "|".join(load("acts")["months"])
_DATED = re.compile(
    rf"\bот\s+(?:(\d\d?)\.(\d\d?)\.(\d{{4}})|(\d\d?)\s+({_MONTHS})\s+(\d{{4}}))"
    r"(?:\s*(?:г\.|года|г\b))?",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"(?:№+|\bN[o°]?\b\.?)\s*([0-9A-Za-zА-Яа-яЁё][\w./()-]*(?:\s?-\s?[А-ЯA-Z]{1,4}\b)?)")
_MISTYPED = re.compile(rf"\s*[{_QUOTES}]\s*(\d[\w/-]*)(?=\s*[{_QUOTES}])")
"""A number behind a quote instead of "№"."""
_AND = re.compile(r"\s+и\s*$")
_TITLE = re.compile(rf"[{_QUOTES}]\s*(?=[^\W\d_])")


def read_acts(text: str) -> tuple[LegalAct, ...]:
    """The acts that a cell cites, in order; none where it says that there are none."""
    whole = plain(text)
    if is_none(whole):
        return ()
    return tuple(_act(piece) for line in whole.split("\n") for piece in _pieces(clean(line)))


def act_of(number: str, dated: str, title: str) -> LegalAct | None:
    """The act of three cells: number, date and title. None where all are blank."""
    number, dated, title = (clean(plain(each)) for each in (number, dated, title))
    text = clean(f"{title} {f'от {dated}' if dated else ''} {f'№ {number}' if number else ''}")
    if is_none(title) and is_none(number):
        return None
    cited = _act(title)
    day = _day(_DATED.search(f"от {dated}")) if dated else None
    return replace(cited, number=number or cited.number, dated=day or _iso(dated) or cited.dated, text=text)


def with_links(acts: Sequence[LegalAct], links: Sequence[str]) -> tuple[tuple[LegalAct, ...], tuple[str, ...]]:
    """The acts with their addresses, and the addresses left over: only as many links as acts tell which is whose."""
    if acts and len(acts) == len(links):
        return tuple(replace(act, url=link) for act, link in zip(acts, links, strict=True)), ()
    return tuple(acts), tuple(links)


def _pieces(line: str) -> list[str]:
    """A line cut before each word that begins another act and is dated or numbered."""
    cuts = [0] + [match.start(1) for match in _heads().finditer(line) if _cites(line[match.start(1) :])]
    pieces = [line[start:end] for start, end in zip(cuts, [*cuts[1:], len(line)], strict=True)]
    return [piece for piece in (_AND.sub("", each).strip(" ;,") for each in pieces) if piece]


def _cites(rest: str) -> bool:
    """Whether a date or number follows before the next quoted title."""
    head = _TITLE.split(rest, maxsplit=1)[0][:200]
    return bool(_DATED.search(head) or _NUMBERED.search(head))


def _act(text: str) -> LegalAct:
    dated = _DATED.search(text)
    numbered = _numbered(text, dated)
    marks = [match for match in (dated, numbered) if match]
    kind = _kind(text)
    start = min((match.start() for match in marks), default=_title_at(text, 0) if kind != "other" else 0)
    title = _title(text[max((match.end() for match in marks), default=start) :])
    number = numbered.group(1).rstrip(".,)") if numbered else ""
    head = clean(text[:start]).strip(" ,")
    return LegalAct(kind, head, clean(number), _day(dated), title or clean(text), clean(text))


def _numbered(text: str, dated: re.Match[str] | None) -> re.Match[str] | None:
    """The act's own number: right beside its date, or the first before its title."""
    if dated is None:
        return _NUMBERED.search(text, 0, _title_at(text, 0))
    behind = _NUMBERED.search(text, dated.end(), _title_at(text, dated.end()))
    return behind or _MISTYPED.match(text, dated.end()) or _NUMBERED.search(text, 0, dated.start())


def _title_at(text: str, start: int) -> int:
    found = _TITLE.search(text, start)
    return found.start() if found else len(text)


def _title(rest: str) -> str:
    """The title in what follows date and number: quoted, or the plain words."""
    at = _TITLE.search(rest)
    words = clean(rest[at.start() :] if at else rest).strip(" .,;")
    if words[:1] in _QUOTES and words:
        words = words[1:].lstrip()
        if words[-1:] in _QUOTES and sum(sign in _QUOTES for sign in words) % 2:
            words = words[:-1]
    return words.strip()


def _kind(text: str) -> str:
    found = [(word, kind) for kind, words in _kinds().items() for word in words if text.startswith(word)]
    return max(found, key=lambda pair: len(pair[0]))[1] if found else "other"


@cache
def _kinds() -> Mapping[str, Sequence[str]]:
    return {kind: words for kind, words in load("acts").items() if kind != "months"}


@cache
def _heads() -> re.Pattern[str]:
    words = sorted((word for words in _kinds().values() for word in words), key=len, reverse=True)
    return re.compile(rf"(?:[;,.{_QUOTES}]\s+|\sи\s+)({'|'.join(words)})\b")


def _day(match: re.Match[str] | None) -> date | None:
    if match is None:
        return None
    day, month, year, other_day, name, other_year = match.groups()
    try:
        if day:
            return date(int(year), int(month), int(day))
        return date(int(other_year), load("acts")["months"][name.lower()], int(other_day))
    except ValueError:
        return None


def _iso(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None
