"""The demonstration's story: whoever opens it sees every state that there is, and what was known on a past day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.db import transaction
from django.utils import translation

from promost.comments.models import Comment, Mention
from promost.kit import clock
from promost.kit.moments import Moment
from promost.ledger.models import Entry, EntryKind, Evidence, Fact, How, Sheet
from promost.plans.models import Amendment, Participant, Plan, PlanState
from promost.profiles.models import Observation
from promost.progress import demo
from promost.progress.models import Decision, Note, Statement, Verdict
from promost.progress.queries import plan_progress
from promost.progress.shapes import FigureState, MeasureState, PlanProgress, Risk, Standing
from promost.progress.statements.verifying import verify
from tests.harness import demonstration

pytestmark = pytest.mark.django_db
FROZEN = datetime.fromisoformat("2025-11-17T09:00:00+03:00")
MAGADAN, SMOLENSK = "77-49/2025", "15-С"


@pytest.fixture(scope="module", autouse=True)
def loaded(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Load the demonstration once for all tests here."""
    with django_db_blocker.unblock(), demonstration.loaded(), clock.stopped(FROZEN), translation.override("ru"):
        yield


def progress(number: str, day: date | None = None) -> PlanProgress:
    """Return how a plan of the demonstration stands on its frozen day, or on an earlier one."""
    plan = Plan.objects.select_related("agreement").get(agreement__number=number)
    zone = ZoneInfo("Europe/Moscow")
    with clock.stopped(FROZEN):
        return plan_progress(plan, Moment.as_of(day, zone) if day else Moment.now(zone))


def test_a_reader_of_the_first_plan_sees_measures_in_every_state() -> None:
    shown = progress(MAGADAN)
    measures = shown.measures.values()
    states = {measure.state for measure in measures}
    assert states >= set(MeasureState) - {MeasureState.CANCELLED, MeasureState.SUBMITTED}
    done = [measure for measure in measures if measure.state == MeasureState.DONE]
    assert {measure.in_time for measure in done} == {True, False}, "some in time, some later"
    assert Risk.NEAR in {measure.risk for measure in measures}
    assert len(done) > shown.count(MeasureState.LATE) > 1, "a programme at work, not a ruin"


def test_the_second_plan_has_its_own_late_its_own_done_and_what_is_still_to_come() -> None:
    shown = progress(SMOLENSK)
    assert {measure.state for measure in shown.measures.values()} >= {
        MeasureState.DONE,
        MeasureState.LATE,
        MeasureState.IN_PROGRESS,
        MeasureState.NOT_STARTED,
    }
    done = [measure for measure in shown.measures.values() if measure.state == MeasureState.DONE]
    assert {measure.in_time for measure in done} == {True, False}


def test_targets_are_met_behind_on_pace_not_reported_awaited_and_zero() -> None:
    plans = (progress(MAGADAN), progress(SMOLENSK))
    targets = [each for plan in plans for each in plan.targets]
    under = [each for plan in plans for measure in plan.measures.values() for each in measure.targets]
    standings = {each.standing for each in (*targets, *under)}
    assert standings >= {
        Standing.MET,
        Standing.BEHIND,
        Standing.ON_PACE,
        Standing.NOT_DUE,
        Standing.NOT_REPORTED,
        Standing.AWAITED,
    }
    figures = {each.figure.state for each in (*targets, *under)}
    assert figures >= {FigureState.ZERO, FigureState.REPORTED, FigureState.NOT_REPORTED, FigureState.AWAITED}


def test_a_figure_published_anew_is_the_newer_one_and_as_of_then_the_older() -> None:
    assert _shipped(progress(MAGADAN)) == "4934.2"
    assert _shipped(progress(MAGADAN, date(2025, 8, 1))) == "4861"


def _shipped(shown: PlanProgress) -> str:
    (target,) = (each for each in shown.targets if each.indicator == "SHIPPED")
    (point,) = (each for each in target.points if each.due_on == date(2025, 6, 30))
    assert point.figure.value is not None
    return f"{point.figure.value.normalize():f}"


def test_a_page_as_of_a_past_day_shows_what_was_known_then() -> None:
    spring, autumn = progress(MAGADAN, date(2025, 6, 1)), progress(MAGADAN)
    assert 0 < spring.count(MeasureState.DONE) < autumn.count(MeasureState.DONE)
    assert progress(MAGADAN, date(2025, 4, 1)).count(MeasureState.DONE) == 0, "the plan was not entered here yet"


def test_facts_came_by_hand_from_files_and_on_paper_and_one_was_reversed_with_its_reason() -> None:
    assert {How.HAND, How.FILE, How.OPENING} <= set(Fact.objects.values_list("how", flat=True))
    assert set(Entry.objects.values_list("kind", flat=True)) == set(EntryKind.values)
    reversal = Fact.objects.exclude(indicator__code="COMPLETION").get(reverses__isnull=False)
    assert Entry.objects.get(uuid=reversal.source_id).words
    assert Sheet.objects.filter(refused__gt=0).count() == 0


def test_both_plans_are_in_force_by_the_acts_of_their_parties_and_one_was_amended() -> None:
    plans = {plan.agreement.number: plan for plan in Plan.objects.select_related("agreement")}
    assert {plan.state for plan in plans.values()} == {PlanState.IN_FORCE}
    editions = plans[MAGADAN].editions.order_by("number")
    assert [edition.approvals.count() for edition in editions] == [3, 0]
    assert Amendment.objects.get().made == editions[1]
    assert plans[SMOLENSK].editions.get().approvals.count() == 2


def test_documents_were_confirmed_one_was_returned_and_one_waits() -> None:
    assert set(Decision.objects.values_list("verdict", flat=True)) == {Verdict.CONFIRMED, Verdict.RETURNED}
    assert progress(MAGADAN).count(MeasureState.SUBMITTED) == 1


def test_statements_are_accepted_by_three_parties_and_by_two_and_one_waits_for_the_curator() -> None:
    told = Statement.objects.order_by("plan__agreement__number", "number")
    states = [(each.plan.agreement.number, str(each.ends_on), each.state) for each in told]
    assert states == [
        (SMOLENSK, "2025-06-30", "accepted"),
        (MAGADAN, "2025-06-30", "accepted"),
        (MAGADAN, "2025-09-30", "open"),
    ]
    assert [each.signatures.count() for each in told] == [2, 3, 2]
    assert all(not verify(each).differences for each in told)


def test_officers_wrote_to_each_other_and_some_were_mentioned_and_have_not_looked_yet() -> None:
    assert set(Comment.objects.values_list("about_kind", flat=True)) == {
        "plans.plan",
        "plans.measure",
        "ledger.fact",
        "progress.statement",
    }
    assert Comment.objects.filter(gone_as="withdrawn").count() == 1
    unseen = Mention.objects.filter(seen_at=None).values_list("user__email", flat=True)
    assert {"gromov@magadan.example", "sokolova@moscow.example", "yakovleva@tourism.example"} <= set(unseen)


def test_nobody_s_clock_was_wrong() -> None:
    """Each fact was recorded after it happened and before the frozen day, none before its plan was entered."""
    for fact in Fact.objects.select_related("measure__plan", "region"):
        assert fact.happened_on <= fact.recorded_at.astimezone(fact.region.zone_info).date()
        assert fact.recorded_at <= FROZEN
        assert fact.measure is None or fact.recorded_at >= fact.measure.plan.created_at


def test_every_participant_is_invented_and_some_evidence_is_personal() -> None:
    assert set(Evidence.objects.values_list("personal", flat=True)) == {True, False}
    assert {each.organisation.invented for each in Participant.objects.select_related("organisation")} == {True}


def test_a_second_loading_changes_nothing() -> None:
    models = (Fact, Entry, Evidence, Sheet, Note, Observation, Participant, Comment, Mention)
    before = [model._default_manager.count() for model in models]
    with clock.stopped(FROZEN), transaction.atomic():
        demo.load()
        assert [model._default_manager.count() for model in models] == before
