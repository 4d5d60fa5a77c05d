"""Drawing: what a statement lists and comes to, and what stands in its way."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest

from promost.kit import clock
from promost.kit.access import Refused
from promost.ledger.problems import Bad
from promost.plans.models import PlanState
from promost.progress.models import Declared, Statement, StatementState
from promost.progress.statements import actions
from promost.progress.statements.actions import CannotDraw
from promost.progress.statements.verifying import verify
from tests.progress.programme import enterprise, indicator, noon, observed
from tests.progress.statements.signing import DECEMBER, JUNE, MARCH, SEPTEMBER, Signed

pytestmark = pytest.mark.django_db


def test_facts_of_a_quarter_come_to_its_total_and_verify(three: Signed) -> None:
    three.fact(7)
    three.fact(5, date(2025, 4, 1))
    drawn = three.draw()
    total = three.total(drawn)
    assert (total["quarter"], total["late"], total["before"], total["after"]) == ("12.0000", None, None, "12.0000")
    assert drawn.lines.count() == 2
    assert verify(drawn).is_true


def test_what_is_of_a_day_before_the_quarter_stands_apart_as_late(three: Signed) -> None:
    three.fact(3, date(2025, 2, 1)), three.fact(4)
    total = three.total(three.draw())
    assert (total["quarter"], total["late"], total["after"]) == ("4.0000", "3.0000", "7.0000")


def test_a_correction_goes_into_the_next_statement_and_the_signed_one_stays(three: Signed) -> None:
    three.fact(4, date(2025, 2, 1))
    wrong = three.fact(2, date(2025, 3, 1))
    first = three.accept(MARCH)
    three.reverse(wrong), three.fact(10)
    second = three.accept(JUNE)
    assert three.total(Statement.objects.get(pk=first.pk))["after"] == "6.0000"
    total = three.total(second)
    assert (total["quarter"], total["late"], total["before"], total["after"]) == (
        "10.0000", "-2.0000", "6.0000", "14.0000",
    )  # fmt: skip
    assert verify(second).is_true


def test_different_organisations_are_told_before_and_after_and_never_added_up(three: Signed) -> None:
    helped = indicator("TEST_HELPED", "distinct")
    target = three.promise(helped, {MARCH: 1, JUNE: 2}, measure=three.measure)
    one, other = enterprise("One"), enterprise("Other")
    three.fact(1, date(2025, 2, 1)), three.fact(1, date(2025, 2, 1), indicator=helped, organisation=one)
    three.accept(MARCH)
    three.fact(10)
    for body in (one, other):
        three.fact(1, indicator=helped, organisation=body)
    total = three.total(three.draw(), target)
    assert (total["quarter"], total["before"], total["after"]) == (None, "1.0000", "2.0000")


def test_a_published_value_comes_with_its_release(three: Signed) -> None:
    shipped = indicator("TEST_SHIPPED", "observed", okei="385")
    target = three.promise(shipped, {JUNE: 100})
    three.fact(12)
    observed(shipped, JUNE, 96, region_id="RU-MAG", release="July release", recorded="2025-07-10")
    drawn = three.draw()
    total = three.total(drawn, target)
    assert (total["after"], total["release"], total["quarter"]) == ("96.0000", "July release", None)
    assert drawn.lines.filter(observation__isnull=False).count() == 1


def test_the_next_release_goes_into_the_next_statement(three: Signed) -> None:
    shipped = indicator("TEST_SHIPPED", "observed", okei="385")
    target = three.promise(shipped, {MARCH: 100})
    three.fact(12, date(2025, 2, 1))
    old = observed(shipped, MARCH, 96, region_id="RU-MAG", release="April", recorded="2025-04-10")
    first = three.accept(MARCH)
    observed(shipped, MARCH, 97, region_id="RU-MAG", release="May", recorded="2025-05-10", supersedes=old)
    three.fact(1)
    drawn = three.draw()
    assert drawn.lines.filter(observation__isnull=False).count() == 1
    assert three.total(first, target)["after"] == "96.0000"
    assert verify(drawn).is_true
    assert verify(first).is_true


def test_growth_of_enterprises_and_a_region_s_facts_count(three: Signed) -> None:
    staff = indicator("TEST_STAFF", "observed")
    jobs = indicator("TEST_JOBS", "gain", level=staff)
    grown, wide = three.promise(jobs, {JUNE: 5}), three.promise(indicator("TEST_LINES", "stock"), {JUNE: 1})
    body = enterprise("Plant")
    observed(staff, date(2024, 12, 31), 100, organisation=body)
    observed(staff, JUNE, 112, organisation=body, recorded="2025-07-10")
    three.fact(10), three.fact(2, indicator=wide.indicator, measure=None, plan=three.plan)
    drawn = three.draw()
    assert three.total(drawn, grown)["after"] == "12.0000"
    assert three.total(drawn, wide)["after"] == "2.0000"
    assert verify(drawn).is_true


def test_a_due_target_without_facts_has_to_be_declared(three: Signed) -> None:
    with pytest.raises(CannotDraw, match="1 target that is due has no facts: TEST_TRAINED promised"):
        three.draw()
    assert not Statement.objects.exists()
    actions.declare(three.actor("recipient"), three.target, JUNE, Declared.NOT_REPORTED, "The report is late", uuid4())
    total = three.total(three.draw())
    assert (total["after"], total["state"], total["declared"]) == (None, "not_reported", "not_reported")
    assert total["declared_reason"] == "The report is late"


def test_zero_is_a_fact_of_nothing_and_no_silence(three: Signed) -> None:
    actions.declare(three.actor("donor"), three.target, JUNE, Declared.ZERO, "", uuid4())
    drawn = three.draw()
    total = three.total(drawn)
    assert (total["after"], total["state"], total["declared"]) == ("0.0000", "zero", "zero")
    assert drawn.lines.count() == 1


def test_zero_of_participants_is_said_without_a_fact(three: Signed) -> None:
    target = three.promise(indicator("TEST_OF_PARTICIPANTS"), {JUNE: 5}, scope="participants")
    three.fact(10)
    actions.declare(three.actor("recipient"), target, JUNE, Declared.ZERO, "", uuid4())
    drawn = three.draw()
    assert three.total(drawn, target)["state"] == "zero"
    assert verify(drawn).is_true


def test_a_draft_has_no_statements(three: Signed) -> None:
    three.fact(10)
    three.plan.state = PlanState.ON_APPROVAL
    three.plan.save(update_fields=["state"])
    with pytest.raises(CannotDraw, match="not in force"):
        three.draw()


def test_a_quarter_has_to_be_over_and_to_follow_the_last(three: Signed) -> None:
    three.fact(10, date(2025, 2, 1))
    with pytest.raises(CannotDraw, match="is not over"):
        three.draw(SEPTEMBER)
    with pytest.raises(CannotDraw, match="no last day of a quarter"):
        three.draw(date(2025, 5, 31))
    three.accept(MARCH)
    with pytest.raises(CannotDraw, match="The next statement is that by 30"):
        three.draw(MARCH)
    with pytest.raises(CannotDraw, match="after the plan's end"):
        three.draw(JUNE, is_final=True)


def test_one_is_open_at_a_time_and_a_returned_one_is_drawn_anew(three: Signed) -> None:
    three.fact(10)
    drawn = three.draw()
    with pytest.raises(CannotDraw, match="still being signed"):
        three.draw()
    three.return_(drawn, "donor")
    again = three.draw()
    assert (again.number, again.previous) == (2, None)
    assert again.lines.count() == 1


def test_a_fact_being_signed_is_not_reversed_until_it_is_returned(three: Signed) -> None:
    fact = three.fact(10)
    drawn = three.draw()
    with pytest.raises(Bad, match=r"Statement No\. 1 of “Plan for 2025”"):
        three.reverse(fact)
    three.return_(drawn, "donor")
    three.reverse(fact)
    actions.declare(three.actor("donor"), three.target, JUNE, Declared.ZERO, "", uuid4())
    assert three.total(three.draw())["after"] == "0.0000"


def test_a_disputed_fact_is_left_out_with_its_reason_until_it_is_settled(three: Signed) -> None:
    good, doubtful = three.fact(10), three.fact(5)
    drawn = three.draw()
    three.return_(drawn, "donor", "These five were not ours", facts=[doubtful])
    again = three.draw()
    assert [line.fact_id for line in again.lines.all()] == [good.pk]
    left = [line for line in again.totals if "left_out" in line]
    assert [(line["left_out"], line["reason"]) for line in left] == [(str(doubtful.uuid), "These five were not ours")]
    assert three.total(again)["after"] == "10.0000"
    for side in three.parties:
        three.sign(again, side)
    objection = doubtful.disputes.get()
    actions.settle(three.actor("donor"), objection, "The list was shown", objection.version)
    with clock.stopped(noon("2025-10-10")):
        third = three.draw(SEPTEMBER)
    assert three.total(third)["late"] == "5.0000"
    assert three.total(third)["after"] == "15.0000"


def test_the_reversal_of_a_disputed_fact_is_left_out_with_it(three: Signed) -> None:
    three.fact(10)
    doubtful = three.fact(5)
    actions.dispute(three.actor("donor"), three.plan, three.parties["donor"], doubtful, "Not ours")
    three.reverse(doubtful)
    drawn = three.draw()
    assert three.total(drawn)["after"] == "10.0000"
    assert len([line for line in drawn.totals if "left_out" in line]) == 2


def test_a_final_statement_is_the_last(three: Signed) -> None:
    three.fact(30, date(2025, 2, 1))
    with clock.stopped(noon("2026-07-10")):
        for ends_on in (MARCH, JUNE, SEPTEMBER):
            three.accept(ends_on)
        three.accept(DECEMBER)
        drawn = three.draw(date(2026, 3, 31), is_final=True)
        for side in three.parties:
            three.sign(drawn, side)
        with pytest.raises(CannotDraw, match="final statement is accepted"):
            three.draw(date(2026, 6, 30))


def test_without_a_curator_the_last_signature_accepts(two: Signed) -> None:
    two.fact(10)
    drawn = two.draw()
    two.sign(drawn, "recipient")
    assert Statement.objects.get().state == StatementState.OPEN
    two.sign(drawn, "buyer")
    assert Statement.objects.get().state == StatementState.ACCEPTED


def test_the_curator_does_not_draw(three: Signed) -> None:
    three.fact(10)
    with pytest.raises(Refused):
        three.draw(side="curator")
