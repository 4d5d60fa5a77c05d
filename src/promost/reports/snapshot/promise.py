"""What a report needs of a plan beside its progress, read in a fixed number of queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F

from promost.plans.models import Edition, Owner, Party, Plan
from promost.plans.queries.promised import ValueRow, picker
from promost.progress.queries.lines import MeasureRow
from promost.registry.models import Organisation
from promost.reports.snapshot.shapes import Name, OwnerLine, PartyLine

FIELDS = ("pk", "number", "title", "section__title", "measure__direction", "deadline_text", "place")
"""What a report asks of a measure beside what its progress is made of."""
_INDICATORS = picker("target__indicator__code", "target__indicator__name_ru", "target__indicator__name_en")


@dataclass(frozen=True, slots=True)
class Promised:
    """A measure as the edition has it, under its key."""

    key: int
    uuid: str
    number: str
    title: str
    section: str
    direction: str
    starts_on: date | None
    ends_on: date | None
    deadline_kind: str
    deadline_text: str
    owners: tuple[OwnerLine, ...]
    place: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Promise:
    """A plan in one edition: its head, its parties, its measures in order, the names of its indicators by code."""

    plan: str
    title: str
    kind: str
    invented: bool
    agreement: str
    agreement_on: date
    starts_on: date
    ends_on: date
    edition: int
    document: str
    parties: tuple[PartyLine, ...]
    measures: tuple[Promised, ...]
    indicators: dict[str, Name]

    def measure(self, key: int | None) -> Promised | None:
        """A measure by its key; None for one that the edition does not have."""
        return next((each for each in self.measures if each.key == key), None)


def parties_of(plan: Plan) -> list[Party]:
    """Return the parties of a plan's agreement in their turn of signing, each with who leads for it; in one query."""
    seat = {"led_name": "name", "led_short": "short_name", "led_en": "name_en"}
    rows = Party.objects.filter(agreement=plan.agreement_id).select_related("region")
    rows = rows.annotate(**{name: F(f"seats__organisation__{path}") for name, path in seat.items()})
    found: dict[int, Party] = {}
    for row in rows.order_by("order", "pk", "-seats__is_lead", "seats__pk"):
        found.setdefault(row.pk, row)
    return list(found.values())


def read(edition: Edition, parties: Iterable[Party], rows: Sequence[MeasureRow], values: Iterable[ValueRow]) -> Promise:
    """Read the owners of an edition's measures in one query; all else was read before."""
    plan, agreement = edition.plan, edition.plan.agreement
    return Promise(
        plan=str(plan.uuid),
        title=plan.title,
        kind=plan.kind,
        invented=plan.invented,
        agreement=agreement.number,
        agreement_on=agreement.date,
        starts_on=plan.starts_on,
        ends_on=plan.ends_on,
        edition=edition.number,
        document=edition.document.name if edition.document else "",
        parties=tuple(PartyLine(row.side, Name(row.name, row.name_en), _signs(row)) for row in parties),
        measures=_measures(rows, _owners(edition)),
        indicators={code: Name(ru, en) for code, ru, en in sorted(set(map(_INDICATORS, values)), key=str) if code},
    )


def _signs(party: Party) -> Name:
    led = vars(party)
    return Name(led.get("led_short") or led.get("led_name") or "", led.get("led_en") or "")


def name_of(organisation: Organisation) -> Name:
    """What an organisation is called in a table: shortly where it has a short name."""
    return Name(organisation.short_name or organisation.name, organisation.name_en)


def _measures(rows: Iterable[MeasureRow], owners: dict[int, list[OwnerLine]]) -> tuple[Promised, ...]:
    return tuple(
        Promised(
            key=row["measure_id"],
            uuid=str(row["measure__uuid"]),
            number=row["number"],
            title=row["title"],
            section=row["section__title"] or "",
            direction=row["measure__direction"],
            starts_on=row["starts_on"],
            ends_on=row["ends_on"],
            deadline_kind=row["deadline_kind"],
            deadline_text=row["deadline_text"],
            owners=tuple(owners[row["pk"]]),
            place=row["place"],
        )
        for row in rows
    )


def _owners(edition: Edition) -> dict[int, list[OwnerLine]]:
    found: dict[int, list[OwnerLine]] = defaultdict(list)
    rows = Owner.objects.filter(measure_edition__edition=edition).select_related("party", "organisation")
    for row in rows.order_by("position"):
        party = Name(row.party.name, row.party.name_en)
        line = OwnerLine(row.party.side, party, str(row.organisation.uuid), name_of(row.organisation), row.person)
        found[row.measure_edition_id].append(line)
    return found
