"""How a measure stands: from its facts, its dates and its document."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from promost.progress.shapes import MeasureState, Risk
from tests.progress.made import FLOW, QUARTERS, Recorded, handed_in, line, measure, reversal, target

JUNE = QUARTERS[1]
AFTER = date(2025, 7, 1)
DONE, LATE, WITHOUT = MeasureState.DONE, MeasureState.LATE, MeasureState.WITHOUT
STARTED, WAITING = MeasureState.IN_PROGRESS, MeasureState.NOT_STARTED


def people(day: date, value: int, key: int = 0) -> Recorded:
    return Recorded(key or day.toordinal(), day, Decimal(value))


TWENTY = target(FLOW, 20, values=((JUNE, Decimal(20)),))


class TestDone:
    def test_when_its_target_is_reached(self) -> None:
        shown = measure(line(), [people(date(2025, 5, 1), 12), people(date(2025, 6, 10), 8)], TWENTY)
        assert (shown.state, shown.done_on, shown.in_time) == (DONE, date(2025, 6, 10), True)

    def test_later_when_its_target_was_reached_after_the_term(self) -> None:
        shown = measure(line(today=date(2025, 8, 1)), [people(JUNE, 12), people(date(2025, 7, 20), 8)], TWENTY)
        assert (shown.state, shown.done_on, shown.in_time) == (DONE, date(2025, 7, 20), False)

    def test_only_with_the_document_where_one_is_asked_for(self) -> None:
        facts = [people(date(2025, 5, 1), 20)]
        assert measure(line(needs_document=True), facts, TWENTY).state == LATE
        shown = measure(line(needs_document=True), [*facts, handed_in(date(2025, 6, 20))], TWENTY)
        assert (shown.state, shown.done_on, shown.is_handed_in) == (DONE, date(2025, 6, 20), True)

    def test_by_its_document_alone_where_no_number_is_promised(self) -> None:
        shown = measure(line(), [handed_in(date(2025, 6, 20))])
        assert (shown.state, shown.done_on) == (DONE, date(2025, 6, 20))
        assert measure(line(), [people(date(2025, 5, 1), 3)]).state == LATE

    def test_a_document_taken_back_is_not_there(self) -> None:
        given = handed_in(date(2025, 6, 20))
        shown = measure(line(), [given, reversal(given, 901)])
        assert (shown.state, shown.is_handed_in, shown.facts) == (LATE, False, 0)

    def test_a_target_that_nobody_can_count_leaves_it_to_the_document(self) -> None:
        unknown = target(None, 5, values=((JUNE, Decimal(5)),))
        facts = [people(date(2025, 5, 1), 20)]
        assert measure(line(), facts, TWENTY, unknown).state == LATE
        assert measure(line(), [*facts, handed_in(JUNE)], TWENTY, unknown).state == DONE

    def test_the_day_is_that_on_which_it_was_reached_for_good(self) -> None:
        facts = [people(date(2025, 5, 1), 20), people(date(2025, 5, 20), -5), people(date(2025, 7, 10), 5)]
        shown = measure(line(today=date(2025, 8, 1)), facts, TWENTY)
        assert (shown.done_on, shown.in_time) == (date(2025, 7, 10), False)

    def test_a_reversed_fact_makes_it_undone(self) -> None:
        fact = people(date(2025, 5, 1), 20)
        assert measure(line(), [fact], TWENTY).state == DONE
        assert measure(line(), [fact, reversal(fact, 7)], TWENTY).state == LATE


class TestLate:
    def test_from_the_midnight_after_its_last_day(self) -> None:
        assert measure(line(today=JUNE), [], TWENTY).state == WAITING
        assert measure(line(today=AFTER), [], TWENTY).state == LATE

    def test_never_without_a_deadline(self) -> None:
        for kind in ("none", "invalid"):
            shown = measure(line(kind, ends_on=None))
            assert (shown.state, shown.in_time, shown.due_on) == (WITHOUT, None, None)

    def test_never_as_needed_or_after_an_event(self) -> None:
        for kind in ("on_demand", "relative"):
            shown = measure(line(kind, today=date(2026, 3, 1)), [people(JUNE, 1)])
            assert (shown.state, shown.in_time) == (STARTED, None)

    def test_done_without_a_deadline_was_never_late(self) -> None:
        shown = measure(line("none", ends_on=None), [handed_in(date(2025, 6, 20))])
        assert (shown.state, shown.in_time) == (DONE, None)

    def test_in_time_is_open_until_the_term_is_over(self) -> None:
        assert measure(line(today=JUNE)).in_time is None
        assert measure(line(today=AFTER)).in_time is False


class TestBegun:
    def test_by_its_first_fact(self) -> None:
        assert measure(line(today=date(2025, 5, 2)), [people(date(2025, 5, 1), 3)], TWENTY).state == STARTED

    def test_by_its_start(self) -> None:
        assert measure(line("period", date(2025, 5, 1), starts_on=date(2025, 5, 1))).state == STARTED
        assert measure(line("period", date(2025, 4, 30), starts_on=date(2025, 5, 1))).state == WAITING

    def test_struck_out_it_is_cancelled_and_keeps_its_facts(self) -> None:
        shown = measure(line(in_force=False), [people(date(2025, 5, 1), 3)])
        assert (shown.state, shown.facts) == (MeasureState.CANCELLED, 1)


class TestSeveralTerms:
    def at(self, today: date, *facts: Recorded) -> object:
        shown = measure(line("recurring", today, due_dates=QUARTERS, ends_on=QUARTERS[-1]), facts)
        return shown.state, [each.is_met for each in shown.occurrences]

    def test_each_is_met_by_a_fact_of_its_own_stretch(self) -> None:
        facts = people(date(2025, 3, 31), 1), people(date(2025, 4, 1), 1)
        assert self.at(date(2025, 6, 1), *facts) == (STARTED, [True, True, False, False])

    def test_one_that_is_over_without_a_fact_makes_it_late(self) -> None:
        assert self.at(date(2025, 4, 1)) == (LATE, [False] * 4)
        assert self.at(date(2025, 8, 1), people(date(2025, 5, 1), 1)) == (LATE, [False, True, False, False])

    def test_it_is_done_with_the_last_one(self) -> None:
        facts = [people(date(2025, month, 1), 1) for month in (2, 5, 8, 11)]
        shown = measure(line("recurring", date(2026, 1, 1), due_dates=QUARTERS, ends_on=QUARTERS[-1]), facts)
        assert (shown.state, shown.done_on, shown.in_time) == (DONE, date(2025, 11, 1), True)

    def test_a_missed_one_makes_it_done_later(self) -> None:
        facts = [people(date(2025, month, 1), 1) for month in (5, 8, 11)]
        shown = measure(line("recurring", date(2026, 1, 1), due_dates=QUARTERS, ends_on=QUARTERS[-1]), facts)
        assert (shown.state, shown.in_time) == (DONE, False)

    def test_the_document_of_a_quarter_does_not_close_the_year(self) -> None:
        quarterly = line("recurring", date(2025, 5, 1), due_dates=QUARTERS, ends_on=QUARTERS[-1], needs_document=True)
        assert measure(quarterly, [handed_in(date(2025, 3, 20))]).state == STARTED


class TestRisk:
    def test_behind_a_value_promised_by_a_day_that_has_passed(self) -> None:
        halves = target(FLOW, 5, 20, values=((QUARTERS[0], Decimal(5)), (JUNE, Decimal(20))))
        shown = measure(line(today=date(2025, 5, 1)), [people(date(2025, 2, 1), 3)], halves)
        assert (shown.state, shown.risk) == (STARTED, Risk.BEHIND)
        assert measure(line(today=date(2025, 5, 1)), [], halves).risk == Risk.BEHIND

    def test_a_promise_of_nothing_is_no_risk(self) -> None:
        halves = target(FLOW, 0, 20, values=((QUARTERS[0], Decimal(0)), (JUNE, Decimal(20))))
        assert measure(line(today=date(2025, 5, 1)), [], halves).risk == Risk.NONE

    def test_near_without_a_fact(self) -> None:
        assert measure(line(today=date(2025, 6, 15))).risk == Risk.NONE
        assert measure(line(today=date(2025, 6, 16))).risk == Risk.NEAR
        assert measure(line(today=date(2025, 6, 16)), [people(date(2025, 6, 1), 1)], TWENTY).risk == Risk.NONE

    def test_what_is_due_every_month_is_near_in_its_last_week(self) -> None:
        months = tuple(date(2025, month, 28) for month in range(1, 7))
        for day, risk in ((20, Risk.NONE), (21, Risk.NEAR)):
            monthly = line("recurring", date(2025, 3, day), due_dates=months, ends_on=months[-1])
            facts = [people(date(2025, month, 10), 1) for month in (1, 2)]
            assert measure(monthly, facts).risk == risk

    def test_nothing_is_at_risk_once_it_is_done_or_late(self) -> None:
        assert measure(line(today=AFTER)).risk == Risk.NONE
        assert measure(line(today=date(2025, 6, 25)), [handed_in(date(2025, 6, 20))]).risk == Risk.NONE
