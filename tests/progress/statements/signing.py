"""A programme in force with its people, put together in the test's database; its verbs by the side that uses them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import uuid4

from promost.accounts.actors import Actor
from promost.accounts.models import Membership, Role, User
from promost.kit import clock
from promost.ledger import actions as ledger
from promost.ledger.models import Fact
from promost.plans.models import (
    Agreement,
    Edition,
    Measure,
    MeasureEdition,
    Owner,
    Party,
    PartyOrganisation,
    Plan,
    PlanState,
    Target,
    TargetValue,
)
from promost.profiles.models import Indicator
from promost.progress.models import Signature, Statement
from promost.progress.statements import actions
from promost.registry.models import Organisation, OrganisationKind
from tests.accounts.people import region
from tests.progress.programme import EARLY, indicator

MARCH, JUNE, SEPTEMBER, DECEMBER = (date(2025, *each) for each in ((3, 31), (6, 30), (9, 30), (12, 31)))
BODIES = {
    "donor": (OrganisationKind.AUTHORITY, "RU-MOW"),
    "recipient": (OrganisationKind.AUTHORITY, "RU-MAG"),
    "curator": (OrganisationKind.FEDERAL, None),
    "buyer": (OrganisationKind.BUYER, None),
}


@dataclass
class Signed:
    """A plan in force of several sides, one measure that the working ones own, a flow promised under it."""

    plan: Plan
    edition: Edition
    parties: Mapping[str, Party]
    bodies: Mapping[str, Organisation]
    users: Mapping[str, User]
    measure: Measure
    trained: Indicator
    target: Target
    facts: list[Fact] = field(default_factory=list)

    @classmethod
    def of_three(cls) -> Signed:
        """Make a programme of donor, recipient and curator; the recipient signs first."""
        return cls.build(("recipient", "donor", "curator"))

    @classmethod
    def of_two(cls) -> Signed:
        """Make a programme of recipient and buyer, without a curator."""
        return cls.build(("recipient", "buyer"))

    @classmethod
    def build(cls, sides: Sequence[str]) -> Signed:
        """Make the programme; the parties sign in the order of ``sides``."""
        region("RU-MOW", "Moscow", "Europe/Moscow"), region()
        bodies = {side: _body(side) for side in sides}
        agreement = Agreement.objects.create(number="-".join(sides), date=date(2025, 1, 1))
        parties = {side: _party(agreement, side, order, bodies[side]) for order, side in enumerate(sides, start=1)}
        plan = Plan.objects.create(
            agreement=agreement, title="Plan for 2025", starts_on=date(2025, 1, 1), ends_on=DECEMBER,
            state=PlanState.IN_FORCE, created_at=EARLY,
        )  # fmt: skip
        edition = Edition.objects.create(plan=plan, number=1, made_at=EARLY, approved_at=EARLY)
        measure = _measure(edition, parties, bodies)
        trained = indicator("TEST_TRAINED", okei="792", breakdowns={"audience": ["pupils"]})
        made = cls(plan, edition, parties, bodies, _users(bodies), measure, trained, Target())
        made.target = made.promise(trained, {JUNE: 10, DECEMBER: 25}, measure=measure)
        return made

    def promise(self, of: Indicator, values: Mapping[date, object], **given: Any) -> Target:
        """Promise values of an indicator, of the whole plan or under the measure."""
        fields: dict[str, Any] = {"unit": "чел", "okei": of.okei, "label": f"{of.code} promised", **given}
        fields.setdefault("scope", "measure" if given.get("measure") else "region")
        target = Target.objects.create(
            plan=self.plan, position=self.plan.targets.count() + 1, indicator=of, indicator_confirmed=True, **fields
        )
        for day, value in values.items():
            TargetValue.objects.create(target=target, edition=self.edition, due_on=day, value=Decimal(str(value)))
        return target

    def actor(self, side: str, role: Role = Role.SIGNATORY) -> Actor:
        """Return a person of a side."""
        return Actor(self.users[side], self.bodies[side], frozenset({role}))

    def fact(self, value: object = 1, day: date = date(2025, 5, 14), side: str = "recipient", **given: Any) -> Fact:
        """Record a fact under the measure, as a person of a side does."""
        wanted: dict[str, Any] = {"indicator": self.trained, "measure": self.measure, **given}
        made = ledger.record_by_hand(
            self.actor(side), token=uuid4(), value=Decimal(str(value)), happened_on=day, **wanted
        )
        self.facts.append(made)
        return made

    def reverse(self, fact: Fact, side: str = "recipient") -> Fact:
        """Take a fact back."""
        return ledger.reverse(self.actor(side), Fact.objects.get(pk=fact.pk), "Counted twice", uuid4())

    def draw(self, ends_on: date = JUNE, side: str = "recipient", **given: Any) -> Statement:
        """Draw a statement."""
        return actions.draw(self.actor(side), self.plan, ends_on, **given)

    def sign(self, statement: Statement, side: str, **given: Any) -> Signature:
        """Sign a statement as it is now."""
        now = Statement.objects.get(pk=statement.pk)
        wanted = {"digest": now.digest, "version": now.version, **given}
        return actions.sign(self.actor(side), now, self.parties[side], **wanted)

    def return_(self, statement: Statement, side: str, reason: str = "A line is missing", **given: Any) -> Statement:
        """Return a statement as it is now."""
        now = Statement.objects.get(pk=statement.pk)
        wanted = {"version": now.version, **given}
        return actions.return_statement(self.actor(side), now, self.parties[side], reason, **wanted)

    def accept(self, ends_on: date = JUNE) -> Statement:
        """Draw a statement and have everybody sign it."""
        drawn = self.draw(ends_on)
        for side in self.parties:
            self.sign(drawn, side)
        return Statement.objects.get(pk=drawn.pk)

    def total(self, statement: Statement, target: Target | None = None) -> Mapping[str, Any]:
        """Return the line of a target's total."""
        uuid = str((target or self.target).uuid)
        found: Mapping[str, Any] = next(line for line in statement.totals if line.get("target") == uuid)
        return found


def _body(side: str) -> Organisation:
    kind, where = BODIES[side]
    return Organisation.objects.create(name=f"The {side}", kind=kind, region_id=where, created_at=clock.now())


def _party(agreement: Agreement, side: str, order: int, body: Organisation) -> Party:
    party = Party.objects.create(agreement=agreement, side=side, name=body.name, region=body.region, order=order)
    PartyOrganisation.objects.create(party=party, organisation=body, is_lead=True)
    return party


def _measure(edition: Edition, parties: Mapping[str, Party], bodies: Mapping[str, Organisation]) -> Measure:
    measure = Measure.objects.create(plan=edition.plan, created_at=EARLY)
    row = MeasureEdition.objects.create(
        measure=measure, edition=edition, position=1, number="1.1", title="Train", deadline_kind="due",
        ends_on=DECEMBER, lead=bodies["recipient"],
    )  # fmt: skip
    working = [side for side in parties if side != "curator"]
    for place, side in enumerate(working, start=1):
        Owner.objects.create(
            measure_edition=row, party=parties[side], organisation=bodies[side], position=place, written_as=side
        )
    return measure


def _users(bodies: Mapping[str, Organisation]) -> dict[str, User]:
    users = {}
    for side, body in bodies.items():
        users[side] = User.objects.create_user(f"{side}@example.org", name=side, language="en")
        Membership.objects.create(user=users[side], organisation=body, role=Role.SIGNATORY, since=clock.now())
    return users
