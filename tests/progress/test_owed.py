"""Duties follow from promises and facts: nobody opens or closes them, and they are true after every action."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest

from promost.accounts.actors import OPERATOR
from promost.duties import checking
from promost.duties.models import Duty
from promost.kit import clock
from promost.ledger import actions as ledger
from promost.ledger.models import EntryKind
from promost.plans.actions import measures as plan_actions
from promost.plans.actions import promises
from promost.plans.models import Measure
from promost.progress import owed
from promost.progress.owed import FACT, MEASURE
from tests.progress.programme import END, NOVEMBER, QUARTERS, Programme, indicator, noon

pytestmark = pytest.mark.django_db
MAY = noon("2025-05-20")


@pytest.fixture
def programme() -> Programme:
    return Programme.build()


def open_duties(kind: str = MEASURE) -> list[tuple[str, date, str]]:
    """The open duties of a kind: who owes, by when, in which zone."""
    rows = Duty.objects.filter(kind=kind, closed_at=None).order_by("due_on", "organisation__name")
    return [(each.organisation.name, each.due_on, each.zone) for each in rows.select_related("organisation")]


def closed(kind: str = MEASURE) -> list[str]:
    return sorted(Duty.objects.filter(kind=kind).exclude(closed_at=None).values_list("outcome", flat=True))


def record(programme: Programme, measure: Measure | None, value: int = 20, day: date = date(2025, 5, 14)) -> Any:
    with clock.stopped(MAY):
        return ledger.record_by_hand(
            OPERATOR, token=uuid4(), indicator=indicator("TRAINED_T"), value=Decimal(value), happened_on=day,
            measure=measure, plan=None if measure else programme.plan, region=programme.recipient.region,
            organisation=programme.recipient, kind=EntryKind.FACT,
        )  # fmt: skip


class TestMeasures:
    def test_each_owner_owes_it_until_its_own_midnight(self, programme: Programme) -> None:
        programme.measure(QUARTERS[1])
        owed.refresh(programme.plan)
        assert open_duties() == [
            ("Ministry of RU-MAG", QUARTERS[1], "Asia/Magadan"),
            ("Ministry of RU-MOW", QUARTERS[1], "Europe/Moscow"),
        ]

    def test_the_fact_that_makes_it_done_meets_it_and_a_reversal_opens_it_again(self, programme: Programme) -> None:
        measure = programme.measure(QUARTERS[1])
        programme.target(indicator("TRAINED_T"), 20, measure=measure)
        owed.refresh(programme.plan)
        fact = record(programme, measure)
        assert (open_duties(), closed()) == ([], ["met", "met"])
        with clock.stopped(MAY):
            ledger.reverse(OPERATOR, fact, "Counted twice", uuid4())
        assert len(open_duties()) == 2

    def test_a_fact_that_is_not_enough_leaves_it(self, programme: Programme) -> None:
        measure = programme.measure(QUARTERS[1])
        programme.target(indicator("TRAINED_T"), 20, measure=measure)
        owed.refresh(programme.plan)
        record(programme, measure, 5)
        assert (len(open_duties()), closed()) == (2, [])

    def test_a_change_of_the_deadline_by_hand_moves_it(self, programme: Programme) -> None:
        measure = programme.measure(QUARTERS[1])
        owed.refresh(programme.plan)
        row = measure.editions.get()
        owners = [plan_actions.GivenOwner(programme.parties[1], programme.recipient)]
        given = plan_actions.Given("1.1", "Measure", "", "due", ends_on=QUARTERS[2], owners=owners)
        plan_actions.edit_measure(OPERATOR, row, row.version, given, "Moved")
        assert open_duties() == [("Ministry of RU-MAG", QUARTERS[2], "Asia/Magadan")]
        assert closed() == ["dropped", "dropped"]

    def test_a_measure_added_by_hand_is_owed_at_once(self, programme: Programme) -> None:
        owners = [plan_actions.GivenOwner(programme.parties[0], programme.donor)]
        given = plan_actions.Given("1.2", "Another", "", "due", ends_on=QUARTERS[2], owners=owners)
        plan_actions.add_measure(OPERATOR, programme.plan, given)
        assert open_duties() == [("Ministry of RU-MOW", QUARTERS[2], "Europe/Moscow")]

    def test_each_of_several_terms_is_owed_for_itself(self, programme: Programme) -> None:
        dates = [day.isoformat() for day in QUARTERS]
        measure = programme.measure(END, deadline_kind="recurring", due_dates=dates)
        programme.fact(indicator("TRAINED_T"), date(2025, 2, 1), measure=measure)
        owed.refresh(programme.plan)
        assert {due for _, due, _ in open_duties()} == set(QUARTERS[1:])

    def test_what_can_never_be_late_is_no_duty(self, programme: Programme) -> None:
        programme.measure(None, deadline_kind="none")
        programme.measure(END, deadline_kind="on_demand")
        owed.refresh(programme.plan)
        assert open_duties() == []


class TestValues:
    def test_every_reporting_day_without_facts_is_owed_by_the_day_of_its_report(self) -> None:
        programme = Programme.build(recurrence="quarterly", due_dates=["2025-04-15", "2025-07-15", "2025-10-15"])
        trained = indicator("TRAINED_T")
        programme.target(trained, 1, 2, 3, 4, owner=programme.donor)
        programme.fact(trained, date(2025, 2, 1))
        owed.refresh(programme.plan)
        assert open_duties(FACT) == [
            ("Ministry of RU-MOW", date(2025, 7, 15), "Europe/Moscow"),
            ("Ministry of RU-MOW", date(2025, 10, 15), "Europe/Moscow"),
            ("Ministry of RU-MOW", END, "Europe/Moscow"),
        ]

    def test_a_nil_report_settles_its_quarter(self, programme: Programme) -> None:
        programme.target(indicator("TRAINED_T"), 1, 2, 3, 4)
        owed.refresh(programme.plan)
        record(programme, None, 0)
        assert [due for _, due, _ in open_duties(FACT)] == [QUARTERS[0], QUARTERS[2], QUARTERS[3]]
        assert closed(FACT) == ["met"]

    def test_a_target_without_an_owner_is_owed_by_the_recipient(self, programme: Programme) -> None:
        programme.target(indicator("TRAINED_T"), 4)
        owed.refresh(programme.plan)
        assert open_duties(FACT) == [("Ministry of RU-MAG", END, "Asia/Magadan")]

    def test_a_dash_a_published_value_and_an_unknown_indicator_are_nobody_s_duty(self, programme: Programme) -> None:
        programme.target(indicator("TRAINED_T"), None, None, None, None)
        programme.target(indicator("SHIPPED_T", "observed"), 1, 2, 3, 4)
        programme.target(None, 1, 2, 3, 4)
        owed.refresh(programme.plan)
        assert open_duties(FACT) == []

    def test_a_promise_counted_otherwise_is_owed_otherwise(self, programme: Programme) -> None:
        target = programme.target(indicator("TRAINED_T"), 4)
        owed.refresh(programme.plan)
        promises.set_counting(OPERATOR, target, target.version, basis="zero", scope="region", owner=programme.donor)
        assert open_duties(FACT) == [("Ministry of RU-MOW", END, "Europe/Moscow")]
        assert closed(FACT) == ["dropped"]


def test_what_is_open_is_what_is_expected(programme: Programme) -> None:
    measure = programme.measure(QUARTERS[1])
    programme.measure(QUARTERS[2])
    programme.target(indicator("TRAINED_T"), 20, measure=measure)
    programme.target(indicator("TRAINED_T"), 1, 2, 3, 4)
    assert checking.difference(NOVEMBER)
    owed.refresh(programme.plan)
    assert not checking.difference(NOVEMBER)
    record(programme, measure)
    assert not checking.difference(NOVEMBER)


def test_an_action_that_fails_leaves_the_duties_as_they_were(
    programme: Programme, monkeypatch: pytest.MonkeyPatch
) -> None:
    measure = programme.measure(QUARTERS[1])
    programme.target(indicator("TRAINED_T"), 20, measure=measure)
    owed.refresh(programme.plan)
    before = open_duties()

    def fails(*_: Any, **__: Any) -> None:
        raise RuntimeError("the disk is full")

    monkeypatch.setattr("promost.ledger.actions.entries.note", fails)
    with pytest.raises(RuntimeError):
        record(programme, measure)
    assert open_duties() == before
