"""Offers made ready for a day: each in its normal form, each distinct condition with one number shared by all."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from promost.matching.conditions import Condition, Hit
from promost.matching.criteria import Criteria
from promost.matching.normal import Gate, Literal, Normal, literals, normal
from promost.matching.problems import CriteriaError, Problem
from promost.matching.schema import Schema


@dataclass(frozen=True, slots=True)
class Offer:
    """``root`` is None when nothing is asked. ``numbers`` gives the condition of each of ``parts``, in order;
    ``insists`` those hits without which there is no yes."""

    key: str
    criteria: Criteria
    root: Normal | None
    parts: tuple[Literal, ...]
    numbers: tuple[int, ...]
    insists: tuple[Hit, ...]


class Offers(Mapping[str, Offer]):
    """Offers by key. ``conditions`` lists every distinct condition; it only grows."""

    def __init__(self, schema: Schema, as_of: date) -> None:
        """No offers yet; leaves are those in force on ``as_of``."""
        self.schema, self.as_of = schema, as_of
        self.conditions: list[Condition] = []
        self._number: dict[Condition, int] = {}
        self._offers: dict[str, Offer] = {}

    def add(self, key: str, criteria: Criteria) -> Offer:
        """Make an offer ready, in place of one with the same key. Raises ``CriteriaError`` if it does not fit the
        schema."""
        try:
            criteria.check(self.schema)
        except CriteriaError as fault:
            raise CriteriaError(Problem(p.code, f"{key}: {p.where}", p.given) for p in fault.problems) from None
        root = normal(criteria.root, self.schema, self.as_of)
        parts = () if root is None else tuple(literals(root))
        offer = Offer(
            key, criteria, root, parts, tuple(self._numbered(part.condition) for part in parts), insisted(root)
        )
        self._offers[key] = offer
        return offer

    def copy(self) -> "Offers":
        """The same offers, to be added to apart."""
        twin = Offers(self.schema, self.as_of)
        twin.conditions, twin._number, twin._offers = self.conditions[:], self._number.copy(), self._offers.copy()
        return twin

    def narrowing_field(self) -> str | None:
        """The choice that most offers insist on, by which a table is best sorted; None if no offer insists on one."""
        counts: dict[str, int] = {}
        for offer in self._offers.values():
            for field in {hit.field for hit in offer.insists if self.schema[hit.field].kind == "choice"}:
                counts[field] = counts.get(field, 0) + 1
        return max(counts, key=lambda field: counts[field]) if counts else None

    def __getitem__(self, key: str) -> Offer:
        """The offer with a key."""
        return self._offers[key]

    def __iter__(self) -> Iterator[str]:
        """The keys, in the order added."""
        return iter(self._offers)

    def __len__(self) -> int:
        """How many offers there are."""
        return len(self._offers)

    def _numbered(self, condition: Condition) -> int:
        number = self._number.setdefault(condition, len(self.conditions))
        if number == len(self.conditions):
            self.conditions.append(condition)
        return number


def insisted(root: Normal | None) -> tuple[Hit, ...]:
    """The hits without which there is never a yes: those that stand at the top."""
    tops: tuple[Normal, ...] = (root,) if isinstance(root, Literal) else ()
    if isinstance(root, Gate) and root.least == len(root.children):
        tops = root.children
    found = [top.condition for top in tops if isinstance(top, Literal)]
    return tuple(one for one in found if isinstance(one, Hit) and one.wanted)
