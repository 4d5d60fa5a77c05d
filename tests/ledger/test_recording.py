"""Recording: what is wrong is said, what is there is not added again, and everything is saved or nothing."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from promost.accounts.actors import OPERATOR
from promost.kit import clock
from promost.kit.refs import Ref
from promost.ledger import after
from promost.ledger.models import Fact, How
from promost.ledger.problems import Bad
from promost.ledger.recording import NewFact, record, reversal, rows, writing
from promost.plans.models import Measure, Plan
from promost.profiles.models import Indicator, Kind
from promost.registry.models import Municipality
from tests.harness.queries import assert_queries
from tests.ledger.conftest import TODAY, fact, indicator
from tests.world import World

pytestmark = pytest.mark.django_db


def put(*facts: NewFact, actor: Any = OPERATOR) -> list[Fact]:
    with transaction.atomic():
        return record(actor, facts)


def refusal(*facts: NewFact) -> Bad:
    with pytest.raises(Bad) as raised:
        put(*facts)
    assert not Fact.objects.exists(), "a refused recording has added nothing"
    return raised.value


class TestRecorded:
    def test_everything_that_was_said_is_there(self, world: World, trained: Indicator) -> None:
        new = fact(
            trained, "3.5", measure=world.measure, organisation=world.bodies["enterprise"],
            breakdown="audience=pupils", how=How.HAND,
        )  # fmt: skip
        (made,) = put(new, actor=world.actor("recipient"))
        stored = Fact.objects.get()
        assert made == stored
        assert (stored.value, stored.happened_on, stored.region_id) == (Decimal("3.5"), TODAY, "RU-MAG")
        assert (stored.measure, stored.organisation) == (world.measure, world.bodies["enterprise"])
        assert (stored.breakdown, stored.how, stored.source) == ("audience=pupils", How.HAND, Ref("test.thing", "1"))
        assert (stored.recorded_by, stored.recorded_for) == (world.users["recipient"], world.bodies["recipient"])
        assert stored.recorded_at == clock.now()

    def test_the_direction_follows_the_measure(self, world: World, trained: Indicator) -> None:
        (made,) = put(fact(trained, measure=world.measure))
        assert Fact.objects.get(pk=made.pk).direction == "supply"

    def test_facts_come_back_in_the_order_in_which_they_were_given(self, world: World, trained: Indicator) -> None:
        made = put(*(fact(trained, number, event=str(number)) for number in (3, 1, 2)))
        assert [each.value for each in made] == [3, 1, 2]
        assert all(Fact.objects.get(pk=each.pk).value == each.value for each in made)

    def test_the_same_event_is_recorded_once(self, world: World, trained: Indicator) -> None:
        (first,) = put(fact(trained, 5))
        second, other = put(fact(trained, 5), fact(trained, 7, event="2"))
        assert (second, Fact.objects.count()) == (first, 2)
        assert other.value == 7

    def test_the_same_event_twice_in_one_recording_is_one_fact(self, world: World, trained: Indicator) -> None:
        one, two = put(fact(trained, 5), fact(trained, 5))
        assert one == two
        assert Fact.objects.count() == 1

    def test_of_one_event_facts_of_several_breakdowns_and_indicators_are_told_apart(
        self, world: World, trained: Indicator, lines: Indicator
    ) -> None:
        apart = [fact(trained, breakdown=f"audience={each}") for each in ("pupils", "students")]
        put(*apart, fact(trained), fact(lines))
        assert Fact.objects.count() == 4

    def test_many_are_one_statement(self, world: World, trained: Indicator, monkeypatch: Any) -> None:
        monkeypatch.setattr(after, "_callbacks", [])
        facts = [fact(trained, event=str(number), region=world.bodies["enterprise"].region) for number in range(300)]
        asked = 1 if connection.vendor == "postgresql" else 3  # SQLite gives keys back by a question of its own
        with transaction.atomic(), assert_queries(asked):
            record(OPERATOR, facts)
        assert Fact.objects.count() == 300

    def test_outside_a_transaction_nothing_is_recorded(
        self, world: World, trained: Indicator, monkeypatch: Any
    ) -> None:
        monkeypatch.setattr(transaction.get_connection(), "in_atomic_block", False)
        with pytest.raises(RuntimeError, match="inside the transaction"):
            record(OPERATOR, [fact(trained)])

    def test_what_the_action_loses_the_ledger_loses_too(self, world: World, trained: Indicator) -> None:
        def action() -> None:
            record(OPERATOR, [fact(trained)])
            raise ZeroDivisionError

        with pytest.raises(ZeroDivisionError), transaction.atomic():
            action()
        assert not Fact.objects.exists()

    def test_rows_are_laid_out_as_the_table_has_them(self, world: World, trained: Indicator) -> None:
        new = fact(
            trained, 2, measure=world.measure, organisation=world.bodies["enterprise"], breakdown="audience=pupils"
        )
        (made,) = put(new, actor=world.actor("recipient"))
        stored = Fact.objects.get()
        assert [getattr(made, name) for name in rows.NAMES] == [getattr(stored, name) for name in rows.NAMES]
        with assert_queries(0):
            assert (made.indicator, made.measure, made.organisation) == (trained, new.measure, new.organisation)

    def test_a_value_of_the_largest_size_is_exact(self, world: World, trained: Indicator) -> None:
        put(fact(trained, "999999999999.9999"))
        assert Fact.objects.get().value == Decimal("999999999999.9999")

    def test_a_check_of_the_database_is_not_swallowed(self, world: World, trained: Indicator) -> None:
        """The trap of ``INSERT OR IGNORE``: what the checks in Python would miss is refused all the same."""
        (row,) = rows.rows_of(OPERATOR, [fact(trained)], clock.now())
        for place, wrong in ((rows.VALUE, Decimal(10) ** 13), (rows.NAMES.index("recorded_at") - 1, None)):
            bad = (*row[:place], wrong, *row[place + 1 :])
            with pytest.raises(IntegrityError), transaction.atomic():
                writing.insert([bad])
        assert not Fact.objects.exists()


class TestRefused:
    def test_a_day_to_come(self, world: World, trained: Indicator) -> None:
        bad = refusal(fact(trained), fact(trained, event="2", happened_on=date(2025, 9, 16)))
        assert (bad.code, bad.index, bad.field) == ("FUTURE", 1, "happened_on")
        assert "16 Sep 2025 is still to come in the region Magadan Oblast" in english(bad)
        assert "Give the day on which it happened" in english(bad)

    def test_a_day_that_has_begun_in_magadan_is_not_the_future(self, world: World, trained: Indicator) -> None:
        with clock.stopped(datetime(2025, 9, 15, 14, tzinfo=UTC)):  # 17:00 in Moscow, 01:00 of the 16th in Magadan
            put(fact(trained, happened_on=date(2025, 9, 16)))
            with pytest.raises(Bad) as raised:
                put(fact(trained, event="2", happened_on=date(2025, 9, 16), region="RU-MOW"))
        assert raised.value.code == "FUTURE"

    def test_a_day_before_the_plan(self, world: World, trained: Indicator) -> None:
        bad = refusal(fact(trained, happened_on=date(2024, 12, 31), measure=world.measure))
        assert (bad.code, bad.field) == ("BEFORE_PLAN", "happened_on")
        assert "before the plan begins (1 Jan 2025)" in english(bad)

    def test_a_plan_that_was_not_read_with_the_measure_is_asked_for(self, world: World, trained: Indicator) -> None:
        bare = Measure.objects.get(pk=world.measure.pk)
        assert refusal(fact(trained, happened_on=date(2024, 12, 31), measure=bare)).code == "BEFORE_PLAN"

    def test_an_opening_of_a_flow_before_the_plan_but_not_of_a_stock(
        self, world: World, trained: Indicator, lines: Indicator
    ) -> None:
        early: dict[str, Any] = {"happened_on": date(2024, 12, 31), "measure": world.measure, "how": How.OPENING}
        assert refusal(fact(trained, **early)).code == "OPENING_BEFORE_PLAN"
        put(fact(lines, **early))

    def test_after_the_plans_end_facts_still_come(self, world: World, trained: Indicator) -> None:
        with clock.stopped(datetime(2026, 3, 1, tzinfo=UTC)):
            put(fact(trained, happened_on=date(2026, 2, 1), measure=world.measure))

    @pytest.mark.parametrize(
        ("value", "code", "words"),
        [
            ("1000000000000000000", "TOO_LARGE", "more than 10^12"),
            ("1000000000000.0001", "TOO_LARGE", "Check the number and its unit"),
            ("-1", "NEGATIVE", "never below zero"),
            ("1.00001", "PLACES", "four decimal places"),
            ("NaN", "NO_NUMBER", "is not a number"),
            ("Infinity", "NO_NUMBER", "Write digits"),
        ],
    )
    def test_a_value(self, world: World, trained: Indicator, value: str, code: str, words: str) -> None:
        bad = refusal(fact(trained, value))
        assert (bad.code, bad.field) == (code, "value")
        assert words in english(bad)

    def test_a_value_of_the_wrong_magnitude(self, world: World, money: Indicator) -> None:
        bad = refusal(fact(money, 6000))
        assert bad.code == "IMPLAUSIBLE"
        assert "at most 5,000" in english(bad)
        assert "unit is probably another one" in english(bad)

    def test_a_stock_may_fall(self, world: World, lines: Indicator) -> None:
        put(fact(lines, -1))

    def test_an_organisation_that_is_not_named(self, world: World, supported: Indicator) -> None:
        bad = refusal(fact(supported))
        assert (bad.code, bad.field) == ("NEEDS_ORGANISATION", "organisation")

    def test_a_nil_report_names_no_organisation(self, world: World, supported: Indicator) -> None:
        put(fact(supported, 0))

    @pytest.mark.parametrize(
        "breakdown", ["audience=cats", "age=old", "pupils", "audience=pupils;", "audience=pupils|students"]
    )
    def test_a_breakdown_that_the_indicator_does_not_have(
        self, world: World, trained: Indicator, breakdown: str
    ) -> None:
        bad = refusal(fact(trained, breakdown=breakdown))
        assert (bad.code, bad.field) == ("BREAKDOWN", "breakdown")

    @pytest.mark.parametrize("kind", [Kind.OBSERVED])
    def test_an_indicator_that_takes_no_facts(self, world: World, kind: Kind) -> None:
        bad = refusal(fact(indicator("test.published", kind)))
        assert (bad.code, bad.field) == ("NO_FACTS", "indicator")

    def test_a_region_that_is_not_there(self, world: World, trained: Indicator) -> None:
        assert refusal(fact(trained, region="RU-XXX")).code == "NO_REGION"

    def test_a_municipality_of_another_region(self, world: World, trained: Indicator) -> None:
        town = Municipality.objects.create(oktmo="45900000", region_id="RU-MOW", name_ru="Town")
        assert refusal(fact(trained, municipality=town)).code == "OTHER_REGION"

    def test_a_direction_that_is_none(self, world: World, trained: Indicator) -> None:
        assert refusal(fact(trained, direction="cookery")).code == "NO_DIRECTION"

    def test_a_year_that_was_mistyped(self, world: World, trained: Indicator) -> None:
        assert refusal(fact(trained, happened_on=date(205, 9, 1))).code == "TOO_OLD"


class TestReversed:
    def test_a_reversal_takes_back_the_whole(self, world: World, trained: Indicator) -> None:
        new = fact(trained, 5, measure=world.measure, breakdown="audience=pupils", organisation=world.bodies["donor"])
        (made,) = put(new)
        (back,) = put(reversal(made, Ref("test.undo", "1"), "1"))
        same = ("indicator", "happened_on", "region", "measure", "organisation", "breakdown", "how", "direction")
        assert back.value == -5
        assert back.reverses == made
        assert all(getattr(back, name) == getattr(made, name) for name in same)

    def test_a_reversal_is_not_reversed(self, world: World, trained: Indicator) -> None:
        (made,) = put(fact(trained))
        (back,) = put(reversal(made, Ref("test.undo", "1"), "1"))
        with pytest.raises(Bad, match="itself a reversal"):
            reversal(back, Ref("test.undo", "2"), "1")

    def test_a_fact_is_reversed_once(self, world: World, trained: Indicator) -> None:
        (made,) = put(fact(trained))
        put(reversal(made, Ref("test.undo", "1"), "1"))
        with pytest.raises(Bad) as raised:
            put(reversal(made, Ref("test.undo", "2"), "1"))
        assert raised.value.code == "ALREADY_REVERSED"
        assert Fact.objects.count() == 2

    def test_half_a_reversal_is_refused(self, world: World, trained: Indicator) -> None:
        (made,) = put(fact(trained, 5))
        with pytest.raises(Bad) as raised:
            put(fact(trained, -3, event="2", reverses=made))
        assert raised.value.code == "REVERSAL_DIFFERS"


class TestAfter:
    def test_whoever_asked_is_told_once_of_measures_and_plans(self, world: World, trained: Indicator) -> None:
        world.target.indicator, world.target.scope = trained, "region"
        world.target.save()
        told: list[tuple[list[Measure], list[Plan]]] = []

        def callback(measures: Any, plans: Any) -> None:
            told.append((list(measures), list(plans)))

        after.on_record(callback)
        after.on_record(callback)
        try:
            put(fact(trained, measure=world.measure), fact(trained, event="2"))
            put(fact(trained, measure=world.measure))  # there already: nothing to tell
            put(fact(trained, event="3"))
        finally:
            after.forget(callback)
        assert told == [([world.measure], [world.plan]), ([], [world.plan])]

    def test_who_objects_undoes_the_recording(self, world: World, trained: Indicator) -> None:
        def callback(*_: Any) -> None:
            raise ZeroDivisionError

        after.on_record(callback)
        try:
            with pytest.raises(ZeroDivisionError):
                put(fact(trained))
        finally:
            after.forget(callback)
        assert not Fact.objects.exists()


def english(bad: Bad) -> str:
    return bad.words.replace("\u00a0", " ")
