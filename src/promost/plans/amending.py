"""What an amendment proposes, as it is kept: what is typed goes to JSON and comes back, by keys that last."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from promost.plans.actions.measures import Given, GivenOwner, GivenTarget
from promost.plans.models import ChangeKind, Edition, Measure, Target
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


def given_from(stored: Mapping[str, Any], edition: Edition) -> Given:
    """Return a measure as it will be in ``edition``. Raises Organisation.DoesNotExist, Party.DoesNotExist."""
    parties = {party.order: party for party in edition.plan.agreement.parties.all()}
    bodies = {str(each.uuid): each for each in Organisation.objects.filter(uuid__in=_bodies(stored))}
    section = edition.sections.filter(position=stored["section"]).first() if stored.get("section") else None
    return Given(
        **{name: stored[name] for name in PLAIN},
        starts_on=_day(stored["starts_on"]),
        ends_on=_day(stored["ends_on"]),
        due_dates=tuple(date.fromisoformat(day) for day in stored["due_dates"]),
        section=section,
        lead=bodies.get(stored["lead"] or ""),
        owners=tuple(
            GivenOwner(parties[each["party"]], bodies[each["body"]], each["person"], each["by_agreement"])
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
