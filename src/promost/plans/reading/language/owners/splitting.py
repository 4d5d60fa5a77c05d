"""A cell of owners cut into bodies: at semicolons and lines, at commas only where another body begins."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache

from promost.kit import text as texts
from promost.plans.reading.language import vocabulary
from promost.plans.reading.language.owners import bodies, people

_OPEN, _CLOSE = "«“„", "»”"
_NUMBERED = re.compile(r"(?:^|(?<=[;\n ]))\(?\d{1,2}[.)]\s*(?=[«\"“А-ЯЁA-Zа-яё])")
_BULLET = re.compile(r"^\s*(?:[-–—•▪·*●○‣]|\uf0b7)\s+(?=\S)")
_REGION_TAIL = re.compile(
    r"^(?:города\s|г\.\s?|[А-ЯЁ][а-яё-]+(?:ой|ского|цкого|кого)\s(?:области|края|республики|округа|района|автономн)"
    r"|Республики\s|Российской Федерации|России|Москвы|of\s|for\s|and\s)"
)
_AND = re.compile(r"^\s*(?:(?:и|and|&)\s+|with\s+(?=[A-Z]))")
_ARTICLE = re.compile(r"^the\s+(?=[A-Z])", re.IGNORECASE)
_LEFT = re.compile(r"[^\W\d_]{2}")


def items(text: str) -> tuple[str, ...]:
    """The bodies of a cell, each as its own text with persons and agreement still in it."""
    found: list[str] = []
    for line in _lines(texts.clean_lines(text)):
        for part in _hard(line):
            found += _soft(part)
    return tuple(item for item in (one.strip(" ,;") for one in found) if _LEFT.search(item) or people.person_in(item))


def _lines(text: str) -> list[str]:
    """Lines, with those joined that only continue the line before (a wrapped name, a person, "(по согласованию)")."""
    lines: list[str] = []
    for raw in text.split("\n"):
        line = _BULLET.sub("", raw).strip()
        if not line:
            continue
        if lines and _continues(lines[-1], line, bulleted=line != raw.strip()):
            lines[-1] = f"{lines[-1]} ({line})" if people.people_in(line) else f"{lines[-1]} {line}"
        else:
            lines.append(line)
    return lines


def _continues(before: str, line: str, *, bulleted: bool) -> bool:
    if bulleted or before.endswith(";"):
        return False
    if line.startswith("(") or before.endswith(("(", "«", " и", " and", " of", "-")) or _open(before):
        return True
    if before.endswith(","):
        return not bodies.begins(line)
    if people.people_in(line.strip("() ")) is not None:
        return not people.holds_person(before)
    return _REGION_TAIL.match(line) is not None or (line[0].islower() and not bodies.begins(line))


def _open(text: str) -> bool:
    return text.count("(") > text.count(")") or text.count("«") > text.count("»") == 0


def _hard(line: str) -> list[str]:
    """Cut at ";" outside parentheses and before the numbers of a numbered list."""
    parts = _cut(line, lambda _, rest: rest[0] == ";", quoted=True)
    if not _NUMBERED.match(line):
        return parts
    return [piece for part in parts for piece in _NUMBERED.split(part) if piece.strip()]


def _soft(part: str) -> list[str]:
    """Cut at commas, slashes, "и" and "совместно с" where another body begins; what follows a joint is set straight."""
    pieces = _cut(part, _joint_or_body, quoted=False)
    found: list[str] = []
    for piece in pieces:
        plain, joined = _without_joint(_AND.sub("", piece))
        if joined:
            plain = bodies.nominative(_ARTICLE.sub("", plain))
        if plain:
            found.append(plain)
    return found


def _joint_or_body(piece: str, rest: str) -> bool:
    """Whether the text from here on begins with a separator and another body; a person alone waits for its body."""
    if rest[0] in ",/":
        if people.people_in(piece.strip()) is not None and not bodies.begins(piece.strip()):
            return False
        after = rest[1:].lstrip()
        if rest[0] == "," and bodies.is_unit(after):
            return False
        if people.people_in(after.split(",")[0].split("(")[0].strip()) is not None:
            return _another_person(piece, after)
        if rest[0] == "," and bodies.is_titled(piece) and bodies.is_titled(after):
            return True
        return _without_joint(after)[1] or bodies.follows(after)
    if rest[0] != " ":
        return False
    for word in (" и ", " and ", " & "):
        if rest.startswith(word):
            after = rest[len(word) :]
            return after[:1].isupper() and bodies.begins(after) and not _trailing(after)
    return _without_joint(rest.lstrip())[1]


def _another_person(piece: str, after: str) -> bool:
    """Whether a person after a comma is somebody else's than the piece's: it has one, and a body or post of its own."""
    if not people.holds_person(piece):
        return False
    chunk = after.split(",", maxsplit=1)[0]
    return "(" in chunk or bodies.begins(after) or not bodies.begins(piece)


def _trailing(after: str) -> bool:
    """Such as "Ministry of Economy and Regional Development": an adjective of the same ministry, no new body."""
    return after.startswith(
        ("Regional", "Federal", "Local", "National", "State", "City", "Business", "Service", "Group")
    )


def _cut(text: str, here: Callable[[str, str], bool], *, quoted: bool) -> list[str]:
    """Cut where ``here`` says so of the piece so far and the rest; never in parentheses; in quotes if ``quoted``."""
    parts, begin = [], 0
    for at in _places(text, quoted=quoted):
        if at > begin and text[at] in ";,/ " and here(text[begin:at], text[at:]):
            parts.append(text[begin:at])
            begin = at + (text[at] in ";,/")
    parts.append(text[begin:])
    return parts


def _places(text: str, *, quoted: bool) -> Iterator[int]:
    """Places outside parentheses and, unless ``quoted``, outside quotes; one "»" closes all that were left open."""
    depth, quotes, straight = 0, 0, False
    for at, sign in enumerate(text):
        if sign in "([":
            depth += 1
        elif sign in ")]":
            depth = max(depth - 1, 0)
        elif sign in _OPEN:
            quotes += 1
        elif sign in _CLOSE:
            quotes = quotes - 1 if _closes_later(text[at + 1 :]) else 0
        elif sign == '"':
            straight = not straight
        if depth == 0 and (quoted or (quotes <= 0 and not straight)):
            yield at


def _closes_later(rest: str) -> bool:
    """Whether a closing quote follows that no opening one in the rest asks for."""
    opened = 0
    for sign in rest:
        if sign in _OPEN:
            opened += 1
        elif sign in _CLOSE:
            if opened == 0:
                return True
            opened -= 1
    return False


def _without_joint(piece: str) -> tuple[str, bool]:
    """The piece without "совместно с" at its start, and whether it stood there."""
    plain = piece.strip()
    folded = texts.fold(plain)
    for joint in _joints():
        if folded.startswith(joint) and (len(folded) == len(joint) or not folded[len(joint)].isalnum()):
            return plain[len(joint) :].strip(" ,:"), True
    return plain, False


@cache
def _joints() -> tuple[str, ...]:
    return tuple(sorted(vocabulary.load("owners/words.toml")["split"]["joints"], key=len, reverse=True))
