"""What a program reads of plans: what its organisation may read, exactly, in pages."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from promost.plans.models import Measure, MeasureEdition, Owner, TargetValue
from tests.api.calls import call, token
from tests.harness.queries import assert_queries
from tests.world import World


@pytest.fixture
def bearer(world: World) -> str:
    return token(world.users["recipient"], world.bodies["recipient"])  # type: ignore[arg-type]


def test_agreements_and_plans_are_listed_with_their_count(world: World, bearer: str) -> None:
    answer = call(bearer, "/agreements").json()
    assert answer["count"] == 1
    assert answer["items"][0]["number"] == world.agreement.number
    assert {party["side"] for party in answer["items"][0]["parties"]} == {"donor", "recipient", "buyer", "curator"}
    (plan,) = call(bearer, f"/plans?agreement={world.agreement.uuid}").json()["items"]
    assert (plan["id"], plan["edition"], plan["measures"]) == (str(world.plan.uuid), 1, 1)


def test_a_promised_value_is_text_with_every_digit(world: World, bearer: str) -> None:
    for day, value in ((date(2025, 6, 30), Decimal("1234567890.1234")), (date(2025, 12, 31), None)):
        TargetValue.objects.create(target=world.target, edition=world.edition, due_on=day, value=value)
    (target,) = call(bearer, f"/plans/{world.plan.uuid}/targets").json()["items"]
    assert target["values"] == [
        {"due_on": "2025-06-30", "value": "1234567890.1234"},
        {"due_on": "2025-12-31", "value": None},
    ]
    assert target["unit"]["okei"] == "642"


def test_a_measure_tells_its_term_its_owners_and_what_it_promises(world: World, bearer: str) -> None:
    (row,) = call(bearer, f"/plans/{world.plan.uuid}/measures").json()["items"]
    assert row["deadline"]["ends_on"] == "2025-06-30"
    assert [owner["side"] for owner in row["owners"]] == ["recipient", "donor"]
    assert row["owners"][0]["organisation"]["id"] == str(world.bodies["recipient"].uuid)
    one = call(bearer, f"/measures/{world.measure.uuid}").json()
    assert (one["number"], one["plan"], one["is_current"]) == (row["number"], str(world.plan.uuid), True)


def test_a_plan_is_asked_as_of_a_day_or_in_an_edition(world: World, bearer: str) -> None:
    path = f"/plans/{world.plan.uuid}"
    assert call(bearer, f"{path}?at=2025-03-01").json()["at"] == "2025-03-01"
    assert call(bearer, f"{path}?edition=1").json()["edition"]["number"] == 1
    assert call(bearer, f"{path}?edition=7").status_code == 404


@pytest.mark.parametrize("count", [1, 3, 50])
def test_a_longer_list_costs_no_more_queries(world: World, bearer: str, count: int) -> None:
    for number in range(count):
        _another_measure(world, number)
    with assert_queries(13):  # 7 of the token and of its throttle; edition, rows, targets, owners, 3 that rows name
        answer = call(bearer, f"/plans/{world.plan.uuid}/measures?limit=200")
    assert answer.json()["count"] == count + 1


def _another_measure(world: World, number: int) -> None:
    measure = Measure.objects.create(plan=world.plan, created_at=world.plan.created_at)
    row = MeasureEdition.objects.create(
        measure=measure, edition=world.edition, position=100 + number, number=f"9.{number}", title="More"
    )
    Owner.objects.create(
        measure_edition=row,
        party=world.parties["donor"],
        organisation=world.bodies["donor"],
        position=1,
        written_as="Department",
    )


class TestWhatIsGivenWrongly:
    """A slip is told, in the reader's language, and is no fault."""

    @pytest.mark.parametrize(
        ("query", "field"),
        [("limit=0", "limit"), ("limit=9999", "limit"), ("offset=-1", "offset"), ("agreement=x", "agreement")],
    )
    def test_a_parameter(self, world: World, bearer: str, query: str, field: str) -> None:
        answer = call(bearer, f"/plans?{query}")
        assert answer.status_code == 422
        assert list(answer.json()["fields"]) == [field]

    def test_a_filter_with_a_slip_in_its_name_does_not_give_everything(self, world: World, bearer: str) -> None:
        answer = call(bearer, f"/plans?agrement={world.agreement.uuid}")
        assert (answer.status_code, answer.json()["fields"]) == (422, {"agrement": ["There is no such parameter."]})

    def test_signs_that_no_database_keeps(self, world: World, bearer: str) -> None:
        answer = call(bearer, f"/plans/{world.plan.uuid}/measures?words=a%00b")
        assert "control characters" in answer.json()["fields"]["words"][0]

    def test_a_day_that_is_none(self, world: World, bearer: str) -> None:
        answer = call(bearer, f"/plans/{world.plan.uuid}?at=30.06.2025")
        assert answer.json()["fields"] == {"at": ["Write a day like 2025-06-30."]}

    def test_in_russian(self, world: World, bearer: str) -> None:
        answer: Any = call(bearer, "/plans?limit=0", **{"Accept-Language": "ru"})
        assert answer.json()["fields"] == {"limit": ["Слишком мало: не меньше 1."]}
