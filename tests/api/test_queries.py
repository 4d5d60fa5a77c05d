"""How many queries an operation asks: a literal number, whatever the number of rows."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest

from promost.duties.models import Duty
from promost.kit import clock, history, refs
from promost.ledger.models import Entry, Fact
from promost.plans.models import (
    Amendment,
    AmendmentChange,
    Edition,
    Measure,
    MeasureEdition,
    Owner,
    TargetValue,
)
from promost.profiles.models import Indicator, Observation
from promost.progress.models import Dispute, StatementLine
from promost.progress.statements.canonical import canonical
from promost.progress.statements.writing import FACT, fact_line
from tests.api.calls import call, token
from tests.harness.queries import assert_queries
from tests.world import World

TOKEN = 8
"""Two find who acts, six count the call."""
DAY = date(2025, 6, 30)
ASKED = {
    "/agreements": 4,
    "/plans": 4,
    "/plans/{plan}": 1,
    "/plans/{plan}/measures?limit=200": 7,
    "/plans/{plan}/targets?limit=200": 4,
    "/plans/{plan}/progress": 4,
    "/plans/{plan}/progress/measures?limit=200": 4,
    "/measures/{measure}": 4,
    "/measures/{measure}/progress": 4,
    "/facts?limit=200": 3,
    "/facts/{fact}": 2,
    "/indicators?limit=200": 2,
    "/observations?region=RU-MAG&limit=200": 3,
    "/duties?limit=200": 4,
    "/plans/{plan}/state": 7,
    "/plans/{plan}/editions?limit=200": 3,
    "/plans/{plan}/editions/1/1?limit=200": 10,
    "/plans/{plan}/amendments?limit=200": 11,
    "/amendments/{amendment}": 10,
    "/measures/{measure}/completions?limit=200": 4,
    "/completions/{completion}": 2,
    "/plans/{handed_in}/confirmations?limit=200": 7,
    "/plans/{plan}/statements?limit=200": 3,
    "/statements/{statement}": 4,
    "/statements/{statement}/lines?limit=200": 3,
    "/statements/{statement}/file": 4,
    "/statements/{statement}/verification": 7,
    "/plans/{plan}/disputes?limit=200": 3,
    "/histories/plans.plan/{plan}?limit=200": 4,
}
"""Beyond those of the token."""


@pytest.mark.parametrize("count", [1, 3, 50])
def test_a_longer_answer_costs_no_more_queries(world: World, count: int) -> None:
    bearer = token(world.users["recipient"], world.bodies["recipient"])  # type: ignore[arg-type]
    call(bearer, "/plans")
    for number in range(count):
        fill(world, number)
    wrong = {}
    for path, expected in ASKED.items():
        names = {name: getattr(world, name).uuid for name in ("plan", "measure", "fact", "amendment", "statement")}
        submission: Any = world.submission
        names |= {"completion": submission.uuid, "handed_in": submission.measure.plan.uuid}
        try:
            with assert_queries(TOKEN + expected):
                assert call(bearer, path.format(**names)).status_code == 200
        except AssertionError as failure:
            wrong[path] = str(failure)
    assert not wrong, "\n".join(f"{path}: {told}" for path, told in wrong.items())


def fill(world: World, number: int) -> None:
    """Add a measure with an owner, a target with its value, a fact, a level, a duty."""
    bids, body, region = Indicator.objects.get(code="BIDS"), world.bodies["recipient"], world.bodies["recipient"].region
    measure = Measure.objects.create(plan=world.plan, created_at=world.plan.created_at)
    row = MeasureEdition.objects.create(
        measure=measure, edition=world.edition, position=100 + number, number=f"9.{number}", title="More",
        deadline_kind="due", ends_on=DAY, lead=body,
    )  # fmt: skip
    party = world.parties["recipient"]
    Owner.objects.create(measure_edition=row, party=party, organisation=body, position=1, written_as=body.name)
    target = world.plan.targets.create(
        measure=measure, position=10 + number, label="Bids", unit="ед", okei="642", indicator=bids
    )
    TargetValue.objects.create(target=target, edition=world.edition, due_on=DAY, value=number)
    fact, key = world.fact, str(uuid4())
    fact.pk, fact.uuid, fact.event, fact.measure, fact._state.adding = None, uuid4(), key, measure, True
    fact.save()
    day = DAY - timedelta(days=number)
    Observation.objects.create(
        indicator=Indicator.objects.get(code="HEADCOUNT"), region=region, starts_on=day, ends_on=day, value=number,
        source="P-4", released_on=DAY, token=uuid4(), recorded_at=clock.now(),
    )  # fmt: skip
    agreed(world, number, fact)
    Duty.objects.create(
        organisation=body, kind="progress.measure", origin_kind="plans.measure", origin_id=str(measure.uuid), due_on=DAY,
        zone="Asia/Magadan", opened_at=clock.now(),
    )  # fmt: skip


def agreed(world: World, number: int, fact: Fact) -> None:
    """Add an edition, an amendment that is over and a change to the one that is open, a signed line, an objection, a
    document that waits, a deed.
    """
    Edition.objects.filter(pk=world.edition.pk).update(approved_at=clock.now())
    Edition.objects.create(plan=world.plan, number=10 + number, made_at=clock.now())
    over = Amendment.objects.create(
        plan=world.plan, base=world.edition, party=world.parties["donor"], reason="Late", state="withdrawn",
        proposed_at=clock.now(),
    )  # fmt: skip
    for amendment in (over, world.amendment):
        AmendmentChange.objects.create(amendment=amendment, measure=fact.measure, kind="struck", before={"title": "A"})
    row = Fact.objects.filter(pk=fact.pk).values(*FACT).get()
    StatementLine.objects.create(
        statement=world.statement, fact_id=fact.pk, line=canonical(fact_line(row, ["measure"], []))
    )
    Dispute.objects.create(
        fact_id=fact.pk, plan=world.plan, party=world.parties["donor"], reason="No", raised_at=clock.now()
    )
    document(world, world.submission.measure)
    document(world, world.measure)
    history.write(world.actor("donor"), "plans.edit_plan", refs.of(world.plan), {"title": ["A", "B"]})


def document(world: World, measure: Any) -> None:
    """Hand in a completion document past the ledger's checks."""
    key, fact, body = uuid4(), world.fact, world.bodies["recipient"]
    Entry.objects.create(
        uuid=key, kind="completion", plan=measure.plan, measure=measure, made_for=body, made_at=clock.now()
    )
    fact.pk, fact.uuid, fact.event, fact.measure, fact._state.adding = None, uuid4(), str(key), measure, True
    fact.source_id = str(key)
    fact.save()
