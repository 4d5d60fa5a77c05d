"""Figures against generated facts: what must hold whatever was recorded, in whatever order."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from promost.progress.calculation.rows import IndicatorRow, TargetRow
from promost.progress.shapes import FigureState
from tests.progress import reference
from tests.progress.made import (
    DISTINCT,
    FLOW,
    JOBS,
    PLAN,
    QUARTERS,
    STOCK,
    YEAR,
    Recorded,
    batched,
    level,
    progress,
    reversal,
    rows,
    target,
)

DAYS = st.integers(0, 364).map(lambda number: YEAR + timedelta(days=number))
AMOUNTS = st.decimals(-50, 1000, places=2)
KINDS = st.sampled_from([FLOW, STOCK, DISTINCT])


@st.composite
def ledgers(draw: Any, indicator: IndicatorRow | None = None) -> list[Recorded]:
    """Facts of three indicators, some reversed, recorded one after another."""
    several: list[Recorded] = []
    for key in range(draw(st.integers(0, 12))):
        there = [fact for fact in several if fact.reverses is None and fact.key not in {f.reverses for f in several}]
        if there and draw(st.integers(0, 4)) == 0:
            several.append(reversal(draw(st.sampled_from(there)), key, key))
            continue
        several.append(
            Recorded(
                key=key, day=draw(DAYS), value=draw(AMOUNTS), known=key,
                indicator=(indicator or draw(KINDS)).key, organisation=draw(st.sampled_from([None, 1, 2, 3])),
                breakdown=draw(st.sampled_from(["", "audience=pupils", "audience=pupils;form=online"])),
                how=draw(st.sampled_from(["room", "hand", "file"])),
            )
        )  # fmt: skip
    return several


@st.composite
def targets(draw: Any) -> TargetRow:
    """Targets of the three kinds that facts add up to."""
    promised = draw(st.lists(st.one_of(st.none(), st.integers(0, 300)), min_size=4, max_size=4))
    return target(
        draw(KINDS), *promised, cumulative=draw(st.booleans()), basis=draw(st.sampled_from(["zero", "baseline"])),
        baseline=Decimal(7), breakdown=draw(st.sampled_from(["", "", "audience=pupils"])),
    )  # fmt: skip


@given(ledgers(), targets(), st.integers(0, 400))
def test_every_point_is_what_the_slow_reference_says(facts: list[Recorded], of: TargetRow, days: int) -> None:
    day = YEAR + timedelta(days=days)
    shown = progress(of, rows(facts, day), plan=replace(PLAN, day=day))
    assert [point.figure.value for point in shown.points] == [
        reference.value_by(of, facts, due, day) for due, _ in of.values
    ]


@given(ledgers(), targets(), st.randoms(use_true_random=False))
def test_order_and_batching_of_facts_change_nothing(
    facts: list[Recorded], of: TargetRow, chance: random.Random
) -> None:
    known = rows(facts)
    assert progress(of, known) == progress(of, batched(known, chance))


@given(ledgers(), targets(), st.data())
def test_a_reversal_restores_every_figure(facts: list[Recorded], of: TargetRow, data: Any) -> None:
    assert of.indicator is not None
    day = data.draw(DAYS)
    fact = Recorded(500, day, Decimal(data.draw(st.integers(0, 90))), of.indicator.key, data.draw(st.integers(1, 4)))
    assert progress(of, rows([*facts, fact, reversal(fact, 501)])) == progress(of, rows(facts))


@given(ledgers(), ledgers(), targets(), st.integers(0, 12))
def test_a_past_moment_does_not_change_when_facts_are_added_now(
    facts: list[Recorded], added: list[Recorded], of: TargetRow, known: int
) -> None:
    later = [replace(fact, key=fact.key + 100, reverses=None, known=100 + fact.known) for fact in added]
    taken_back = [reversal(fact, fact.key + 300, 400) for fact in facts if fact.reverses is None]
    assert progress(of, rows([*facts, *later, *taken_back], known=known)) == progress(of, rows(facts, known=known))


@given(ledgers(DISTINCT))
def test_a_year_of_different_enterprises_is_not_the_sum_of_its_quarters(facts: list[Recorded]) -> None:
    by_quarter = progress(target(DISTINCT, 1, 1, 1, 1, cumulative=False), rows(facts))
    year = progress(target(DISTINCT, 1), rows(facts)).figure.value or Decimal(0)
    summed = sum((point.figure.value or Decimal(0) for point in by_quarter.points), Decimal(0))
    positive = [fact for fact in facts if fact.value > 0 and fact.reverses is None]
    if len(positive) == len([fact for fact in facts if fact.reverses is None]):  # nobody is corrected below zero
        assert year <= summed
        assert year <= len({fact.organisation for fact in positive})


def test_an_enterprise_supported_in_two_quarters_is_one_enterprise() -> None:
    twice = [
        Recorded(1, date(2025, 2, 1), indicator=3, organisation=5),
        Recorded(2, date(2025, 5, 1), indicator=3, organisation=5),
    ]
    by_quarter = progress(target(DISTINCT, 1, 1, 1, 1, cumulative=False), rows(twice))
    assert [point.figure.value for point in by_quarter.points] == [1, 1, None, None]
    assert progress(target(DISTINCT, 1), rows(twice)).figure.value == 1


@given(st.lists(st.tuples(st.integers(1, 3), DAYS, st.integers(0, 60)), max_size=8), ledgers(), ledgers())
def test_jobs_of_an_enterprise_count_once_whichever_rooms_helped_it(
    observed: Sequence[tuple[int, date, int]], helped: list[Recorded], helped_more: list[Recorded]
) -> None:
    before = [level(each, YEAR - timedelta(days=1), 20, key=each) for each in (1, 2)]
    since = [level(each, day, value, key=10 + place) for place, (each, day, value) in enumerate(observed)]
    shown = progress(target(JOBS), rows(helped), [*before, *since]).figure
    assert shown == progress(target(JOBS), rows([*helped, *helped_more]), [*since, *before]).figure
    assert shown.value == reference.growth([*before, *since], YEAR, PLAN.day)


STATES = {FigureState.ZERO, FigureState.NOT_REPORTED, FigureState.NOT_DUE, FigureState.AWAITED, FigureState.UNKNOWN}


@given(ledgers(), targets(), st.integers(0, 400))
def test_zero_not_reported_and_not_due_never_coincide(facts: list[Recorded], of: TargetRow, days: int) -> None:
    day = YEAR + timedelta(days=days)
    for point in progress(of, rows(facts, day), plan=replace(PLAN, day=day)).points:
        figure = point.figure
        assert (figure.state == FigureState.ZERO) == (figure.value == 0)
        assert (figure.value is None) == (figure.state in STATES - {FigureState.ZERO})
        if figure.state == FigureState.NOT_REPORTED:
            assert (figure.facts, point.due_on < day, point.promised is not None) == (0, True, True)
        if figure.state == FigureState.NOT_DUE:
            assert figure.facts == 0
            assert point.due_on >= day or point.promised is None


@given(ledgers(FLOW))
def test_the_share_entered_by_hand_is_that_of_the_facts(facts: list[Recorded]) -> None:
    shown = progress(target(FLOW), rows(facts)).figure
    expected = reference.share_by_hand(facts, PLAN.day, FLOW.key)
    if expected is not None:
        assert shown.by_hand == expected
    assert shown.by_hand is None or 0 <= shown.by_hand <= 1


def test_the_quarters_of_the_tests_are_those_of_the_plan() -> None:
    assert QUARTERS[-1] == PLAN.ends_on
