"""What a column's heading says: the role, by the words of columns.toml, read from the top line to the bottom one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from promost.plans.reading.layout.parties.labels import names_party_outright, said_side
from promost.plans.reading.layout.parties.names import bare, stems
from promost.plans.reading.layout.roles import Role
from promost.plans.reading.layout.spans import Slot, joined, slot
from promost.plans.reading.layout.vocabulary import Match, Phrases, load, phrases, tokens

LONGEST = 300
"""No heading is longer, in characters."""
WORDIEST = 40
PARTY = 4.0
"""The claim of a heading that only names a party."""
_PARTED = re.compile(r"(?<=[а-яa-z])-\s+(?=[а-яa-z])")
"""A word parted at the end of a narrow column's line: "Ответст- венный"."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading as understood. ``score`` compares the claims of several columns to one role."""

    role: Role | None
    score: float
    slot: Slot | None


@lru_cache(maxsize=4096)
def roles_of(text: str) -> dict[Role, Match]:
    """Every role that the words of one line speak for; empty for a text too long to be a heading."""
    words = tokens(_PARTED.sub("", text))
    if not words or len(text) > LONGEST or len(words) > WORDIEST:
        return {}
    found = {role: names.match_tokens(words) for role, names in _vocabulary().items()}
    return {role: match for role, match in found.items() if match}


def best_role(text: str) -> tuple[Role, Match] | None:
    """The role that a single line speaks for most, or None."""
    found = roles_of(text)
    return max(found.items(), key=lambda item: item[1].score) if found else None


def is_heading(text: str) -> Role | None:
    """The role of a text that is a heading and little else: its words are a good part of it, near its beginning."""
    best = best_role(text)
    if best is not None:
        role, match = best
        if match.at == 0 or (match.at <= 2 and match.words / len(tokens(text)) >= 0.3):
            return role
    named = slot(text)
    return Role.MARK if named and len(tokens(text)) <= 5 else None


def understand(path: tuple[str, ...]) -> Heading:
    """A heading of one or several lines, brought to a role (None where no word is known) and a stretch of time."""
    if not path:
        return Heading(None, 0.0, None)
    slots = joined(path)
    if len(path) > 1:
        upper = next((best for text in path[:-1] if (best := best_role(text))), None)
        above = (upper[0], upper[1].score) if upper else (Role.OWNER, PARTY) if _is_party(path[0]) else None
        below = _below(above[0], path[-1]) if above else None
        if above and below:
            return Heading(below, above[1], slots)
    for text in reversed(path):
        best = best_role(text)
        if best:
            return _alone(best[0], best[1].score, text, slots)
    if slots:
        return Heading(Role.MARK, 5.0, slots)
    return Heading(Role.OWNER, PARTY, None) if _is_party(path[-1]) else Heading(None, 0.0, None)


def _is_party(text: str) -> bool:
    """Whether a line without any known word is the name of a party: its column holds that party's bodies."""
    return names_party_outright(text) and bool(said_side(text) or stems(bare(text)))


def _alone(role: Role, score: float, text: str, slots: Slot | None) -> Heading:
    """One line: a base year with "fact" beside it, a year with "plan", otherwise the role of its words."""
    if slots and role in (Role.OTHER, Role.BASELINE) and _part("fact").match(text):
        return Heading(Role.BASELINE, score, slots)
    return Heading(role, score, slots)


def _below(upper: Role, leaf: str) -> Role | None:
    """The role of a lower line under an upper one; None where the lower line speaks for itself."""
    if upper in (Role.DEADLINE, Role.START, Role.END):
        return _under_deadline(leaf)
    if upper in (Role.INDICATOR, Role.VALUE, Role.RESULT):
        return _under_indicator(upper, leaf)
    if upper is Role.FUNDING:
        return Role.FUNDING_SOURCE if _part("source").match(leaf) and not slot(leaf) else Role.FUNDING
    if upper is Role.OWNER:
        own = best_role(leaf)
        return Role.PERSON if own and own[0] is Role.PERSON else Role.OWNER
    return None


def _under_deadline(leaf: str) -> Role:
    if slot(leaf):
        return Role.MARK
    if _part("start").match(leaf):
        return Role.START
    return Role.END if _part("end").match(leaf) else Role.DEADLINE


def _under_indicator(upper: Role, leaf: str) -> Role | None:
    if _part("okei").match(leaf):
        return Role.OKEI
    if _part("fact").match(leaf):
        return Role.BASELINE
    if _part("unit").match(leaf):
        return Role.UNIT
    if slot(leaf) or _part("value").match(leaf):
        return Role.VALUE
    if _part("name").match(leaf):
        return Role.INDICATOR
    own = best_role(leaf)
    return own[0] if own else upper


def _part(name: str) -> Phrases:
    return phrases("columns", "parts", name)


@cache
def _vocabulary() -> dict[Role, Phrases]:
    return {Role(name): Phrases(words) for name, words in load("columns")["roles"].items()}
