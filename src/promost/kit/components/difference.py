"""The difference of two texts, word by word."""

import re
from difflib import SequenceMatcher
from typing import Literal, NamedTuple

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext


class Piece(NamedTuple):
    """A run of text that both have ("same"), only the older has ("removed"), or only the newer has ("added")."""

    change: Literal["same", "removed", "added"]
    text: str


def _words(text: str) -> list[str]:
    """Cut a text into words, spaces and marks, losing nothing."""
    return re.findall(r"\w+|\s+|[^\w\s]", text)


def word_difference(old: str, new: str) -> list[Piece]:
    """Compare two texts word by word; the pieces without *added* join to `old`, those without *removed* to `new`."""
    before, after = _words(old), _words(new)
    pieces: list[Piece] = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            pieces.append(Piece("same", "".join(before[i1:i2])))
            continue
        pieces += [Piece("removed", "".join(before[i1:i2]))] if i2 > i1 else []
        pieces += [Piece("added", "".join(after[j1:j2]))] if j2 > j1 else []
    return pieces


def diff(old: str | None, new: str | None) -> SafeString:
    """Show the difference of two texts with <del> and <ins>; a screen reader hears where each begins."""
    said = {"removed": ("del", gettext("removed: ")), "added": ("ins", gettext("added: "))}

    def show(piece: Piece) -> SafeString:
        if piece.change == "same":
            return format_html("{}", piece.text)
        tag, word = said[piece.change]
        hidden = format_html('<span class="visually-hidden">{}</span>', word)
        return format_html('<{} class="{}">{}{}</{}>', tag, piece.change, hidden, piece.text, tag)

    return format_html_join("", "{}", ((show(piece),) for piece in word_difference(old or "", new or "")))
