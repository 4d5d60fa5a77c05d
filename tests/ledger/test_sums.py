"""Figures from facts: exact, as of any moment, and the same whatever way the facts came."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from promost.accounts.actors import OPERATOR
from promost.kit import clock
from promost.kit.moments import Moment
from promost.kit.refs import Ref
from promost.ledger import sums
from promost.ledger.models import Fact
from promost.ledger.recording import NewFact, record, reversal
from promost.profiles.models import Indicator, Kind
from tests.harness.queries import assert_queries
from tests.ledger.conftest import NOON, at, fact, indicator
from tests.world import World

pytestmark = pytest.mark.django_db
SPRING, SUMMER = date(2025, 4, 10), date(2025, 7, 10)


def put(*facts: NewFact) -> list[Fact]:
    with transaction.atomic():
        return record(OPERATOR, facts)


class TestSums:
    def test_a_period_a_region_a_measure_and_a_breakdown(self, world: World, trained: Indicator) -> None:
        put(
            fact(trained, 1, "1", happened_on=SPRING),
            fact(trained, 10, "2", happened_on=SUMMER, breakdown="audience=pupils"),
            fact(trained, 100, "3", happened_on=SUMMER, region="RU-MOW"),
            fact(trained, 1000, "4", measure=world.measure, breakdown="audience=students"),
        )
        magadan = world.bodies["recipient"].region
        assert sums.total(trained, at()) == 1111
        assert sums.total(trained, at(), region=magadan) == 1011
        assert sums.total(trained, at(), since=date(2025, 7, 1), until=date(2025, 7, 31)) == 110
        assert sums.total(trained, at(), measure=world.measure) == 1000
        assert sums.total(trained, at(), breakdown="audience=pupils") == 10
        assert sums.total(trained, at(), breakdown="audience=students") == 1000
        assert sums.by_region(trained, at()) == {"RU-MAG": 1011, "RU-MOW": 100}

    def test_nothing_reported_is_not_zero(self, world: World, trained: Indicator) -> None:
        assert sums.total(trained, at()) is None
        put(fact(trained, 0))
        assert sums.total(trained, at()) == 0

    def test_what_happened_later_does_not_count(self, world: World, trained: Indicator) -> None:
        put(fact(trained, 1, "1", happened_on=SPRING), fact(trained, 10, "2", happened_on=SUMMER))
        assert sums.total(trained, at(date(2025, 6, 30))) == 1

    def test_facts_of_some_organisations(self, world: World, trained: Indicator) -> None:
        put(fact(trained, 1, "1", organisation=world.bodies["donor"]), fact(trained, 2, "2"))
        assert sums.total(trained, at(), organisations=[world.bodies["donor"]]) == 1
        assert sums.total(trained, at(), organisations=[]) is None

    def test_large_sums_are_exact(self, world: World, trained: Indicator) -> None:
        put(*(fact(trained, "999999999999.9999", str(number)) for number in range(5)))
        assert sums.total(trained, at()) == Decimal("4999999999999.9995")

    def test_one_question_is_one_query(self, world: World, trained: Indicator) -> None:
        put(fact(trained))
        with assert_queries(1):
            sums.total(trained, at())
        with assert_queries(1):
            sums.by_region(trained, at())

    def test_a_regions_year_is_read_from_an_index_alone(self, world: World, trained: Indicator) -> None:
        put(*(fact(trained, event=str(number)) for number in range(50)))
        questions: dict[str, Callable[[], object]] = {
            "fact_of_region": lambda: sums.total(trained, at(), SPRING, region=world.bodies["recipient"].region),
            "fact_of_country": lambda: sums.by_region(trained, at(), SPRING),
            "fact_of_measure": lambda: sums.total(trained, at(), measure=world.measure),
        }
        for index, question in questions.items():
            with CaptureQueriesContext(connection) as asked:
                question()
            with connection.cursor() as cursor:
                cursor.execute(f"EXPLAIN {'QUERY PLAN ' * (connection.vendor == 'sqlite')}{asked[0]['sql']}")
                plan = str(cursor.fetchall())
            assert connection.vendor != "sqlite" or f"USING COVERING INDEX {index}" in plan


class TestDistinct:
    def test_an_organisation_counts_once_and_a_reversal_takes_it_out(self, world: World, supported: Indicator) -> None:
        plant, works = world.bodies["enterprise"], world.bodies["buyer"]
        first, *_ = put(
            fact(supported, 1, "1", organisation=plant, happened_on=SPRING),
            fact(supported, 1, "2", organisation=works, happened_on=SPRING),
            fact(supported, 1, "3", organisation=works, happened_on=SUMMER),
        )
        assert sums.distinct(supported, at()) == 2
        put(reversal(first, Ref("test.undo", "1"), "1"))
        assert sums.distinct(supported, at()) == 1

    def test_of_two_quarters_it_is_not_the_sum_of_two(self, world: World, supported: Indicator) -> None:
        plant = world.bodies["enterprise"]
        put(
            fact(supported, 1, "1", organisation=plant, happened_on=SPRING),
            fact(supported, 1, "2", organisation=plant, happened_on=SUMMER),
        )
        quarters = [(date(2025, 4, 1), date(2025, 6, 30)), (date(2025, 7, 1), date(2025, 9, 30))]
        assert [sums.distinct(supported, at(), *quarter) for quarter in quarters] == [1, 1]
        assert sums.distinct(supported, at(), quarters[0][0], quarters[1][1]) == 1


class TestAsOf:
    def test_what_was_recorded_later_is_not_known_yet(self, world: World, trained: Indicator) -> None:
        put(fact(trained, 5))
        for ahead in (timedelta(minutes=1), timedelta(days=40)):  # by either way of asking
            with clock.stopped(NOON + ahead):
                put(fact(trained, 100, str(ahead)))
                assert sums.total(trained, at(known_at=NOON)) == 5
                assert sums.by_region(trained, at(known_at=NOON)) == {"RU-MAG": 5}
        with clock.stopped(NOON + timedelta(days=41)):
            assert sums.total(trained, at()) == 205

    def test_where_all_came_later_nothing_is_known(self, world: World, trained: Indicator) -> None:
        before = NOON - timedelta(seconds=1)
        put(fact(trained, 0))
        assert sums.total(trained, at(known_at=before)) is None
        assert sums.by_region(trained, at(known_at=before)) == {}


amounts = st.decimals(-1000, 1000, places=4)
days = st.dates(date(2025, 1, 1), date(2025, 9, 15))
made_up = st.lists(st.tuples(amounts, days, st.sampled_from(["RU-MAG", "RU-MOW"])), min_size=1, max_size=12)


@settings(
    max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture]
)  # examples have their own indicators
@given(values=made_up, data=st.data())
def test_sums_do_not_depend_on_order_or_batching_and_a_reversal_restores_them(
    values: list[tuple[Decimal, date, str]], data: Any, world: World
) -> None:
    of = [
        indicator(f"test.{Indicator.objects.count()}.{number}", Kind.STOCK, may_be_negative=True) for number in range(2)
    ]
    facts = [
        [
            fact(each, value, str(number), happened_on=day, region=region)
            for number, (value, day, region) in enumerate(values)
        ]
        for each in of
    ]
    put(*facts[0])
    for part in data.draw(batches(facts[1])):
        put(*part)
    answers = [[sums.total(each, at()), sums.by_region(each, at()), sums.total(each, at(SPRING))] for each in of]
    assert answers[0] == answers[1]
    before = sums.total(of[0], at())
    (more,) = put(fact(of[0], data.draw(amounts), "more"))
    put(reversal(more, Ref("test.undo", "1"), str(more.uuid)))
    assert sums.total(of[0], at()) == before == sum(value for value, *_ in values)


@st.composite
def batches(draw: Any, facts: Sequence[NewFact]) -> list[list[NewFact]]:
    """The same facts in another order, in parts; some come twice."""
    shuffled = draw(st.permutations([*facts, *facts[:2]]))
    size = draw(st.integers(1, len(shuffled)))
    return [shuffled[start : start + size] for start in range(0, len(shuffled), size)]


@settings(
    max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture]
)  # examples have their own indicators
@given(steps=st.lists(st.tuples(st.integers(-5, 5), days, st.integers(0, 100_000)), min_size=1, max_size=8))
def test_an_answer_as_of_a_past_moment_never_changes(steps: list[tuple[int, date, int]], world: World) -> None:
    of = indicator(f"test.{Indicator.objects.count()}", Kind.STOCK, may_be_negative=True)
    moment, asked = NOON, []
    for number, (value, day, seconds) in enumerate(steps):
        moment += timedelta(seconds=seconds)
        with clock.stopped(moment):
            put(fact(of, value, str(number), happened_on=day))
            now = Moment(date(2025, 12, 31), moment)
            asked.append((now, sums.total(of, now)))
        moment += timedelta(seconds=1)
    with clock.stopped(moment):
        assert all(sums.total(of, then) == answer for then, answer in asked)
    with clock.stopped(datetime(2030, 1, 1, tzinfo=UTC)):
        assert all(sums.total(of, then) == answer for then, answer in asked)
