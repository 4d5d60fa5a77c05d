"""How many queries an operation asks: a literal number, whatever the number of rows."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import uuid4

import pytest

from promost.duties.models import Duty
from promost.kit import clock
from promost.plans.models import Measure, MeasureEdition, Owner, TargetValue
from promost.profiles.models import Indicator, Observation
from tests.api.calls import call, token
from tests.harness.queries import assert_queries
from tests.world import World

TOKEN = 8
"""Two find who acts, six count the call."""
DAY = date(2025, 6, 30)
ASKED = {
    "/agreements": 4,
    "/plans": 4,
    "/plans/{plan}": 2,
    "/plans/{plan}/measures?limit=200": 7,
    "/plans/{plan}/targets?limit=200": 4,
    "/plans/{plan}/progress": 4,
    "/plans/{plan}/progress/measures?limit=200": 4,
    "/measures/{measure}": 5,
    "/measures/{measure}/progress": 4,
    "/facts?limit=200": 3,
    "/facts/{fact}": 2,
    "/indicators?limit=200": 2,
    "/observations?region=RU-MAG&limit=200": 3,
    "/duties?limit=200": 4,
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
        names = {name: getattr(world, name).uuid for name in ("plan", "measure", "fact")}
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
    Duty.objects.create(
        organisation=body, kind="progress.measure", origin_kind="plans.measure", origin_id=str(measure.uuid), due_on=DAY,
        zone="Asia/Magadan", opened_at=clock.now(),
    )  # fmt: skip
