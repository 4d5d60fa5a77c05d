"""An amendment's changes field by field, as a person compares them, without the names of persons; read once for all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from promost.kit import formats
from promost.plans import amending
from promost.plans.difference import Flat
from promost.plans.models import Amendment, AmendmentChange, ChangeKind, Owner, Plan, Section
from promost.plans.queries.flat import days_text, iso_days, owner_text, target_text
from promost.registry.models import Organisation

PLAIN = ("number", "title", "result", "completion_document", "note")


@dataclass(frozen=True, slots=True)
class Written:
    """Owners of a measure in an edition: on one line, and {organisation's lasting id: how the document writes it}."""

    line: str = ""
    names: Mapping[str, str] = field(default_factory=dict)


Owners = Mapping[tuple[int, int], Written]
"""(edition's key, measure's key) → its owners."""
NOBODY = Written()


@dataclass(frozen=True, slots=True)
class Told:
    """What the changes of a plan's amendments name, by key."""

    plan: Plan
    owners: Owners
    parties: Mapping[int, str]
    bodies: Mapping[str, str]
    sections: Mapping[tuple[int, int], str]

    def before(self, amendment: Amendment, change: AmendmentChange) -> Flat:
        """Return what stood before; nothing for what is added."""
        return self._with_owners(change.before, amendment.base_id, change)

    def after(self, amendment: Amendment, change: AmendmentChange) -> Flat:
        """Return what it became, or would; nothing for what is struck out."""
        if change.kind == ChangeKind.STRUCK:
            return {}
        if change.after and amendment.made_id:
            return self._with_owners(change.after, amendment.made_id, change)
        if change.kind == ChangeKind.TARGET:
            pairs = amending.values_from(change.given)
            return {day.isoformat(): "—" if value is None else formats.number(value) for day, value in pairs}
        return self._proposed(amendment, change)

    def _with_owners(self, row: Flat, edition: int, change: AmendmentChange) -> Flat:
        if not row or change.target_id:
            return row
        return {**row, "owners": self.owners.get((edition, change.measure_id or 0), NOBODY).line}

    def _proposed(self, amendment: Amendment, change: AmendmentChange) -> Flat:
        given = change.given
        written = self.owners.get((amendment.base_id, change.measure_id or 0), NOBODY)
        days = days_text(_day(given["starts_on"]), _day(given["ends_on"]), iso_days(given["due_dates"]))
        return {
            **{name: given[name] for name in PLAIN},
            "section": self.sections.get((amendment.base_id, given["section"] or -1), ""),
            "deadline": given["deadline_text"] or days,
            "owners": "; ".join(self._owner(each, written) for each in given["owners"]),
            "targets": "; ".join(_target(each) for each in given["targets"]),
            "resources": change.before.get("resources", ""),
        }

    def _owner(self, given: Mapping[str, Any], written: Written) -> str:
        """Write an owner; one who stays is written as the edition writes it, so that it does not look changed."""
        name = written.names.get(given["body"]) or self.bodies.get(given["body"], "")
        return owner_text(self.parties.get(given["party"], ""), name, None, given["by_agreement"])


def told(plan: Plan, amendments: Collection[Amendment]) -> Told:
    """Read what the changes of a plan's amendments name, in four queries."""
    editions = {key for each in amendments for key in (each.base_id, each.made_id) if key}
    changes = [change for each in amendments for change in each.changes.all()]
    uuids = {owner["body"] for change in changes for owner in change.given.get("owners", ())}
    bodies = Organisation.objects.filter(uuid__in=uuids).order_by()
    sections = Section.objects.filter(edition__in=editions).order_by()
    return Told(
        plan=plan,
        owners=owners_of(editions),
        parties={party.order: party.called for party in plan.agreement.parties.all()},
        bodies={str(each.uuid): each.name for each in bodies},
        sections={(each.edition_id, each.position): each.title for each in sections},
    )


def owners_of(editions: Collection[int]) -> Owners:
    """Return the owners of measures of editions, without persons, in one query."""
    rows = Owner.objects.filter(measure_edition__edition__in=editions).order_by("measure_edition", "position")
    rows = rows.select_related("measure_edition", "party", "organisation")
    found: dict[tuple[int, int], list[Owner]] = defaultdict(list)
    for row in rows:
        found[row.measure_edition.edition_id, row.measure_edition.measure_id].append(row)
    return {key: _written(several) for key, several in found.items()}


def _written(owners: Sequence[Owner]) -> Written:
    lines = (owner_text(each.party.called, each.written_as, None, each.by_agreement) for each in owners)
    return Written("; ".join(lines), {str(each.organisation.uuid): each.written_as for each in owners})


def heading(change: AmendmentChange, row: Flat) -> str:
    """Name what a change is about: a target's label, a measure's number and title."""
    return change.target.label if change.target else f"{row.get('number', '')} {row.get('title', '')}".strip()


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _target(given: Mapping[str, Any]) -> str:
    return target_text(given["label"], given["comparator"], Decimal(given["value"]), given["unit"], given["okei"])
