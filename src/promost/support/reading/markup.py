"""Cells that hold HTML, as plain text: paragraphs and lists stay, entities are signs, nothing else is left."""

from __future__ import annotations

import html
import re
import tomllib
from html.parser import HTMLParser
from importlib.resources import files

from promost.kit.text import clean

_TAGS = tomllib.loads(files(__package__).joinpath("markup.toml").read_text(encoding="utf-8"))
_PARAGRAPHS = frozenset(_TAGS["paragraphs"])
_LINES = frozenset(_TAGS["lines"])
_SILENT = frozenset(_TAGS["silent"])
_KNOWN = _PARAGRAPHS | _LINES | _SILENT | frozenset(_TAGS["inline"])
_TAG = re.compile(r"</?([a-zA-Z][a-zA-Z0-9]*)\b[^<>]*>")
_ENTITY = re.compile(r"&(?:[a-zA-Z]{2,8}|#\d{2,5}|#x[0-9a-fA-F]{2,5});")
_INVISIBLE = re.compile("[\u00ad\u200b-\u2011\u2060\ufeff]")
_BLANK_LINES = re.compile(r"\n{3,}")


def plain(text: str) -> str:
    """The text without markup. A line feed parts lines, a blank line paragraphs; a bullet stands before list items.

    What only looks like a tag ("<5", "<имя>") stays. A text without block tags keeps its own line feeds.
    """
    if not _tagged(text):
        return _tidy(_decoded(text))
    parser = _Plain(keeps_lines=not _blocks(text))
    parser.feed(text)
    parser.close()
    return _tidy(_decoded("".join(parser.parts)))


def line(text: str) -> str:
    """The text without markup, on one line."""
    return one_line(plain(text))


def one_line(text: str) -> str:
    """As `promost.kit.text.clean`; quicker on the many texts that hold nothing invisible."""
    return clean(text) if _INVISIBLE.search(text) else " ".join(text.split())


def _tagged(text: str) -> bool:
    return any(match.group(1).lower() in _KNOWN for match in _TAG.finditer(text))


def _blocks(text: str) -> bool:
    return any(match.group(1).lower() in _PARAGRAPHS | _LINES for match in _TAG.finditer(text))


def _decoded(text: str) -> str:
    """Entities as signs; some systems write them twice over ("&amp;quot;")."""
    for _ in range(2):
        if not _ENTITY.search(text):
            break
        text = html.unescape(text)
    return text


def _tidy(text: str) -> str:
    lines = (one_line(each) for each in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    return _BLANK_LINES.sub("\n\n", "\n".join(lines)).strip("\n")


class _Plain(HTMLParser):
    """Gathers the text with line feeds for the tags that part it."""

    def __init__(self, *, keeps_lines: bool) -> None:
        super().__init__(convert_charrefs=False)
        self.parts: list[str] = []
        self._keeps_lines = keeps_lines
        self._lists: list[int | None] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _KNOWN:
            self._strange(self.get_starttag_text() or "")
        elif tag in _SILENT:
            self._silent += 1
        elif tag in _PARAGRAPHS:
            self._add("\n\n")
        elif tag in _LINES:
            self._add("\n")
        if tag in {"ul", "ol"}:
            self._lists.append(0 if tag == "ol" else None)
        elif tag == "li":
            self._add(self._mark())
        elif tag in {"td", "th"}:
            self._add(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self._silent = max(0, self._silent - 1)
        elif tag in _PARAGRAPHS:
            self._add("\n\n")
        if tag in {"ul", "ol"} and self._lists:
            self._lists.pop()

    def handle_data(self, data: str) -> None:
        self._add(data if self._keeps_lines else re.sub(r"\s*\n\s*", " ", data))

    def handle_entityref(self, name: str) -> None:
        self._add(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self._add(f"&#{name};")

    def _mark(self) -> str:
        """What stands before a list item: its number, or a bullet."""
        if not self._lists or self._lists[-1] is None:
            return "• "
        self._lists[-1] += 1
        return f"{self._lists[-1]}. "

    def _strange(self, text: str) -> None:
        """A tag of no markup: words in angle brackets stay, marks of office programs ("o:p") go."""
        if ":" not in text.partition(">")[0].partition(" ")[0]:
            self._add(text)

    def _add(self, text: str) -> None:
        if not self._silent:
            self.parts.append(text)
