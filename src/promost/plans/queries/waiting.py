"""What waits for the parties of a plan: an edition for approval, an amendment for consent.

It is asked along in the query that reads the parties, so that the page of a plan asks no query for it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet, Subquery

from promost.plans.models import (
    Amendment,
    AmendmentState,
    Approval,
    Consent,
    Edition,
    Owner,
    Party,
    Plan,
    PlanState,
    SideChoice,
)


@dataclass(frozen=True, slots=True)
class Asked:
    """Something that every party answers: those that have, and those that have not yet, in the agreement's order."""

    edition: int
    done: tuple[Party, ...]
    waits: tuple[Party, ...]

    @property
    def parties(self) -> int:
        """How many parties answer."""
        return len(self.done) + len(self.waits)


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits for the parties. ``editions`` are the numbers of the approved ones, the newest first."""

    approval: Asked | None
    amendment: Asked | None
    editions: tuple[int, ...]


def open_amendment(plan: Plan) -> Amendment | None:
    """Return the amendment of a plan that waits for answers: there is one at most."""
    return _open(plan).select_related("plan__agreement", "base__plan", "party").first()


def asked_along(plan: Plan) -> Mapping[str, Any]:
    """Return what is asked of each party of a plan where its parties are read: {attribute: expression}.

    Whether it owns measures in the newest edition and has approved that, whether it owns measures in the edition that
    an open amendment changes and agrees to it, and the number of that edition.
    """
    newest = Edition.objects.filter(plan=plan).order_by("-number").values("pk")[:1]
    base = _open(plan).values("base")[:1]
    agreed = Consent.objects.filter(agrees=True, amendment__plan=plan, amendment__state=AmendmentState.OPEN)
    return {
        "owns_newest": Exists(_mine(Owner.objects.filter(measure_edition__edition=Subquery(newest)))),
        "has_approved": Exists(_mine(Approval.objects.filter(edition=Subquery(newest)))),
        "owns_base": Exists(_mine(Owner.objects.filter(measure_edition__edition=Subquery(base)))),
        "has_agreed": Exists(_mine(agreed)),
        "amended": Subquery(_open(plan).values("base__number")[:1]),
    }


def waiting(plan: Plan, parties: Sequence[Party], editions: Iterable[Edition]) -> Waiting:
    """Return what waits for a plan's ``parties``, which were read with ``asked_along``; it asks no query."""
    numbers = {each.number: each.approved_at is not None for each in editions}
    approved = tuple(sorted((number for number, is_approved in numbers.items() if is_approved), reverse=True))
    newest = max(numbers, default=0)
    is_pending = plan.state in {PlanState.ON_APPROVAL, PlanState.IN_FORCE} and not numbers.get(newest, True)
    approval = _asked(newest, parties, "owns_newest", "has_approved") if is_pending else None
    base = _of(parties[0], "amended") if parties else None
    return Waiting(approval, _asked(base, parties, "owns_base", "has_agreed") if base else None, approved)


def _asked(edition: int, parties: Collection[Party], owns: str, has: str) -> Asked:
    asked = [each for each in parties if _of(each, owns) or each.side == SideChoice.CURATOR]
    done = tuple(party for party in asked if _of(party, has))
    return Asked(edition, done, tuple(party for party in asked if not _of(party, has)))


def _of(party: Party, attribute: str) -> Any:
    return getattr(party, attribute)


def _open(plan: Plan) -> QuerySet[Amendment]:
    return Amendment.objects.filter(plan=plan, state=AmendmentState.OPEN)


def _mine(rows: QuerySet[Any]) -> QuerySet[Any]:
    return rows.filter(party=OuterRef("pk")).order_by()
