"""How much a text looks like a term: for telling a column of deadlines from others."""

from __future__ import annotations

from functools import lru_cache

from promost.kit import text as texts

from .grammar import SILENT, Tree, parse
from .nodes import Event, Mark, Node, Term
from .tokens import Token, tokenise

_LONG = 150
_NUMBER_ONLY = {"short": 0.15, "year": 0.5, "date": 1.0}


@lru_cache(maxsize=8192)
def looks_like(text: str) -> float:
    """From 0 (no term) to 1 (nothing but a term). A bare number, a dash or an empty cell is 0."""
    cleaned = texts.clean(text)
    tokens = tokenise(cleaned)
    if not tokens or len(cleaned) > 10 * _LONG:
        return 0.0
    tree = parse(tokens)
    if not tree.nodes:
        return 0.0
    if len(tokens) == 1:
        return _single(tokens[0], tree.nodes[0])
    said = sum(_size(token) for node in tree.nodes for token in _counted(tokens, node))
    total = sum(_size(token) for token in tokens if token.kind not in SILENT)
    share = min(said / total, 1.0) if total else 0.0
    return share * min(1.0, _LONG / len(cleaned)) * _trust(tree)


def _single(token: Token, node: Node) -> float:
    if token.slip == "serial":
        return 0.4
    if token.kind == "short":
        return 0.6 if len(token.raw) == 5 and token.raw[3] in "01" and token.raw[0] in "0123" else 0.15
    return _NUMBER_ONLY.get(token.kind, 0.0 if isinstance(node, Mark) and node.kind == "missing" else 1.0)


def _counted(tokens: tuple[Token, ...], node: Node) -> tuple[Token, ...]:
    """The tokens of a node that speak for a term."""
    return tuple(token for token in tokens[node.first : node.last] if token.kind not in SILENT)


def _size(token: Token) -> int:
    return len(token.raw) if token.kind == "word" else token.stop - token.begin


def _trust(tree: Tree) -> float:
    """Words that are a term only in the right column count less than days and months."""
    if any(isinstance(node, Term) for node in tree.nodes):
        return 1.0
    if all(isinstance(node, Mark) and node.kind in {"missing", "tentative", "onward"} for node in tree.nodes):
        return 0.0
    events = [node for node in tree.nodes if isinstance(node, Event)]
    if events:
        return 0.7 if any(node.amount for node in events) else 0.4
    return 0.9
