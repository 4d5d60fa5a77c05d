"""What waits for the parties of a plan: an edition for approval, an amendment for consent; one query for all of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, F, IntegerField, Value, When

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

EDITION, APPROVED, OPEN, AGREED, OWNING = range(5)
"""The kinds of rows that one query brings: (kind, number of the edition or key of the amendment, key of the party)."""


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
    rows = plan.amendments.filter(state=AmendmentState.OPEN)
    return rows.select_related("plan__agreement", "base__plan", "party").first()


def waiting(plan: Plan, parties: Collection[Party]) -> Waiting:
    """Return what waits for a plan's ``parties``, which are given in the agreement's order; in one query."""
    found: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for kind, number, party in _rows(plan):
        found[kind].append((number, party))
    approved = tuple(sorted((number for number, is_approved in found[EDITION] if is_approved), reverse=True))
    newest = max((number for number, _ in found[EDITION]), default=0)
    owning: dict[int, set[int]] = defaultdict(set)
    for number, party in found[OWNING]:
        owning[number].add(party)
    is_pending = plan.state in {PlanState.ON_APPROVAL, PlanState.IN_FORCE} and newest not in approved[:1]
    approval = _asked(newest, found[APPROVED], parties, owning) if is_pending else None
    base = next((number for number, _ in found[OPEN]), 0)
    return Waiting(approval, _asked(base, found[AGREED], parties, owning) if base else None, approved)


def _asked(
    edition: int, answers: Iterable[tuple[int, int]], parties: Iterable[Party], owning: Mapping[int, Collection[int]]
) -> Asked:
    answered = {party for number, party in answers if number == edition}
    asked = [each for each in parties if each.pk in owning[edition] or each.side == SideChoice.CURATOR]
    done = tuple(party for party in asked if party.pk in answered)
    return Asked(edition, done, tuple(party for party in asked if party.pk not in answered))


def _rows(plan: Plan) -> Any:
    """All of it in one UNION. Owners are asked of every edition: it costs less than to ask first which ones matter."""
    is_approved = Case(When(approved_at__isnull=False, then=1), default=0, output_field=IntegerField())
    editions = _of(Edition.objects.filter(plan=plan), EDITION, F("number"), is_approved)
    approvals = _of(Approval.objects.filter(edition__plan=plan), APPROVED, F("edition__number"), F("party_id"))
    is_open = {"state": AmendmentState.OPEN, "plan": plan}
    amendments = _of(Amendment.objects.filter(**is_open), OPEN, F("base__number"), F("party_id"))
    consents = Consent.objects.filter(agrees=True, **{f"amendment__{key}": value for key, value in is_open.items()})
    owners = _of(
        Owner.objects.filter(measure_edition__edition__plan=plan),
        OWNING,
        F("measure_edition__edition__number"),
        F("party_id"),
    )
    agreed = _of(consents, AGREED, F("amendment__base__number"), F("party_id"))
    return editions.union(approvals, amendments, agreed, owners)


def _of(rows: Any, kind: int, number: Any, party: Any) -> Any:
    what = Value(kind, output_field=IntegerField())
    return rows.order_by().values_list(what, number, party)
