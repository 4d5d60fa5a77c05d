"""The grammar of a whole deadline cell: repeats, day rules, terms, events and words that are a term by themselves."""

from __future__ import annotations

from dataclasses import dataclass, replace

from .cursor import Cursor
from .events import event
from .nodes import Mark, Node
from .repeats import day_rule, repeat
from .terms import terms
from .tokens import Token

_MARKS = frozenset({"whole", "later", "ondemand", "missing", "tentative", "onward"})
SILENT = frozenset({
    "skip", "sep", "dash", "colon", "of", "yearmark", "time", "calendar", "periodword", "in", "per", "fiscal", "stage",
    "latest",
})  # fmt: skip
"""Kinds of token that may stand about a term and say nothing."""


@dataclass(frozen=True, slots=True)
class Tree:
    """What was understood (``nodes`` in order) and the tokens that were not (``rest``)."""

    nodes: tuple[Node, ...]
    rest: tuple[Token, ...]


def parse(tokens: tuple[Token, ...]) -> Tree:
    """The tree of a row of tokens. Never fails: what no rule takes is left in ``rest``."""
    cursor = Cursor(tokens)
    nodes: list[Node] = []
    rest: list[Token] = []
    while cursor.look().kind != "end":
        found = _next(cursor)
        if found:
            nodes += found
        else:
            token = cursor.look()
            if token.kind not in SILENT:
                rest.append(token)
            cursor.at += 1
    return Tree(tuple(nodes), tuple(rest))


def _next(c: Cursor) -> list[Node]:
    """The node or list of terms at the cursor; nothing if no rule knows it."""
    begin, token = c.at, c.look()
    if token.kind in _MARKS:
        return _mark(c)
    for rule in (repeat, day_rule):
        found = rule(c)
        if found is not None:
            return [found]
        c.at = begin
    listed = terms(c)
    if listed:
        return [*listed]
    c.at = begin
    hanging = event(c)
    if hanging is not None:
        return [hanging]
    c.at = begin
    return []


def _mark(c: Cursor) -> list[Node]:
    begin, token = c.at, c.look()
    if token.kind == "whole" and token.value == "year" and c.look(1).kind in {"after", "before"}:
        hanging = _year_after(c)
        if hanging:
            return hanging
    c.at = begin + 1
    return [Mark(begin, c.at, token.depth, token.kind, str(token.value))]


def _year_after(c: Cursor) -> list[Node]:
    """Such as "в течение года со дня подписания": the year is a duration."""
    begin = c.at
    c.at += 1
    hanging = event(c)
    return [] if hanging is None else [replace(hanging, first=begin, amount=1, unit="year")]
