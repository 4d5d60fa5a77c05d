"""A programme in the test's database, put together piece by piece: plan, measures, targets, facts, levels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import uuid4

from promost.kit import clock
from promost.kit.moments import Moment
from promost.ledger.models import Fact
from promost.plans.models import (
    Agreement,
    Edition,
    Measure,
    MeasureEdition,
    Owner,
    Participant,
    Party,
    PartyOrganisation,
    Plan,
    Target,
    TargetValue,
)
from promost.profiles.models import Indicator, Observation
from promost.registry.models import Organisation, OrganisationKind
from tests.accounts.people import region

START, END = date(2025, 1, 1), date(2025, 12, 31)
QUARTERS = (date(2025, 3, 31), date(2025, 6, 30), date(2025, 9, 30), END)
EARLY = datetime.fromisoformat("2025-01-10T12:00:00+03:00")
NOVEMBER = Moment(date(2025, 11, 20), datetime.fromisoformat("2025-11-20T12:00:00+03:00"))


def noon(day: str) -> datetime:
    """Return noon in Moscow."""
    return datetime.fromisoformat(f"{day}T12:00:00+03:00")


def indicator(code: str, kind: str = "flow", **values: Any) -> Indicator:
    """Return an indicator, made if it is not there."""
    words = {"kind": kind, "okei": "642", "name_ru": code, "name_en": code, "source": "plans", **values}
    return Indicator.objects.get_or_create(code=code, defaults=words)[0]


def enterprise(name: str, where: str = "RU-MAG") -> Organisation:
    """Return a new enterprise of a region."""
    return Organisation.objects.create(
        name=name, kind=OrganisationKind.ENTERPRISE, region_id=where, created_at=clock.now()
    )


@dataclass
class Programme:
    """A donor, a recipient, a plan in its first edition."""

    plan: Plan
    edition: Edition
    donor: Organisation
    recipient: Organisation
    parties: Sequence[Party]
    made: int = field(default=0)

    @classmethod
    def build(cls, number: str = "1-P", **reporting: Any) -> Programme:
        """Make the programme."""
        places = region("RU-MOW", "Moscow", "Europe/Moscow"), region()
        bodies = [
            Organisation.objects.create(
                name=f"Ministry of {each.pk}", kind=OrganisationKind.AUTHORITY, region=each, created_at=clock.now()
            )
            for each in places
        ]
        agreement = Agreement.objects.create(number=number, date=START)
        parties = []
        for order, (side, body) in enumerate(zip(("donor", "recipient"), bodies, strict=True), start=1):
            party = Party.objects.create(
                agreement=agreement, side=side, name=body.name, region=body.region, order=order
            )
            PartyOrganisation.objects.create(party=party, organisation=body, is_lead=True)
            parties.append(party)
        plan = Plan.objects.create(
            agreement=agreement, title=f"Plan {number}", starts_on=START, ends_on=END, created_at=EARLY
        )
        edition = Edition.objects.create(plan=plan, number=1, made_at=EARLY, reporting=reporting)
        return cls(plan, edition, bodies[0], bodies[1], parties)

    def measure(self, ends_on: date | None = QUARTERS[1], **values: Any) -> Measure:
        """Add a measure that both sides own; the recipient leads."""
        self.made += 1
        measure = Measure.objects.create(plan=self.plan, created_at=EARLY)
        self.row(measure, self.edition, ends_on=ends_on, **values)
        return measure

    def row(self, measure: Measure, edition: Edition, **values: Any) -> MeasureEdition:
        """Put a measure into an edition."""
        given = {"deadline_kind": "due", "lead": self.recipient, "title": f"Measure {self.made}", **values}
        row = MeasureEdition.objects.create(
            measure=measure, edition=edition, position=edition.measures.count() + 1, number=f"1.{self.made}", **given
        )
        for place, party in enumerate(reversed(self.parties), start=1):
            body = self.recipient if party.side == "recipient" else self.donor
            Owner.objects.create(
                measure_edition=row, party=party, organisation=body, position=place, written_as=body.name
            )
        return row

    def target(self, of: Indicator | None, *promised: object, measure: Measure | None = None, **values: Any) -> Target:
        """Add a target: four values by quarter, or one by the measure's day or the plan's end."""
        given = {"label": "what", "unit": "ед", "okei": "642", "scope": "measure" if measure else "region", **values}
        made = Target.objects.create(
            plan=self.plan, measure=measure, indicator=of, position=self.plan.targets.count() + 1, **given
        )
        last = measure.editions.get(edition=self.edition).ends_on if measure else None
        self.promise(made, dict(zip(QUARTERS if len(promised) == 4 else [last or END], promised, strict=True)))
        return made

    def promise(self, target: Target, values: dict[date, Any], edition: Edition | None = None) -> None:
        """Give a target its values in an edition."""
        for day, value in values.items():
            amount = None if value is None else Decimal(str(value))
            TargetValue.objects.create(target=target, edition=edition or self.edition, due_on=day, value=amount)

    def next_edition(self, made_at: datetime) -> Edition:
        """Make a newer edition with the same measures and no values yet."""
        newer = Edition.objects.create(plan=self.plan, number=self.edition.number + 1, made_at=made_at)
        for each in self.edition.measures.order_by("position"):
            self.row(each.measure, newer, ends_on=each.ends_on, deadline_kind=each.deadline_kind)
        return newer

    def fact(self, of: Indicator, day: date, value: object = 1, *, recorded: str = "", **values: Any) -> Fact:
        """Record a fact past the ledger's checks: a test says itself when it was recorded."""
        given = {"region_id": "RU-MAG", "how": "hand", "source_kind": "test", "source_id": uuid4().hex, **values}
        at = noon(recorded) if recorded else noon(day.isoformat())
        return Fact.objects.create(
            indicator=of, happened_on=day, value=Decimal(str(value)), event="1", recorded_at=at, **given
        )

    def reversal(self, of: Fact, recorded: str = "") -> Fact:
        """Take a fact back."""
        return self.fact(
            of.indicator, of.happened_on, -of.value, measure=of.measure, organisation=of.organisation, how=of.how,
            breakdown=of.breakdown, region_id=of.region_id, reverses=of,
            recorded=recorded or of.recorded_at.date().isoformat(),
        )  # fmt: skip

    def handed_in(self, measure: Measure, day: date) -> Fact:
        """Hand in a measure's completion document."""
        return self.fact(indicator("COMPLETION"), day, measure=measure)

    def participant(self, body: Organisation, since: date = START, until: date | None = None) -> Participant:
        """List an enterprise as taking part."""
        return Participant.objects.create(plan=self.plan, organisation=body, since=since, until=until)


def observed(of: Indicator, ends_on: date, value: object, recorded: str = "2025-01-15", **values: Any) -> Observation:
    """Keep a level of a day, or of a period where ``starts_on`` is given."""
    given = {"starts_on": ends_on, "source": "test", "released_on": ends_on, "token": uuid4(), **values}
    return Observation.objects.create(
        indicator=of, ends_on=ends_on, value=Decimal(str(value)), recorded_at=noon(recorded), **given
    )
