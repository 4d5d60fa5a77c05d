"""What a waiting document is to a measure, and which occurrence a document closes: by rows alone."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from promost.progress.shapes import MeasureProgress, MeasureState, Risk
from tests.progress.made import FLOW, QUARTERS, Recorded, handed_in, line, measure, reversal, target

MARCH, JUNE, SEPTEMBER, DECEMBER = QUARTERS
DONE, LATE, SUBMITTED, STARTED = (
    MeasureState.DONE,
    MeasureState.LATE,
    MeasureState.SUBMITTED,
    MeasureState.IN_PROGRESS,
)
TWENTY = target(FLOW, 20, values=((JUNE, Decimal(20)),))


def people(day: date, value: int) -> Recorded:
    return Recorded(day.toordinal(), day, Decimal(value))


class TestSubmitted:
    def test_with_the_targets_reached_only_the_answer_is_lacking(self) -> None:
        facts = [people(date(2025, 5, 1), 20), handed_in(date(2025, 6, 20), waits=True)]
        shown = measure(line(needs_document=True), facts, TWENTY)
        assert (shown.state, shown.submitted_on, shown.risk) == (SUBMITTED, date(2025, 6, 20), Risk.NONE)

    def test_one_handed_in_on_the_last_day_is_not_late_however_long_the_answer_takes(self) -> None:
        today = date(2025, 9, 1)
        waits = measure(line(today=today, needs_document=True), [handed_in(JUNE, waits=True)])
        assert (waits.state, waits.in_time) == (SUBMITTED, None)
        answered = measure(line(today=today, needs_document=True), [handed_in(JUNE)])
        assert (answered.state, answered.done_on, answered.in_time) == (DONE, JUNE, True)

    def test_one_handed_in_a_day_late_is_late_before_the_answer_and_done_later_after_it(self) -> None:
        today, day = date(2025, 9, 1), date(2025, 7, 1)
        waits = measure(line(today=today, needs_document=True), [handed_in(day, waits=True)])
        assert (waits.state, waits.in_time, waits.submitted_on) == (LATE, False, day)
        answered = measure(line(today=today, needs_document=True), [handed_in(day)])
        assert (answered.state, answered.done_on, answered.in_time) == (DONE, day, False)

    def test_a_document_does_not_stand_for_a_target_that_is_not_reached(self) -> None:
        facts = [people(date(2025, 5, 1), 3), handed_in(date(2025, 6, 20), waits=True)]
        shown = measure(line(needs_document=True), facts, TWENTY)
        assert (shown.state, shown.is_submitted, shown.submitted_on) == (LATE, True, None)

    def test_where_none_is_asked_for_the_targets_alone_make_it_done(self) -> None:
        facts = [people(date(2025, 5, 1), 20), handed_in(date(2025, 6, 20), waits=True)]
        assert measure(line(), facts, TWENTY).state == DONE

    def test_one_that_was_returned_leaves_nothing(self) -> None:
        given = handed_in(date(2025, 6, 20), waits=True)
        shown = measure(line(), [given, reversal(given, 901)])
        assert (shown.state, shown.is_submitted, shown.facts) == (LATE, False, 0)

    def test_a_confirmed_one_counts_though_another_waits(self) -> None:
        facts = [handed_in(date(2025, 6, 20)), handed_in(date(2025, 6, 25), 901, waits=True)]
        assert (measure(line(), facts).state, measure(line(), facts).done_on) == (DONE, date(2025, 6, 20))

    def test_without_a_deadline_it_waits_too(self) -> None:
        shown = measure(line("none", ends_on=None), [handed_in(date(2025, 6, 20), waits=True)])
        assert (shown.state, shown.in_time) == (SUBMITTED, None)

    def test_struck_out_it_is_struck_out(self) -> None:
        assert measure(line(in_force=False), [handed_in(JUNE, waits=True)]).state == MeasureState.CANCELLED


class TestOccurrences:
    def at(self, today: date, *facts: Recorded, needs_document: bool = True) -> MeasureProgress:
        of = line("recurring", today, due_dates=QUARTERS, ends_on=DECEMBER, needs_document=needs_document)
        return measure(of, facts)

    def met(self, today: date, *facts: Recorded, needs_document: bool = True) -> list[bool]:
        return [each.is_met for each in self.at(today, *facts, needs_document=needs_document).occurrences]

    def test_each_is_closed_by_the_document_that_names_it(self) -> None:
        facts = handed_in(date(2025, 3, 20), 1, MARCH), handed_in(date(2025, 3, 21), 2, JUNE)
        assert self.met(date(2025, 5, 1), *facts) == [True, True, False, False]

    def test_a_document_that_names_none_closes_that_of_its_period(self) -> None:
        assert self.met(date(2025, 5, 1), handed_in(date(2025, 4, 20))) == [False, True, False, False]

    def test_a_result_is_no_document_where_one_is_asked_for(self) -> None:
        assert self.met(date(2025, 5, 1), people(date(2025, 2, 1), 1)) == [False] * 4
        assert self.met(date(2025, 5, 1), people(date(2025, 2, 1), 1), needs_document=False) == [True, *[False] * 3]

    def test_one_closed_late_is_late_no_longer_and_the_year_is_done_later(self) -> None:
        late = handed_in(date(2025, 5, 10), 1, MARCH)
        assert self.at(date(2025, 5, 1)).state == LATE
        shown = self.at(date(2025, 6, 1), late)
        assert (shown.state, shown.occurrences[0].is_met, shown.occurrences[0].is_kept) == (STARTED, True, False)
        rest = [handed_in(day, number, day) for number, day in enumerate(QUARTERS[1:], start=2)]
        year = self.at(date(2026, 2, 1), late, *rest)
        assert (year.state, year.done_on, year.in_time) == (DONE, DECEMBER, False)

    def test_one_that_waits_is_no_miss_if_it_came_by_its_day(self) -> None:
        shown = self.at(date(2025, 4, 20), handed_in(date(2025, 3, 31), 1, MARCH, waits=True))
        assert (shown.state, shown.occurrences[0].submitted_on, shown.is_submitted) == (STARTED, MARCH, True)
        shown = self.at(date(2025, 4, 20), handed_in(date(2025, 4, 10), 1, MARCH, waits=True))
        assert shown.state == LATE

    def test_the_last_one_that_waits_leaves_the_year_waiting(self) -> None:
        facts = [handed_in(day, number, day) for number, day in enumerate(QUARTERS[:3], start=1)]
        shown = self.at(date(2026, 2, 1), *facts, handed_in(DECEMBER, 9, DECEMBER, waits=True))
        assert (shown.state, shown.submitted_on) == (SUBMITTED, DECEMBER)

    def test_a_document_of_an_earlier_one_does_not_close_the_year(self) -> None:
        facts = [handed_in(day, number, day) for number, day in enumerate(QUARTERS[1:3], start=1)]
        shown = self.at(date(2025, 12, 20), *facts, handed_in(date(2025, 12, 10), 9, MARCH))
        assert (shown.state, [each.is_met for each in shown.occurrences]) == (STARTED, [True, True, True, False])
