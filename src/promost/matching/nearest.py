"""The nearest yes: a smallest set of changes to a record, checked by evaluating the criteria as they were written."""

from collections.abc import Callable
from datetime import date

from promost.matching.codes import dotted
from promost.matching.conditions import elements
from promost.matching.evaluate import evaluate
from promost.matching.normal import Normal, answer
from promost.matching.offers import Offer
from promost.matching.schema import Codes, Field, Record, Schema
from promost.matching.search import Found, any_way, cheapest
from promost.matching.truth import Truth
from promost.matching.values import Value

PARED_MOST = 200
"""How many additions to one list, and how many removals, are tried whether they can be spared."""


class Nearest(dict[str, Value]):
    """Field → new value. ``smallest`` is False when a smaller set may exist, because the search was cut short."""

    def __init__(self, changes: dict[str, Value], smallest: bool) -> None:
        """Take the changes."""
        super().__init__(changes)
        self.smallest = smallest


def nearest(offer: Offer, record: Record, schema: Schema, as_of: date) -> tuple[Nearest | None, bool]:
    """The nearest yes for a record that was read, and whether that is proved; None when no change gives a yes.

    A known value of a ``fixed`` field stays.
    """
    if offer.root is None:
        return Nearest({}, True), True
    fixed = frozenset(name for name, field in schema.items() if field.fixed and record[name] is not None)
    found = cheapest(offer.root, record, schema, fixed)
    if found.changes is None and not found.certain:
        found = _some(offer.root, record, schema, fixed)
    if found.changes is None:
        return None, found.certain

    def fits(changes: dict[str, Value]) -> bool:
        return evaluate(offer.criteria, {**record, **changes}, schema, as_of) is Truth.YES

    changes = found.changes
    if not fits(changes):
        raise AssertionError(f"{offer.key}: the search and the specification disagree about {changes}")
    for name in found.changes:
        changes = {**changes, name: _pared(name, record[name], changes, fits)}
    shown = {name: _shown(schema[name], value) for name, value in changes.items()}
    return Nearest(shown, found.certain), found.certain


def _some(root: Normal, record: Record, schema: Schema, fixed: frozenset[str]) -> Found:
    """Any way at all, thinned out field by field until nothing more can be taken back."""
    changes = any_way(root, record, schema, fixed)
    if changes is None:
        return Found(None, False)
    for name in list(changes):
        fewer = {one: value for one, value in changes.items() if one != name}
        if answer(root, {**record, **fewer}, schema) is Truth.YES:
            changes = fewer
    return Found(changes, False)


def _pared(name: str, current: Value | None, changes: dict[str, Value], fits: Callable[..., bool]) -> Value:
    """The new value of a field; if a list, without the additions and removals that the yes does not need."""
    value = changes[name]
    if not isinstance(value, tuple):
        return value
    had = () if current is None else elements(current)
    before, after = set(had), set(value)
    pared = list(value)
    for one in [one for one in reversed(value) if one not in before][:PARED_MOST]:
        fewer = [other for other in pared if other != one]
        pared = fewer if fits({**changes, name: tuple(fewer)}) else pared
    for one in [one for one in had if one not in after][:PARED_MOST]:
        kept = {*pared, one}
        more = [*(other for other in had if other in kept), *(other for other in pared if other not in before)]
        pared = more if fits({**changes, name: tuple(more)}) else pared
    return tuple(pared)


def _shown(field: Field, value: Value) -> Value:
    if isinstance(field, Codes) and field.dots:
        return tuple(dotted(code) for code in elements(value))
    return value
