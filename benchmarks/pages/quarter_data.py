"""A quarter of a plan in force, played by the actions that the pages call: facts, amendments, documents, comments."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from uuid import uuid4

import data

from promost.accounts.actors import Actor
from promost.accounts.models import Membership, Role, User
from promost.comments import actions as comments
from promost.comments import subjects
from promost.kit import clock
from promost.ledger import actions as ledger
from promost.ledger.files import Upload
from promost.ledger.models import Fact
from promost.plans.actions import amendments, approvals
from promost.plans.actions.measures import Given
from promost.plans.amending import Proposed
from promost.plans.comparing import given_of
from promost.plans.models import ChangeKind, MeasureEdition, Party, PartyOrganisation, Plan
from promost.plans.queries.approvals import pending_edition
from promost.plans.queries.in_force import edition_in_force
from promost.progress.models import Statement
from promost.progress.statements.actions import signing
from promost.registry.models import Organisation, OrganisationKind

PASSWORD = "a long enough secret 2025"  # noqa: S105 - of invented people in a database that is thrown away
PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
SPRING, SUMMER, AUTUMN, DECEMBER = (
    datetime(2025, month, day, 9, tzinfo=UTC) for month, day in ((3, 3), (7, 14), (10, 15), (12, 5))
)
HALF, THIRD = date(2025, 6, 30), date(2025, 9, 30)


@dataclass(frozen=True, slots=True)
class Played:
    """A plan, its parties in the order in which they sign, and who acts for each: an editor and a signatory."""

    plan: Plan
    parties: Sequence[Party]
    editors: Sequence[Actor]
    signatories: Sequence[Actor]

    def party(self, side: str) -> int:
        """Return the place of the party of a side."""
        return next(at for at, party in enumerate(self.parties) if party.side == side)


def begin(measures: int, facts: int) -> Played:
    """Make a plan of so many measures with so many facts, approved by all in spring."""
    with clock.stopped(SPRING):
        _, plan = data.build(measures)
        _curator(plan)
        parties = list(plan.agreement.parties.order_by("order"))
        bodies = [party.seats.get(is_lead=True).organisation for party in parties]
        played = Played(
            plan,
            parties,
            [_member(body, Role.EDITOR) for body in bodies],
            [_member(body, Role.SIGNATORY) for body in bodies],
        )
        _approve(played)
    _facts(plan, bodies, facts - Fact.objects.count())
    return played


def _curator(plan: Plan) -> None:
    ministry = Organisation.objects.create(name="Ministry", kind=OrganisationKind.FEDERAL, created_at=clock.now())
    party = Party.objects.create(agreement=plan.agreement, side="curator", name="Ministry", order=len(data.SIDES) + 1)
    PartyOrganisation.objects.create(party=party, organisation=ministry, is_lead=True)


def _member(body: Organisation, role: Role) -> Actor:
    user = User.objects.create_user(f"{role}-{body.pk}@example.org", PASSWORD, name=f"{role} {body.pk}", language="ru")
    Membership.objects.create(user=user, organisation=body, role=role, since=clock.now())
    return Actor(user, body, frozenset([role]))


def _approve(played: Played) -> None:
    plan = played.plan
    approvals.submit(played.editors[played.party("recipient")], plan, plan.version)
    for party, actor in zip(played.parties, played.signatories, strict=True):
        edition = pending_edition(Plan.objects.get(pk=plan.pk))
        assert edition is not None  # noqa: S101 - it waits until the last one has approved
        approvals.approve(actor, edition, party, approvals.Act(SPRING.date(), f"Order of party {party.order}"))
    plan.refresh_from_db()


def _facts(plan: Plan, bodies: Sequence[Organisation], lacking: int) -> None:
    """Spread facts over measures and days, each recorded on the day after it happened."""
    chance = random.Random(2025)  # noqa: S311 - nothing here is secret
    measures = list(plan.measures.all())
    indicators = list({target.indicator for target in plan.targets.select_related("indicator") if target.indicator})
    made = []
    for number in range(lacking):
        day = SPRING.date() + timedelta(days=chance.randrange((AUTUMN.date() - SPRING.date()).days))
        body = chance.choice([each for each in bodies if each.region])
        recorded = datetime(day.year, day.month, day.day, 12, tzinfo=UTC) + timedelta(days=1)
        fact = Fact(
            indicator=chance.choice(indicators), value=Decimal(chance.randrange(1, 900)) / 4, happened_on=day,
            region=body.region, measure=chance.choice(measures), organisation=body, source_kind="benchmark",
            source_id=f"more-{number}", event=str(number), how=chance.choice(["hand", "room"]), recorded_at=recorded,
        )  # fmt: skip
        made.append(fact)
    Fact.objects.bulk_create(made)


def sign(played: Played, statement: Statement, *, but: int = 0) -> None:
    """Have the parties sign in their order, all ``but`` the last so many."""
    for party, actor in list(zip(played.parties, played.signatories, strict=True))[: len(played.parties) - but]:
        statement.refresh_from_db()
        signing.sign(actor, statement, party, statement.digest, statement.version)


def amend(played: Played, rows: Sequence[MeasureEdition], reason: str, *, agreed: bool = True) -> None:
    """Promise less under some measures, and change their titles; all agree, or nobody has answered yet."""
    place = played.party("donor")
    proposed = [Proposed(ChangeKind.CHANGED, row.measure, _less(row)) for row in rows]
    made = amendments.propose(played.editors[place], played.plan, played.parties[place], reason, proposed)
    for party, actor in zip(played.parties, played.signatories, strict=True) if agreed else ():
        made.refresh_from_db()
        amendments.agree(actor, made, made.version, party)


def _less(row: MeasureEdition) -> Given:
    given = given_of(row)
    targets = tuple(replace(target, value=max(target.value - 1, Decimal(0))) for target in given.targets)
    return replace(given, title=f"{given.title}, anew", targets=targets)


def in_force(plan: Plan, first: int, last: int) -> list[MeasureEdition]:
    """Return some measures of the edition in force, by their places."""
    rows = edition_in_force(plan).measures.select_related("measure__plan", "edition__plan").order_by("position")
    return list(rows[first:last])


def hand_in(played: Played, count: int) -> None:
    """Hand in the documents of the first measures; the other side has to answer for them."""
    actor = played.editors[played.party("recipient")]
    for row in in_force(played.plan, 0, count):
        ledger.hand_in(actor, row.measure, uuid4(), [Upload("minutes.pdf", PDF + str(row.pk).encode())])


def talk(played: Played, count: int) -> None:
    """Write comments about the plan, by turns, each to the one before."""
    for number in range(count):
        actor, other = (played.editors[each % len(played.editors)] for each in (number, number + 1))
        subject = subjects.find(actor.person, "plans.plan", str(played.plan.uuid))
        comments.write(actor, subject, f"What about measure {number}?", [other.person.uuid], uuid4())
