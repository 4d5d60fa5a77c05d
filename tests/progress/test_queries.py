"""A plan's progress from the database: the same as by the slow reference, at any moment, in a known number of queries."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection

from promost.kit.moments import Moment
from promost.ledger.models import Fact
from promost.plans.models import Participant, Target
from promost.progress.calculation.rows import IndicatorRow, PlanLine, Subjects, TargetRow
from promost.progress.queries import Given, measure_progress, plan_progress, progress_of_plans
from promost.progress.queries.statements import wide_terms
from promost.progress.queries.wide import Wide
from promost.progress.shapes import FigureState, MeasureState, Standing
from tests.harness.queries import assert_queries
from tests.progress import reference
from tests.progress.made import Recorded
from tests.progress.programme import (
    END,
    NOVEMBER,
    QUARTERS,
    START,
    Programme,
    enterprise,
    indicator,
    noon,
    observed,
)  # fmt: skip

pytestmark = pytest.mark.django_db
KINDS = ("flow", "stock", "distinct")


class TestAgainstTheReference:
    """Generated plans: what the database adds up is what is added up one by one."""

    @pytest.mark.parametrize("seed", range(6))
    def test_every_point_of_every_target(self, seed: int) -> None:
        chance = random.Random(seed)
        programme = generated(chance)
        for at in moments(chance):
            shown = plan_progress(programme.plan, at)
            every = [*shown.targets, *(each for measure in shown.measures.values() for each in measure.targets)]
            assert len(every) == programme.plan.targets.count()
            for progress in every:
                target = Target.objects.get(pk=progress.target_id)
                facts = counting(target)
                known = int(at.known_at.timestamp())
                expected = [
                    reference.value_by(plain(target), facts, point.due_on, at.day, known) for point in progress.points
                ]
                assert [point.figure.value for point in progress.points] == expected, (seed, at, target.scope)

    def test_several_plans_at_once_are_each_as_alone(self) -> None:
        first, second = generated(random.Random(1), "1-P"), generated(random.Random(2), "2-P")
        together = progress_of_plans([first.plan, second.plan], NOVEMBER)
        assert together == {each.plan.pk: plan_progress(each.plan, NOVEMBER) for each in (first, second)}

    def test_a_measure_alone_is_as_in_its_plan(self) -> None:
        programme = generated(random.Random(3))
        shown = plan_progress(programme.plan, NOVEMBER)
        for measure in programme.plan.measures.select_related("plan__agreement").order_by("pk"):
            assert measure_progress(measure, NOVEMBER) == shown.measures[measure.pk]


def generated(chance: random.Random, number: str = "1-P") -> Programme:
    """Make a plan with targets of each kind and scope, and facts of all sorts in and around it."""
    programme = Programme.build(number)
    kinds = [indicator(f"GEN_{kind}", kind) for kind in KINDS]
    bodies = [enterprise(f"Plant {each}", where) for each, where in enumerate(("RU-MAG", "RU-MAG", "RU-MOW"))]
    programme.participant(bodies[0], until=date(2025, 8, 31))
    programme.participant(bodies[2], since=date(2025, 4, 1))
    measures = [programme.measure(chance.choice(QUARTERS)) for _ in range(3)]
    for measure in measures:
        programme.target(chance.choice(kinds), chance.randrange(90), measure=measure, **ways(chance))
    programme.target(kinds[0], 5, measure=measures[0], scope="region")
    for scope in ("region", "participants", "measure"):
        for kind in kinds:
            programme.target(kind, *(chance.randrange(90) for _ in range(4)), scope=scope, **ways(chance))
    for _ in range(60):
        fact(chance, programme, kinds, bodies, measures)
    return programme


def ways(chance: random.Random) -> dict[str, Any]:
    return {
        "cumulative": chance.random() < 0.7,
        "breakdown": chance.choice(["", "", "audience=pupils"]),
        "basis": chance.choice(["zero", "baseline"]),
        "baseline": Decimal(3),
    }


def fact(chance: random.Random, programme: Programme, kinds: Any, bodies: Any, measures: Any) -> None:
    """Record one: in the plan, before it as an opening or not, under a measure or none; some are taken back later."""
    edge = chance.choice(QUARTERS[:3]) + timedelta(days=chance.randrange(2))
    day = chance.choice([edge, START + timedelta(days=chance.randrange(-40, 330))])
    recorded = day + timedelta(days=chance.randrange(30))
    made = programme.fact(
        chance.choice(kinds), day, Decimal(chance.randrange(-300, 9000)) / 100, recorded=recorded.isoformat(),
        how=chance.choice(["room", "hand", "file", "opening"]), region_id=chance.choice(["RU-MAG", "RU-MAG", "RU-MOW"]),
        organisation=chance.choice([None, *bodies]), measure=chance.choice([None, *measures]),
        breakdown=chance.choice(["", "audience=pupils", "audience=pupils;form=online"]),
    )  # fmt: skip
    if chance.random() < 0.25:
        programme.reversal(made, (recorded + timedelta(days=chance.randrange(60))).isoformat())


def moments(chance: random.Random) -> list[Moment]:
    days = [date(2025, 1, 20) + timedelta(days=chance.randrange(340)) for _ in range(3)]
    return [NOVEMBER, *(Moment(day, noon((day + timedelta(days=chance.randrange(20))).isoformat())) for day in days)]


def counting(target: Target) -> list[Recorded]:
    """The facts in a target's scope, chosen one by one."""
    return [recorded(each) for each in Fact.objects.order_by("pk") if is_counting(each, target)]


def is_counting(each: Fact, target: Target) -> bool:
    if each.happened_on < target.plan.starts_on and each.how != "opening":
        return False
    if target.scope == "measure":
        return each.measure_id is not None and target.measure_id in {None, each.measure_id}
    if target.scope == "region":
        return each.region_id == "RU-MAG"
    there = Participant.objects.filter(plan=target.plan, organisation=each.organisation_id).first()
    return there is not None and there.since <= each.happened_on <= (there.until or date.max)


def recorded(each: Fact) -> Recorded:
    return Recorded(
        each.pk, each.happened_on, each.value, each.indicator_id, each.organisation_id, each.measure_id, each.breakdown,
        each.how, reverses=each.reverses_id, known=int(each.recorded_at.timestamp()),
    )  # fmt: skip


def plain(target: Target) -> TargetRow:
    assert target.indicator is not None
    kind = IndicatorRow(target.indicator.pk, target.indicator.code, target.indicator.kind, target.indicator.okei)
    values = tuple((each.due_on, each.value) for each in target.values.order_by("due_on"))
    return TargetRow(
        target.pk, "", None, "", "", "642", "ge", target.cumulative, target.basis, target.baseline, target.scope,
        target.breakdown, False, None, kind, values,
    )  # fmt: skip


class TestMoments:
    def test_a_past_moment_stays_when_facts_are_added_and_taken_back_now(self) -> None:
        programme = Programme.build()
        trained, measure = indicator("TRAINED_T"), programme.measure()
        programme.target(trained, 5, measure=measure)
        programme.target(trained, 1, 2, 3, 4)
        before = programme.fact(trained, date(2025, 5, 2), 5, measure=measure)
        june = Moment(date(2025, 6, 10), noon("2025-06-10"))
        seen = plan_progress(programme.plan, june)
        programme.fact(trained, date(2025, 5, 3), 9, measure=measure, recorded="2025-07-01")
        programme.reversal(before, "2025-07-02")
        assert plan_progress(programme.plan, june) == seen
        assert plan_progress(programme.plan, NOVEMBER).targets[0].figure.value == 9

    def test_the_edition_then_in_force_counts_with_its_values(self) -> None:
        programme = Programme.build()
        trained = indicator("TRAINED_T")
        target = programme.target(trained, 10, 20, 30, 40)
        newer = programme.next_edition(noon("2025-06-15"))
        programme.promise(target, dict(zip(QUARTERS, (10, 15, 30, 50), strict=True)), newer)
        then = plan_progress(programme.plan, Moment(date(2025, 6, 1), noon("2025-06-01")))
        now = plan_progress(programme.plan, NOVEMBER)
        assert (then.edition, then.targets[0].changes) == (1, 0)
        assert [point.promised for point in then.targets[0].points] == [10, 20, 30, 40]
        assert (now.edition, now.targets[0].changes) == (2, 1)
        assert [now.targets[0].points[1].promised, now.targets[0].points[1].original] == [15, 20]

    def test_a_measure_that_was_struck_out_is_cancelled_and_keeps_its_facts(self) -> None:
        programme = Programme.build()
        trained, measure = indicator("TRAINED_T"), programme.measure()
        programme.fact(trained, date(2025, 5, 2), 5, measure=measure)
        newer = programme.next_edition(noon("2025-06-15"))
        newer.measures.all().delete()
        now = measure_progress(measure, NOVEMBER)
        assert (now.state, now.facts) == (MeasureState.CANCELLED, 1)
        assert plan_progress(programme.plan, NOVEMBER).measures == {}
        then = measure_progress(measure, Moment(date(2025, 6, 1), noon("2025-06-01")))
        assert then.state == MeasureState.IN_PROGRESS

    def test_an_observed_value_is_that_of_the_release_known_then(self) -> None:
        programme = Programme.build()
        shipped = indicator("SHIPPED_T", "observed", okei="385")
        programme.target(shipped, 10, 20, 30, 40, okei="385")
        period = {"starts_on": START, "region_id": "RU-MAG"}
        first = observed(shipped, QUARTERS[0], 11, "2025-04-20", release="April", **period)
        observed(shipped, QUARTERS[0], 9, "2025-06-20", release="June", supersedes=first, **period)
        for at, value, release in ((noon("2025-05-01"), 11, "April"), (noon("2025-07-01"), 9, "June")):
            figure = plan_progress(programme.plan, Moment(at.date(), at)).targets[0].points[0].figure
            assert [figure.value, figure.release] == [value, release]

    def test_lateness_is_by_the_lead_owner_s_midnight(self) -> None:
        programme = Programme.build()
        measure = programme.measure(QUARTERS[1])
        evening = datetime.fromisoformat("2025-06-30T17:30:00+03:00")  # half past midnight in Magadan
        assert measure_progress(measure, Moment(date(2025, 6, 30), evening)).state == MeasureState.LATE
        earlier = datetime.fromisoformat("2025-06-30T15:30:00+03:00")
        assert measure_progress(measure, Moment(date(2025, 6, 30), earlier)).state == MeasureState.NOT_STARTED


class TestScopes:
    def test_a_growth_of_participants_counts_those_that_take_part(self) -> None:
        programme = Programme.build()
        headcount = indicator("HEADS_T", "observed", okei="792")
        jobs = indicator("JOBS_T", "gain", level=headcount)
        programme.target(jobs, 1, 2, 3, 4, scope="participants")
        mine, other = enterprise("Ours"), enterprise("Another")
        programme.participant(mine)
        for body in (mine, other):
            observed(headcount, date(2024, 12, 31), 20, organisation=body)
            observed(headcount, QUARTERS[0], 26, "2025-04-10", organisation=body)
        figure = plan_progress(programme.plan, NOVEMBER).targets[0].figure
        assert [figure.value, figure.contributors] == [6, 1]

    def test_a_plan_without_a_recipient_s_region_counts_every_region_but_the_donor_s(self) -> None:
        programme = Programme.build()
        trained = indicator("TRAINED_T")
        programme.target(trained, 1, 2, 3, 4)
        programme.fact(trained, date(2025, 5, 2), 5)
        programme.fact(trained, date(2025, 5, 2), 7, region_id="RU-MOW")
        agreement = programme.plan.agreement
        agreement.parties.filter(side="recipient").update(side="buyer")
        assert plan_progress(programme.plan, NOVEMBER).targets[0].figure.value == 5

    def test_after_the_plan_s_end_a_measure_is_done_later_and_the_region_counts_no_more(self) -> None:
        programme = Programme.build()
        trained, measure = indicator("TRAINED_T"), programme.measure(END)
        programme.target(trained, 5, measure=measure)
        programme.target(trained, 1, 2, 3, 4)
        programme.fact(trained, date(2026, 2, 1), 5, measure=measure)
        shown = plan_progress(programme.plan, Moment(date(2026, 3, 1), noon("2026-03-01")))
        assert (shown.measures[measure.pk].state, shown.measures[measure.pk].in_time) == (MeasureState.DONE, False)
        assert shown.targets[0].figure.state == FigureState.NOT_REPORTED

    def test_every_scope_says_whose_facts_it_counts(self) -> None:
        programme = Programme.build(recurrence="quarterly", due_dates=["2025-04-15", "2025-07-15", "2025-10-15"])
        trained = indicator("TRAINED_T")
        programme.target(trained, 1, 2, 3, 4)
        shown = plan_progress(programme.plan, Moment(date(2025, 4, 10), noon("2025-04-10")))
        assert shown.reporting == QUARTERS
        assert (shown.targets[0].standing, shown.targets[0].last) == (Standing.NOT_DUE, None)


class TestQueries:
    @pytest.mark.parametrize("measures", [1, 3, 50])
    def test_a_plan_asks_the_same_however_large_it_is(self, measures: int) -> None:
        programme = Programme.build()
        trained, shipped = indicator("TRAINED_T"), indicator("SHIPPED_T", "observed")
        for _ in range(measures):
            measure = programme.measure()
            programme.target(trained, 5, measure=measure)
            programme.fact(trained, date(2025, 5, 2), 5, measure=measure)
        programme.target(trained, 1, 2, 3, 4)
        parties = list(programme.plan.agreement.parties.order_by("order"))
        with assert_queries(3):  # measures with notes, targets, facts
            plan_progress(programme.plan, NOVEMBER, programme.edition, Given(parties))
        with assert_queries(5):  # the edition and the parties as well
            plan_progress(programme.plan, NOVEMBER)
        programme.target(shipped, 1, 2, 3, 4)
        with assert_queries(4):  # levels too
            plan_progress(programme.plan, NOVEMBER, programme.edition, Given(parties))

    @pytest.mark.parametrize("plans", [1, 3])
    def test_several_plans_ask_the_same_as_one(self, plans: int) -> None:
        several = [Programme.build(f"{number}-P") for number in range(plans)]
        for programme in several:
            programme.target(indicator("TRAINED_T"), 1, 2, 3, 4)
        with assert_queries(5):
            shown = progress_of_plans([each.plan for each in several], NOVEMBER)
        assert len(shown) == plans

    def test_a_measure_asks_three(self) -> None:
        programme = Programme.build()
        measure = programme.measure()
        programme.target(indicator("TRAINED_T"), 5, measure=measure)
        with assert_queries(3):
            measure_progress(measure, NOVEMBER)


def test_the_reference_of_these_tests_knows_reversals() -> None:
    one = Recorded(1, date(2025, 5, 1), Decimal(5))
    assert reference.standing_facts([one, replace(one, key=2, reverses=1, known=9)], END, 8) == [one]
    assert reference.standing_facts([one, replace(one, key=2, reverses=1, known=9)], END, 9) == []


@pytest.mark.sqlite
@pytest.mark.skipif(connection.vendor != "sqlite", reason="reads SQLite's plan of a query")
def test_the_facts_of_a_region_are_read_from_their_index_alone() -> None:
    plan = PlanLine(1, 1, START, END, END, subjects=Subjects(frozenset({"RU-MAG"})))
    (before, *_) = wide_terms(Wide(plan, "region", frozenset({7, 8}), frozenset(), QUARTERS[:3], False), NOVEMBER)
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {before.sql}", before.given)
        steps = " ".join(str(row[-1]) for row in cursor.fetchall())
    assert "USING COVERING INDEX fact_of_region" in steps
