"""What an amendment proposes, as it is kept: what is typed goes to JSON and comes back, by keys that last."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from promost.plans.actions.measures import Given, GivenOwner, GivenTarget
from promost.plans.models import Agreement, ChangeKind, Edition, Measure, Party, Section, Target
from promost.plans.queries.parties import known_parties
from promost.registry.models import Organisation

PLAIN = ("number", "title", "direction", "deadline_kind", "deadline_text", "result", "completion_document", "note")


@dataclass(frozen=True, slots=True)
class Proposed:
    """One change: a measure as it will be (None for one struck out), or new values of a target of the whole plan."""

    kind: ChangeKind
    measure: Measure | None = None
    given: Given | None = None
    target: Target | None = None
    values: tuple[tuple[date, Decimal | None], ...] = ()


def to_json(proposed: Proposed) -> dict[str, Any]:
    """Return what a change will be, as JSON."""
    if proposed.target is not None:
        return {"values": [[day.isoformat(), _text(value)] for day, value in proposed.values]}
    return _measure(proposed.given) if proposed.given else {}


def values_from(stored: Mapping[str, Any]) -> list[tuple[date, Decimal | None]]:
    """Return the values of a target of the whole plan by reporting day."""
    pairs = stored.get("values") or ()
    return [(date.fromisoformat(day), None if value is None else Decimal(value)) for day, value in pairs]


@dataclass(frozen=True, slots=True)
class Named:
    """What stored changes name: parties by their turn, bodies by their lasting id, sections by edition and place."""

    parties: Mapping[int, Party]
    bodies: Mapping[str, Organisation]
    sections: Mapping[tuple[int, int], Section]


def named_in(several: Iterable[Mapping[str, Any]], agreement: Agreement, editions: Collection[Edition]) -> Named:
    """Return what changes of ``editions`` name, in three queries at most for any number of them."""
    bodies = set().union(*(_bodies(stored) for stored in several if "owners" in stored))
    return Named(
        {party.order: party for party in known_parties(agreement) or agreement.parties.all()},
        {str(each.uuid): each for each in Organisation.objects.filter(uuid__in=bodies)},
        {(each.edition_id, each.position): each for each in Section.objects.filter(edition__in=editions)},
    )


def given_from(stored: Mapping[str, Any], edition: Edition, named: Named | None = None) -> Given:
    """Return a measure as it will be in ``edition``; ``named`` is what was read for several. Raises KeyError."""
    named = named or named_in([stored], edition.plan.agreement, [edition])
    return Given(
        **{name: stored[name] for name in PLAIN},
        starts_on=_day(stored["starts_on"]),
        ends_on=_day(stored["ends_on"]),
        due_dates=tuple(date.fromisoformat(day) for day in stored["due_dates"]),
        section=named.sections.get((edition.pk, stored.get("section") or 0)),
        lead=named.bodies.get(stored["lead"] or ""),
        owners=tuple(
            GivenOwner(named.parties[each["party"]], named.bodies[each["body"]], each["person"], each["by_agreement"])
            for each in stored["owners"]
        ),
        targets=tuple(GivenTarget(**{**each, "value": Decimal(each["value"])}) for each in stored["targets"]),
    )


def _measure(given: Given) -> dict[str, Any]:
    return {
        **{name: getattr(given, name) for name in PLAIN},
        "starts_on": given.starts_on and given.starts_on.isoformat(),
        "ends_on": given.ends_on and given.ends_on.isoformat(),
        "due_dates": [day.isoformat() for day in given.due_dates],
        "section": given.section and given.section.position,
        "lead": given.lead and str(given.lead.uuid),
        "owners": [
            {
                "party": each.party.order,
                "body": str(each.organisation.uuid),
                "person": each.person,
                "by_agreement": each.by_agreement,
            }
            for each in given.owners
        ],
        "targets": [
            {
                "label": each.label,
                "value": str(each.value),
                "unit": each.unit,
                "okei": each.okei,
                "comparator": each.comparator,
            }
            for each in given.targets
        ],
    }


def _bodies(stored: Mapping[str, Any]) -> set[str]:
    return {each["body"] for each in stored["owners"]} | ({stored["lead"]} if stored["lead"] else set())


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _text(value: Decimal | None) -> str | None:
    return None if value is None else str(value)
