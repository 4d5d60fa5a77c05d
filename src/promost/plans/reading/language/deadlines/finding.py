"""A term inside a sentence, as protocols without tables have it: "Организовать во II квартале стажировку …"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from promost.kit import text as texts
from promost.plans.reading.draft import Deadline, DeadlineKind
from promost.plans.reading.language.doubts import Doubts

from . import typing
from .checks import checked
from .grammar import SILENT, Tree, parse
from .judging import Saying, judge
from .nodes import DayRule, Event, Lead, Mark, Node, Repeat, Term
from .reading import Read
from .tokens import Token, tokenise
from .years import Period

_NO_TERM = frozenset({"на", "for", "от", "за", "over"})
"""Words before a year or a date that make it part of a title or of another document ("план на 2026 год")."""
_TITLES = ("срок", "deadline", "date")
_ADVERB_ENDS = ("но", "ly", "месяцам", "кварталам", "полугодиям")


def find(sentence: str, period: Period) -> Deadline | None:
    """The term in a sentence, its ``text`` being the words that say it; None if there is none. Never raises."""
    found = find_with_doubts(sentence, period)
    return None if found is None else found[0]


@lru_cache(maxsize=4096)
def find_with_doubts(sentence: str, period: Period) -> Read | None:
    """As `find`, together with what is doubtful about it."""
    text = texts.clean(sentence)
    tokens = tokenise(text, slips_of_hand=False)
    clusters = [cluster for cluster in _clusters(tokens, parse(tokens).nodes) if _weight(tokens, cluster)]
    if not clusters:
        return None
    best = max(clusters, key=lambda cluster: _weight(tokens, cluster))
    begin = tokens[best[0].first].begin
    words = text[begin : tokens[best[-1].last - 1].stop]
    doubts = Doubts("deadline")
    level = tuple(replace(node, depth=0) for node in best)
    deadline = judge(Saying(words, tokens, Tree(level, ()), begin), period, doubts)
    if deadline.kind is DeadlineKind.NONE:
        return None
    typing.tell(text, tokens, best, doubts, english=None)
    return checked(replace(deadline, text=words), period, doubts), doubts.all()


def _clusters(tokens: Sequence[Token], nodes: Sequence[Node]) -> list[list[Node]]:
    """Nodes that stand side by side with nothing but small words between them."""
    found: list[list[Node]] = []
    for node in nodes:
        if not _tells(tokens, node):
            continue
        gap = tokens[found[-1][-1].last : node.first] if found else ()
        if found and all(token.kind in SILENT for token in gap) and len(gap) <= 3:
            found[-1].append(node)
        else:
            found.append([node])
    return found


def _tells(tokens: Sequence[Token], node: Node) -> bool:
    """Whether a node found in running text may be a term at all."""
    first = tokens[node.first]
    if isinstance(node, Term):
        return _term_tells(tokens, node)
    if isinstance(node, Repeat):
        return first.kind != "recur" or first.raw.lower().endswith(_ADVERB_ENDS)
    if isinstance(node, Event):
        return node.sided and node.amount != 0
    if isinstance(node, Mark):
        return node.kind == "whole" and first.raw.lower() not in {"ongoing", "regularly", "регулярно", "систематически"}
    return isinstance(node, DayRule)


def _term_tells(tokens: Sequence[Token], term: Term) -> bool:
    used = tokens[_told(tokens, term) : term.last]
    if any(token.kind == "short" or token.slip == "serial" for token in used):
        return False
    if any(token.kind == "month" and token.raw in {"may", "march", "mar"} for token in used):
        return False
    if used[0].raw.lower() in _NO_TERM and term.end is None:
        return False
    open_from = term.lead is Lead.FROM and term.end is None
    return not open_from or used[0].raw.lower().startswith(("начиная", "start", "beginning"))


def _told(tokens: Sequence[Token], node: Node) -> int:
    """The index of a node's first token that says something."""
    return next((at for at in range(node.first, node.last) if tokens[at].kind != "skip"), node.first)


def _weight(tokens: Sequence[Token], cluster: Sequence[Node]) -> int:
    """How surely a cluster is the sentence's term; 0 for none."""
    node = cluster[0]
    before = tokens[max(node.first - 2, 0) : node.first]
    titled = any(token.raw.lower().startswith(_TITLES) for token in (*before, tokens[node.first]))
    if titled:
        return 9
    if not isinstance(node, Term):
        return 2 if isinstance(node, Mark) else 6
    led = tokens[_told(tokens, node)].kind in {"in", "by", "from", "to", "between"}
    dated = any(isinstance(one, Term) and (one.end or one.start).dated for one in cluster)
    if led:
        return 5 + dated + 2 * (node.lead is Lead.BY)
    if node.start.grain == "year":
        return 0
    return 2 + dated if node.depth or dated else 0
