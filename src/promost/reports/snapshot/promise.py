"""What a report needs of a plan beside its progress, read in a fixed number of queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Prefetch

from promost.kit.moments import Moment
from promost.plans.models import Edition, MeasureEdition, Owner, Party, PartyOrganisation, Plan, Target
from promost.plans.queries.editions import in_force
from promost.profiles.models import Indicator
from promost.registry.models import Organisation
from promost.reports.snapshot.shapes import Name, OwnerLine, PartyLine


@dataclass(frozen=True, slots=True)
class Promised:
    """A measure as the edition has it, under its key."""

    key: int
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


def edition_at(plan: Plan, at: Moment) -> Edition:
    """Return the edition in force at a moment, with its document. Raises Edition.DoesNotExist where there is none."""
    rows = plan.editions.select_related("plan__agreement", "document")
    return rows.order_by(in_force(at).desc())[:1].get()


def parties_of(plan: Plan) -> list[Party]:
    """Return the parties of a plan's agreement in their turn of signing, with who sits for them; in two queries."""
    seats = Prefetch("seats", PartyOrganisation.objects.select_related("organisation").order_by("-is_lead", "pk"))
    rows = Party.objects.filter(agreement=plan.agreement_id).select_related("region")
    return list(rows.order_by("order").prefetch_related(seats))


def read(edition: Edition, parties: Iterable[Party]) -> Promise:
    """Read an edition in three queries for any number of measures; the parties were read before."""
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
        measures=_measures(edition),
        indicators={code: Name(ru, en) for code, ru, en in _indicators(plan)},
    )


def _indicators(plan: Plan) -> Any:
    used = Indicator.objects.filter(pk__in=Target.objects.filter(plan=plan).values("indicator")).order_by("code")
    return used.values_list("code", "name_ru", "name_en")


def _signs(party: Party) -> Name:
    return next((name_of(seat.organisation) for seat in party.seats.all()), Name(""))


def name_of(organisation: Organisation) -> Name:
    """What an organisation is called in a table: shortly where it has a short name."""
    return Name(organisation.short_name or organisation.name, organisation.name_en)


def _measures(edition: Edition) -> tuple[Promised, ...]:
    owners = _owners(edition)
    rows = MeasureEdition.objects.filter(edition=edition).select_related("measure", "section").order_by("position")
    return tuple(
        Promised(
            key=row.measure_id,
            number=row.number,
            title=row.title,
            section=row.section.title if row.section else "",
            direction=row.measure.direction,
            starts_on=row.starts_on,
            ends_on=row.ends_on,
            deadline_kind=row.deadline_kind,
            deadline_text=row.deadline_text,
            owners=tuple(owners[row.pk]),
            place=row.place,
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
