"""Every text that a reader may see: found in the sources, compared with the Russian word list of its room."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import polib
from django.template.base import Lexer, TokenType
from django.utils.translation.template import templatize

SOURCES = Path(__file__).resolve().parents[2] / "src" / "promost"
HEADER = {
    "Project-Id-Version": "Promost",
    "Language": "ru",
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
    "Plural-Forms": (
        "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2);"
    ),
}
# Which argument holds the context, the text and its plural.
CALLS: dict[str, tuple[int | None, int, int | None]] = {
    "_": (None, 0, None),
    "gettext": (None, 0, None),
    "gettext_lazy": (None, 0, None),
    "gettext_noop": (None, 0, None),
    "ngettext": (None, 0, 1),
    "ngettext_lazy": (None, 0, 1),
    "pgettext": (0, 1, None),
    "pgettext_lazy": (0, 1, None),
    "npgettext": (0, 1, 2),
    "npgettext_lazy": (0, 1, 2),
}
_LITERAL = r"""u?(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")"""
_CALL = re.compile(rf"\b({'|'.join(CALLS)})\(\s*({_LITERAL}(?:\s*,\s*{_LITERAL})*)", re.DOTALL)
_PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")
_UNSEEN = re.compile(r"<!--.*?-->|<(script|style)\b.*?</\1>", re.DOTALL)
_SEEN_ATTRIBUTE = re.compile(r"\b(?:title|alt|placeholder|aria-label|aria-description)=\"([^\"]*)\"")
_TAG = re.compile(r"<[^>]*>|&\w+;|&#\d+;")
_WORD = re.compile(r"[^\W\d_]{2,}")
UNTRANSLATED = frozenset({"Promost", "Русский", "English", "РУ", "EN"})
"""Words that are the same in every language: the program's name, and the languages' own names."""


@dataclass(frozen=True, slots=True)
class Words:
    """A text as a programmer wrote it. ``plural`` and ``context`` are empty where there is none; ``where`` is a line."""

    text: str
    plural: str = ""
    context: str = ""
    where: str = ""

    @property
    def key(self) -> tuple[str, str]:
        """What a word list is asked by."""
        return self.context, self.text


def rooms() -> list[Path]:
    """Return the folders of the rooms."""
    return sorted(path for path in SOURCES.iterdir() if (path / "__init__.py").exists())


def word_list(room: Path) -> Path:
    """Return the path of a room's Russian word list."""
    return room / "locale" / "ru" / "LC_MESSAGES" / "django.po"


def of_room(room: Path) -> list[Words]:
    """Return every text of a room's Python files and templates, each once."""
    found: dict[tuple[str, str], Words] = {}
    for path in sorted(room.rglob("*")):
        for words in _of_file(path):
            found.setdefault(words.key, words)
    return list(found.values())


def _of_file(path: Path) -> Iterator[Words]:
    name = str(path.relative_to(SOURCES))
    if path.suffix == ".py":
        yield from in_python(path.read_text(encoding="utf-8"), name)
    elif path.suffix in {".html", ".txt", ".svg"} and "templates" in path.parts:
        yield from in_template(path.read_text(encoding="utf-8"), name)


def in_python(source: str, name: str) -> Iterator[Words]:
    """Yield the texts of a Python source; a text that is not written out in the call stays unseen."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            called = getattr(node.func, "attr", getattr(node.func, "id", ""))
            texts = [argument.value if isinstance(argument, ast.Constant) else None for argument in node.args]
            yield from _from_call(called, texts, f"{name}:{node.lineno}")


def in_template(source: str, name: str) -> Iterator[Words]:
    """Yield the texts of a template's trans and blocktrans tags and of its _("…") arguments."""
    python = templatize(source, origin=name)
    for match in _CALL.finditer(python):
        texts = ast.literal_eval(f"[{match[2]}]")
        yield from _from_call(match[1], texts, f"{name}:{python.count(chr(10), 0, match.start()) + 1}")


def _from_call(called: str, texts: Sequence[object], where: str) -> Iterator[Words]:
    context, text, plural = CALLS.get(called, (None, 0, None))
    wanted = [at for at in (context, text, plural) if at is not None]
    if called in CALLS and len(texts) > max(wanted) and all(isinstance(texts[at], str) for at in wanted):
        yield Words(
            str(texts[text]),
            "" if plural is None else str(texts[plural]),
            "" if context is None else str(texts[context]),
            where,
        )


def bare(source: str) -> list[str]:
    """Return the words of a template that stand in it untranslated, whatever their language."""
    inside, kept = False, []
    for token in Lexer(source).tokenize():
        if token.token_type == TokenType.BLOCK:
            name = token.split_contents()[0]
            inside = name in {"blocktrans", "blocktranslate", "comment"} or (inside and not name.startswith("end"))
        if token.token_type == TokenType.TEXT and not inside:
            kept.append(token.contents)
    text = _UNSEEN.sub(" ", "".join(kept))
    seen = " ".join([*_SEEN_ATTRIBUTE.findall(text), _TAG.sub(" ", text)])
    return [word for word in _WORD.findall(seen) if word not in UNTRANSLATED]


def faults(words: Words, entry: polib.POEntry | None) -> list[str]:
    """Return what is wrong with the translation of one text; empty when all is well."""
    if entry is None or entry.obsolete:
        return ["has no Russian"]
    if entry.fuzzy:
        return ["its Russian is marked as fuzzy"]
    forms = list(entry.msgstr_plural.values()) if words.plural else [entry.msgstr]
    found = []
    if not forms or not all(forms):
        found.append("has no Russian")
    elif words.plural and len(forms) < 3:
        found.append("needs three forms: 1, 2 and 5")
    elif forms == [words.text] and " " in words.text.strip():
        found.append("its Russian is the English text")
    expected = sorted(_PLACEHOLDER.findall(words.plural or words.text))
    if any(sorted(_PLACEHOLDER.findall(form)) != expected for form in forms if form):
        found.append(f"its Russian must hold {expected or 'no placeholder'}")
    return found
