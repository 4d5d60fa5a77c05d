"""The rules of figures one by one, as an officer would check them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from promost.progress.calculation.rows import LevelRow, Subjects
from promost.progress.shapes import FigureState, Standing
from tests.progress.made import (
    DISTINCT,
    FLOW,
    JOBS,
    PLAN,
    QUARTERS,
    SHARE,
    SHIPPED,
    STOCK,
    Recorded,
    level,
    progress,
    published,
    reversal,
    rows,
    target,
)

REPORTED, ZERO, NOT_REPORTED = FigureState.REPORTED, FigureState.ZERO, FigureState.NOT_REPORTED
NOT_DUE, AWAITED, UNKNOWN = FigureState.NOT_DUE, FigureState.AWAITED, FigureState.UNKNOWN
NOVEMBER = date(2025, 11, 20)


def by(day: date, value: object, **values: object) -> Recorded:
    return Recorded(key=day.toordinal(), day=day, value=Decimal(str(value)), **values)  # type: ignore[arg-type]


class TestFourKindsOfNothing:
    def test_a_nil_report_is_a_zero(self) -> None:
        shown = progress(target(FLOW, 5, 5, 5, 5), rows([by(date(2025, 2, 1), 0)])).points[0].figure
        assert [shown.state, shown.value, shown.facts] == [ZERO, 0, 1]

    def test_a_value_that_is_due_and_missing_is_not_reported(self) -> None:
        assert progress(target(FLOW, 5, 5, 5, 5)).points[2].figure.state == NOT_REPORTED

    def test_a_value_to_come_is_not_due(self) -> None:
        assert progress(target(FLOW, 5, 5, 5, 5)).points[3].figure.state == NOT_DUE

    def test_a_value_that_statistics_have_not_published_is_awaited(self) -> None:
        shown = progress(target(SHIPPED, 5, 5, 5, 5))
        assert [point.figure.state for point in shown.points] == [AWAITED, AWAITED, AWAITED, NOT_DUE]
        assert shown.standing == Standing.AWAITED

    def test_a_dash_is_never_due(self) -> None:
        assert progress(target(FLOW, None, 5, 5, 5)).points[0].figure.state == NOT_DUE
        assert progress(target(SHIPPED, None, 5, 5, 5)).points[0].figure.state == NOT_DUE

    def test_a_mistake_taken_back_is_no_zero(self) -> None:
        fact = by(date(2025, 2, 1), 7)
        assert (
            progress(target(FLOW, 5, 5, 5, 5), rows([fact, reversal(fact, 2)])).points[0].figure.state == NOT_REPORTED
        )

    def test_a_target_of_which_nobody_has_said_what_counts_is_unknown(self) -> None:
        shown = progress(target(None, 5, 5, 5, 5), rows([by(date(2025, 2, 1), 7)]))
        assert (shown.figure.state, shown.standing) == (UNKNOWN, Standing.UNKNOWN)

    def test_a_value_is_missed_only_after_the_day_of_its_report(self) -> None:
        quarterly = replace(PLAN, reporting=QUARTERS, reported_by=(date(2025, 4, 15), date(2025, 7, 15)))
        for day, state in ((date(2025, 4, 15), NOT_DUE), (date(2025, 4, 16), NOT_REPORTED)):
            shown = progress(target(FLOW, 5, 5, 5, 5), plan=replace(quarterly, day=day))
            assert shown.points[0].figure.state == state

    def test_the_target_of_a_measure_is_due_with_the_measure(self) -> None:
        quarterly = replace(PLAN, reporting=QUARTERS, reported_by=(date(2025, 7, 15),), day=date(2025, 7, 1))
        mine = target(FLOW, 5, measure=1, scope="measure", values=((QUARTERS[1], Decimal(5)),))
        assert progress(mine, plan=quarterly).points[0].figure.state == NOT_REPORTED


class TestKinds:
    def test_a_stock_is_a_level_whichever_way_its_values_are_given(self) -> None:
        facts = rows([by(date(2025, 2, 1), 5, indicator=STOCK.key), by(date(2025, 5, 1), -2, indicator=STOCK.key)])
        for cumulative in (True, False):
            shown = progress(target(STOCK, 5, 5, 5, 5, cumulative=cumulative), facts)
            assert [point.figure.value for point in shown.points] == [5, 3, 3, 3]

    def test_a_value_that_is_not_cumulative_counts_its_year(self) -> None:
        years = ((date(2025, 12, 31), Decimal(10)), (date(2026, 12, 31), Decimal(10)))
        plan = replace(PLAN, ends_on=date(2026, 12, 31), day=date(2026, 6, 1))
        facts = rows([by(date(2025, 5, 1), 3), by(date(2026, 2, 1), 4)], plan.day)
        shown = progress(target(FLOW, 1, values=years, cumulative=False), facts, plan=plan)
        assert [point.figure.value for point in shown.points] == [3, 4]
        assert shown.figure.value == 4

    def test_several_values_of_a_year_that_are_not_cumulative_count_their_own_stretch(self) -> None:
        facts = rows([by(date(2025, 2, 1), 3), by(date(2025, 4, 1), 4)])
        shown = progress(target(FLOW, 1, 1, 1, 1, cumulative=False), facts)
        assert [point.figure.value for point in shown.points] == [3, 4, None, None]

    def test_a_baseline_is_counted_up_from(self) -> None:
        passports = target(STOCK, 7, 12, 15, 19, basis="baseline", baseline=Decimal(7))
        facts = [by(date(2025, 2, 1), 0, indicator=STOCK.key), by(date(2025, 5, 1), 5, indicator=STOCK.key)]
        shown = progress(passports, rows(facts))
        assert [point.figure.value for point in shown.points] == [7, 12, 12, 12]

    def test_a_year_s_own_sum_is_not_put_on_top_of_last_year_s(self) -> None:
        contracts = target(FLOW, 1320, basis="baseline", baseline=Decimal("1180.4"), cumulative=False)
        assert progress(contracts, rows([by(date(2025, 5, 1), 400)])).figure.value == 400

    def test_a_breakdown_counts_the_facts_that_have_it(self) -> None:
        facts = [
            by(date(2025, 2, 1), 3, breakdown="audience=pupils;form=online"),
            by(date(2025, 2, 2), 4, breakdown="audience=students"),
            by(date(2025, 2, 3), 5),
        ]
        assert progress(target(FLOW, breakdown="audience=pupils"), rows(facts)).figure.value == 3
        assert progress(target(FLOW), rows(facts)).figure.value == 12

    def test_a_figure_is_in_the_target_s_unit(self) -> None:
        shipped = replace(FLOW, okei="384")  # thousands of roubles
        assert progress(target(shipped, okei="385"), rows([by(date(2025, 2, 1), 2500)])).figure.value == Decimal("2.5")

    def test_a_figure_of_another_quantity_cannot_be_told(self) -> None:
        assert progress(target(FLOW, okei="385"), rows([by(date(2025, 2, 1), 5)])).figure.state == UNKNOWN

    def test_a_ratio_keeps_its_parts(self) -> None:
        facts = rows([by(date(2025, 2, 1), 6, indicator=8), by(date(2025, 2, 1), 8, indicator=FLOW.key)])
        shown = progress(target(SHARE, 85), facts).figure
        assert [shown.value, shown.parts, shown.facts] == [75, (6, 8), 2]

    def test_a_ratio_by_zero_cannot_be_told(self) -> None:
        facts = rows([by(date(2025, 2, 1), 6, indicator=8), by(date(2025, 2, 1), 0, indicator=FLOW.key)])
        shown = progress(target(SHARE, 85), facts).figure
        assert [shown.state, shown.parts] == [UNKNOWN, (6, 0)]

    def test_a_ratio_without_a_part_is_missing_not_zero(self) -> None:
        facts = rows([by(date(2025, 2, 1), 8, indicator=FLOW.key)])
        assert progress(target(SHARE, 85, 85, 85, 85), facts).points[0].figure.state == NOT_REPORTED

    def test_the_share_entered_by_hand_is_by_value(self) -> None:
        facts = [by(date(2025, 2, 1), 30, how="room"), by(date(2025, 2, 2), 10, how="hand")]
        assert progress(target(FLOW), rows(facts)).figure.by_hand == Decimal("0.25")

    def test_a_distinct_count_names_its_contributors(self) -> None:
        facts = [by(date(2025, 2, each), 1, indicator=3, organisation=each % 2 + 1) for each in range(1, 6)]
        shown = progress(target(DISTINCT), rows(facts)).figure
        assert [shown.value, shown.contributors, shown.facts] == [2, 2, 5]


class TestPublished:
    def test_the_value_is_of_the_period_since_the_year_began(self) -> None:
        month = published(QUARTERS[0], 800, date(2025, 3, 1), key=1)
        quarter = published(QUARTERS[0], 2412, key=2)
        shown = progress(target(SHIPPED, 2350, 4900, 7600, 10500), (), [month, quarter])
        assert [shown.points[0].figure.value, shown.points[0].figure.release] == [2412, "release 2"]
        assert shown.points[0].standing == Standing.MET

    def test_a_month_alone_is_another_figure(self) -> None:
        month = published(QUARTERS[0], 800, date(2025, 3, 1))
        assert progress(target(SHIPPED, 2350, 1, 1, 1), (), [month]).points[0].figure.state == AWAITED

    def test_values_of_two_regions_are_never_added_up(self) -> None:
        two = replace(PLAN, subjects=Subjects(frozenset({"RU-MAG", "RU-SMO"})))
        both = [published(QUARTERS[0], 1, key=1), published(QUARTERS[0], 2, key=2, region="RU-SMO")]
        assert progress(target(SHIPPED, 1, 1, 1, 1), (), both, two).points[0].figure.state == UNKNOWN

    def test_participants_value_is_what_the_owner_published(self) -> None:
        own = published(QUARTERS[0], 150, key=1)._replace(region=None, organisation=40, home="RU-MAG")
        mine = target(SHIPPED, 150, 1, 1, 1, scope="participants", owner=40)
        assert progress(mine, (), [own, published(QUARTERS[0], 9000, key=2)]).points[0].figure.value == 150

    def test_a_late_quarter_is_not_made_up_by_the_next_one(self) -> None:
        levels = [published(QUARTERS[0], 2000, key=1), published(QUARTERS[1], 5000, key=2)]
        shown = progress(target(SHIPPED, 2350, 4900, 7600, 10500), (), levels, replace(PLAN, day=date(2025, 7, 20)))
        assert [point.standing for point in shown.points[:2]] == [Standing.BEHIND, Standing.MET]
        assert shown.standing == Standing.ON_PACE


class TestGain:
    BEFORE = date(2024, 12, 31)

    def gained(self, *levels: LevelRow) -> object:
        shown = progress(target(JOBS, 79), (), levels).figure
        return shown.state, shown.value, shown.contributors, shown.unknown

    def test_growth_is_over_the_level_at_the_plan_s_beginning(self) -> None:
        grown = self.gained(level(1, self.BEFORE, 20), level(1, QUARTERS[0], 24), level(1, QUARTERS[1], 23))
        assert grown == (REPORTED, 3, 1, 0)

    def test_one_that_shrank_takes_nothing_from_the_others(self) -> None:
        several = [
            level(1, self.BEFORE, 20),
            level(1, QUARTERS[0], 5),
            level(2, self.BEFORE, 10),
            level(2, QUARTERS[0], 14),
        ]
        assert self.gained(*several) == (REPORTED, 4, 2, 0)

    def test_one_without_a_baseline_is_told_apart(self) -> None:
        several = [level(1, QUARTERS[0], 24), level(2, self.BEFORE, 10), level(2, QUARTERS[0], 10)]
        assert self.gained(*several) == (ZERO, 0, 1, 1)
        assert self.gained(level(1, QUARTERS[0], 24)) == (UNKNOWN, None, 0, 1)

    def test_one_that_was_not_observed_since_has_reported_nothing(self) -> None:
        assert self.gained(level(1, self.BEFORE, 20)) == (NOT_DUE, None, 0, 0)

    def test_an_enterprise_of_another_region_is_not_of_the_scope(self) -> None:
        elsewhere = [level(1, self.BEFORE, 20, home="RU-MOW"), level(1, QUARTERS[0], 24, home="RU-MOW")]
        assert self.gained(*elsewhere) == (NOT_DUE, None, 0, 0)

    def test_under_a_measure_those_count_whom_its_facts_name(self) -> None:
        levels = [
            level(each, day, 20 + (day > self.BEFORE) * each) for each in (1, 2) for day in (self.BEFORE, QUARTERS[0])
        ]
        mine = target(JOBS, 79, scope="measure", measure=1)
        shown = progress(mine, rows([by(date(2025, 2, 1), 1, organisation=2)]), levels)
        assert [shown.figure.value, shown.figure.contributors] == [2, 1]


class TestStanding:
    def standing(
        self, promised: tuple[object, ...], *facts: Recorded, day: date = NOVEMBER, **values: object
    ) -> Standing:
        return progress(target(FLOW, *promised, **values), rows(facts, day), plan=replace(PLAN, day=day)).standing

    def test_pace_is_against_the_last_reporting_day_never_a_straight_line(self) -> None:
        facts = by(date(2025, 5, 1), 150)
        visitors = (0, 150, 1450, 1500)
        assert self.standing(visitors, facts, day=date(2025, 9, 29)) == Standing.ON_PACE
        assert self.standing(visitors, facts, day=date(2025, 10, 1)) == Standing.BEHIND

    def test_what_was_made_up_is_on_pace_again(self) -> None:
        late = by(date(2025, 10, 10), 30)
        assert self.standing((5, 10, 25, 40), late) == Standing.ON_PACE

    def test_the_end_reached_before_its_day_is_reached(self) -> None:
        assert self.standing((5, 10, 25, 40), by(date(2025, 5, 1), 40)) == Standing.MET

    def test_at_most_is_kept_only_when_its_day_is_over(self) -> None:
        fact = by(date(2025, 5, 1), 3)
        assert self.standing((10,), fact, comparator="le") == Standing.NOT_DUE
        assert self.standing((10,), fact, comparator="le", day=date(2026, 1, 1)) == Standing.MET
        assert self.standing((2,), fact, comparator="le", day=date(2026, 1, 1)) == Standing.BEHIND

    def test_exactly_is_kept_when_it_is_exceeded(self) -> None:
        assert self.standing((4,), by(date(2025, 5, 1), 5), comparator="eq") == Standing.MET

    def test_nothing_reported_by_the_last_day_is_not_reported(self) -> None:
        assert self.standing((5, 10, 25, 40)) == Standing.NOT_REPORTED

    def test_before_the_first_day_nothing_is_due(self) -> None:
        assert self.standing((5, 10, 25, 40), day=date(2025, 2, 1)) == Standing.NOT_DUE


@pytest.mark.parametrize(
    ("original", "expected"),
    [
        (((QUARTERS[-1], Decimal(8)),), 8),
        (((date(2025, 10, 1), Decimal(8)),), 8),  # its day was moved: the value at its place
        (((QUARTERS[0], Decimal(1)), (QUARTERS[1], Decimal(2))), None),
    ],
)
def test_what_was_promised_first_stands_beside_what_is_promised_now(original: object, expected: int | None) -> None:
    assert progress(target(FLOW, 10, original=original)).points[0].original == expected
