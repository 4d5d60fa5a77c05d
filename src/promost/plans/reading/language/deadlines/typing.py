"""What the typing of a term leaves in doubt: look-alike letters, П for II, a mistyped month, years of two digits."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from promost.plans.reading.language.doubts import Doubts

from .nodes import Node, Term
from .tokens import Token

_ROMANS = ("", "I", "II", "III", "IV", "V", "VI")
_SLASHES = re.compile(r"(\d{1,2})/(\d{1,2})/\d{2,4}")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")


def tell(text: str, tokens: Sequence[Token], nodes: Iterable[Node], doubts: Doubts, *, english: bool | None) -> None:
    """Raises a doubt for every slip in the tokens that the nodes are made of."""
    used = [token for node in nodes for token in tokens[node.first : node.last]]
    for token in used:
        _slip(text, token, doubts)
    if any(term.start.short or (term.end is not None and term.end.short) for term in nodes if isinstance(term, Term)):
        doubts.raise_("TWO_DIGIT_YEAR", text=text)
    if english or (english is None and not _CYRILLIC.search(text)):
        _day_month(used, doubts)


def _slip(text: str, token: Token, doubts: Doubts) -> None:
    raw = text[token.begin : token.stop]
    if token.slip == "lookalike":
        doubts.raise_("LOOKALIKE_LETTERS", text=raw)
    elif token.slip == "serial":
        doubts.raise_("DATE_AS_SERIAL", text=raw, day=token.value)
    elif token.slip == "roman":
        doubts.raise_("AMBIGUOUS_ROMAN", text=raw, offer=_ROMANS[token.value])
    elif token.slip in {"month_typo", "word_typo"}:
        offer = text[: token.begin] + token.offer + text[token.stop :]
        doubts.raise_(token.slip.upper(), text=raw, offer=offer)


def _day_month(used: Iterable[Token], doubts: Doubts) -> None:
    """Such as "03/04/2025" in an English text: the day was taken first, and the month could be."""
    for token in used:
        match = _SLASHES.fullmatch(token.value) if token.kind == "date" else None
        if match and max(map(int, match.groups())) <= 12 and int(match[1]) != int(match[2]):
            doubts.raise_("AMBIGUOUS_DAY_MONTH", text=token.value)
