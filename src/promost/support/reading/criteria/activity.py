"""Activities told in prose: "classes 10 to 32, except tobacco (OKVED 12), and OKVED 62.01" → a condition.

Every number in the text must be understood as a code, and no line may be left without one: otherwise there is no
condition, for half a restriction would mislead.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from promost.kit.text import fold
from promost.support.reading.cells.codes import codes_of, is_code

_TOKEN = re.compile(
    r"(?P<back>но включая|включая)"
    r"|(?P<except>за исключением|исключая|кроме)"
    r"|(?P<part>в составе|в части)"
    r"|(?P<klass>(?:все )?виды деятел\w*и класса)"
    r"|(?P<all>все виды (?:экономической )?деятельности)"
    r"|(?P<range>(?:с )?\d\d ?-? ?(?:по|-) ?\d\d(?![.\d]))"
    r"|(?P<group>\d\d(?:\.\d\d?)?\.[xх*])"
    r"|(?P<code>\d+(?:\.\d+)*)"
    r"|(?P<open>\()|(?P<close>\))|(?P<stop>;)"
)
_OPEN_END = re.compile(r"профильны|ины[ех] вид|друг\w+ вид|и т\.? ?д|и др\b|либо|преимущественн")
_MAIN = re.compile(r"основн\w+ вид|основно\w+ (?:код|оквэд)")


class _Unclear(Exception):
    """The text cannot be wholly understood."""


@dataclass(slots=True)
class _Line:
    """What one line lets in, what it takes out, and what it takes back in."""

    include: list[str] = field(default_factory=list)
    exclude: list[str] = field(default_factory=list)
    back: list[str] = field(default_factory=list)
    everything: bool = False

    def node(self, name: str) -> dict[str, Any] | None:
        parts: list[dict[str, Any]] = [{"field": name, "under": self.include}] if self.include else []
        if self.exclude and self.back:
            kept = {"not": {"field": name, "under": self.back}}
            parts.append({"not": {"all": [{"field": name, "under": self.exclude}, kept]}})
        elif self.exclude:
            parts.append({"not": {"field": name, "under": self.exclude}})
        if not parts or not (self.include or self.everything):
            return None
        return parts[0] if len(parts) == 1 else {"all": parts}


def in_prose(text: str) -> Mapping[str, Any] | None:
    """The condition of a restriction told in words and codes; None where it cannot be wholly understood.

    Where something is excepted, or the main activity is named, the main activity counts; else any activity does.
    """
    folded = [fold(line) for line in text.split("\n") if line.strip()]
    if not folded or any(_OPEN_END.search(line) for line in folded):
        return None
    try:
        lines = [_read(line) for line in folded]
    except _Unclear:
        return None
    said = [line for line in lines if line.include or line.everything]
    if not said or (len(said) != len(lines) and not _only_codes(folded[0])):
        return None
    excepted = any(line.exclude for line in said)
    return _joined(said, "okved" if excepted or _MAIN.search(" ".join(folded)) else "okveds")


def _joined(lines: list[_Line], name: str) -> Mapping[str, Any] | None:
    plain = [code for line in lines if not line.exclude and not line.everything for code in line.include]
    nodes = [line.node(name) for line in lines if line.exclude or line.everything]
    if plain:
        nodes.append({"field": name, "under": list(dict.fromkeys(plain))})
    if not nodes or None in nodes:
        return None
    return nodes[0] if len(nodes) == 1 else {"any": nodes}


def _only_codes(line: str) -> bool:
    """Whether a line is a bare list of codes, so that lines of words after it describe them."""
    return bool(re.fullmatch(r"[\d.,;xх* -]+", line))


def _read(line: str) -> _Line:
    reader = _Reader()
    for match in _TOKEN.finditer(line):
        # A semicolon may end what is excepted or part it; where more is taken back later, it only parts.
        if match.lastgroup != "stop" or "но включая" not in line[match.end() :]:
            reader.take(match.lastgroup or "", match.group())
    return reader.line


class _Reader:
    """Walks over the tokens of a line. ``mode`` says where a code goes; a bracket that excepts ends with its own."""

    def __init__(self) -> None:
        self.line = _Line()
        self.mode = "include"
        self.depth = 0
        self.opened: dict[int, str] = {}
        self.partly = False
        self.ended = False

    def take(self, kind: str, text: str) -> None:
        if kind in {"range", "group", "code"}:
            self._code(text)
        elif kind == "except":
            self.mode = "back" if self.mode == "exclude" else "exclude"
        elif kind == "back":
            self.mode = "back" if self.mode == "exclude" else self.mode
        elif kind == "klass":
            self.mode = "exclude" if self.mode == "back" else self.mode
        elif kind == "all":
            self.line.everything = True
        elif kind == "part":
            self.partly = True
        else:
            self._bracket(kind)

    def _bracket(self, kind: str) -> None:
        if kind == "open":
            self.depth += 1
            self.opened[self.depth] = self.mode
        elif kind == "close" and self.depth:
            self.mode = self.opened.pop(self.depth)
            self.depth -= 1
            self.partly = False
        elif kind == "stop" and not self.depth and self.mode == "exclude":
            self.ended = True

    def _code(self, text: str) -> None:
        codes = codes_of(re.sub(r"^с ", "", text).replace(" по ", "-").replace("--", "-").replace(" ", ""))
        if not codes or not all(is_code(code) for code in codes) or self.ended:
            raise _Unclear
        if not self.partly:
            getattr(self.line, self.mode).extend(codes)
