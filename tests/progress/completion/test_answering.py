"""A document that was handed in counts once the other side has confirmed it; what is returned is open again."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from promost.accounts.actors import OPERATOR, Actor
from promost.accounts.models import Role, User
from promost.accounts.rules import can
from promost.duties import checking
from promost.kit import clock, history, refs
from promost.kit.access import Refused
from promost.kit.moments import Moment
from promost.kit.transitions import Overtaken
from promost.ledger.models import EntryKind, Fact
from promost.plans.models import Edition, Owner, Plan, PlanState
from promost.progress.completion import actions
from promost.progress.completion.queries import waiting
from promost.progress.models import Decision, Statement
from promost.progress.owed import CONFIRMATION, MEASURE
from promost.progress.shapes import MeasureState
from promost.progress.summary import counts
from promost.registry.models import Organisation
from tests.progress.completion.documents import Documents
from tests.progress.programme import noon

DECEMBER = date(2025, 12, 31)
JULY = date(2025, 7, 15)
DONE, SUBMITTED, LATE = MeasureState.DONE, MeasureState.SUBMITTED, MeasureState.LATE


class TestWaiting:
    def test_a_measure_waits_between_handing_in_and_the_answer(self, three: Documents) -> None:
        entry = three.hand_in()
        shown = three.progress()
        assert (shown.state, shown.is_handed_in, shown.is_submitted, shown.done_on) == (SUBMITTED, False, True, None)
        three.confirm(entry)
        shown = three.progress()
        assert (shown.state, shown.is_handed_in, shown.done_on, shown.in_time) == (DONE, True, JULY, True)

    def test_it_is_not_late_while_it_waits_if_it_came_in_time(self, three: Documents) -> None:
        with clock.stopped(noon("2025-12-31")):
            entry = three.hand_in()
        with clock.stopped(noon("2026-02-10")):
            assert three.progress().state == SUBMITTED
            three.confirm(entry)
            shown = three.progress()
        assert (shown.state, shown.done_on, shown.in_time) == (DONE, DECEMBER, True), "the other side took its time"

    def test_what_came_after_the_term_is_late_until_confirmed_and_then_done_later(self, three: Documents) -> None:
        with clock.stopped(noon("2026-01-10")):
            entry = three.hand_in()
            shown = three.progress()
            assert (shown.state, shown.is_submitted, shown.in_time) == (LATE, True, False)
            three.confirm(entry)
            assert (three.progress().state, three.progress().in_time) == (DONE, False)

    def test_a_draft_and_a_plan_on_approval_need_no_answer(self, three: Documents) -> None:
        Edition.objects.update(approved_at=None)
        for state in (PlanState.DRAFT, PlanState.ON_APPROVAL):
            three.signed.plan.state = state
            three.signed.plan.save(update_fields=["state"])
            three.hand_in()
        assert three.progress().state == DONE
        assert waiting([three.signed.plan]) == []

    def test_an_opening_was_accepted_on_paper_and_needs_no_answer(self, three: Documents) -> None:
        Plan.objects.update(created_at=clock.now())
        three.signed.plan.refresh_from_db()
        three.signed.measure.refresh_from_db()
        three.hand_in(kind=EntryKind.OPENING, happened_on=date(2025, 3, 1), files=[])
        assert (three.progress().state, three.progress().done_on) == (DONE, date(2025, 3, 1))

    def test_as_of_a_past_moment_a_later_answer_is_not_known(self, three: Documents) -> None:
        entry = three.hand_in()
        with clock.stopped(noon("2025-08-01")):
            three.confirm(entry)
        assert three.progress(noon("2025-07-20")).state == SUBMITTED
        assert three.progress(noon("2025-08-02")).state == DONE

    def test_a_document_that_its_owner_took_back_waits_for_nobody(self, three: Documents) -> None:
        entry = three.hand_in()
        three.signed.reverse(three.fact(entry))
        assert three.progress().state == MeasureState.NOT_STARTED
        assert waiting([three.signed.plan]) == []
        with pytest.raises(Overtaken) as second:
            three.confirm(entry)
        assert second.value.current is None

    def test_it_is_counted_on_its_own_neither_in_time_nor_late(self, three: Documents) -> None:
        three.hand_in()
        found = counts([three.progress()])
        assert (found.planned, found.due, found.on_time) == (1, 0, None)


class TestReturning:
    def test_the_measure_is_open_again_with_the_reason_in_its_history(self, three: Documents) -> None:
        entry = three.hand_in()
        three.return_(entry)
        shown = three.progress()
        assert (shown.state, shown.is_submitted, shown.facts) == (MeasureState.NOT_STARTED, False, 0)
        assert Fact.objects.get(reverses=three.fact(entry)).recorded_for == three.signed.bodies["donor"]
        written = history.of(refs.of(three.signed.measure)).get(verb="progress.return_completion")
        assert written.note == "The act is not signed"

    def test_it_was_submitted_as_long_as_nobody_had_answered(self, three: Documents) -> None:
        entry = three.hand_in()
        with clock.stopped(noon("2025-08-01")):
            three.return_(entry)
        assert three.progress(noon("2025-07-20")).state == SUBMITTED
        assert three.progress(noon("2025-08-02")).state == MeasureState.NOT_STARTED

    def test_it_can_be_handed_in_again_and_confirmed(self, three: Documents) -> None:
        three.return_(three.hand_in())
        with clock.stopped(noon("2025-08-01")):
            three.confirm(three.hand_in())
            assert (three.progress().state, three.progress().done_on) == (DONE, date(2025, 8, 1))

    def test_it_needs_a_reason(self, three: Documents) -> None:
        entry = three.hand_in()
        with pytest.raises(ValidationError, match="Say why the document is returned"):
            three.return_(entry, reason="  \n ")
        with pytest.raises(ValidationError, match="601 characters"):
            three.return_(entry, reason="a" * 601)
        assert Decision.objects.count() == 0

    def test_a_fault_in_between_leaves_nothing_half_done(
        self, three: Documents, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        entry = three.hand_in()
        monkeypatch.setattr(actions, "record", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            three.return_(entry)
        assert (Decision.objects.count(), three.progress().state) == (0, SUBMITTED)
        assert three.duties(CONFIRMATION) == [("The donor", DECEMBER, "")]


class TestDuties:
    def test_the_owner_s_ends_with_handing_in_and_the_counterpart_s_begins(self, three: Documents) -> None:
        both = [("The donor", DECEMBER, ""), ("The recipient", DECEMBER, "")]
        assert (three.duties(MEASURE), three.duties(CONFIRMATION)) == (both, [])
        entry = three.hand_in()
        assert (three.duties(MEASURE), three.duties(CONFIRMATION)) == ([], [("The donor", DECEMBER, "")])
        three.return_(entry)
        assert (three.duties(MEASURE), three.duties(CONFIRMATION)) == (both, [])
        three.confirm(three.hand_in())
        assert (three.duties(MEASURE), three.duties(CONFIRMATION)) == ([], [])

    def test_they_are_those_that_the_rooms_expect(self, three: Documents) -> None:
        three.hand_in()
        assert not checking.difference(Moment.now(three.signed.bodies["donor"].zone))

    def test_the_day_is_the_next_report_s_or_the_measure_s_last_if_that_is_later(self, three: Documents) -> None:
        Edition.objects.update(reporting={"due_dates": ["2025-04-15", "2025-10-15"]})
        three.promise(ends_on=date(2025, 8, 1))
        three.hand_in()
        assert three.duties(CONFIRMATION) == [("The donor", date(2025, 10, 15), "")]
        three.promise(ends_on=date(2025, 11, 1))
        three.hand_in()
        assert three.duties(CONFIRMATION) == [("The donor", date(2025, 11, 1), "")]


class TestWhoAnswers:
    def answers(self, three: Documents, submitter: str) -> list[str]:
        entry, signed = three.hand_in(submitter), three.signed
        return [side for side in signed.parties if can(signed.actor(side), "progress.decide_completion", entry)]

    def test_the_other_owner_never_one_s_own_side(self, three: Documents) -> None:
        assert self.answers(three, "recipient") == ["donor"]
        assert self.answers(three, "donor") == ["recipient"]

    def test_where_nobody_else_owns_it_the_other_working_party(self, three: Documents) -> None:
        three.only("recipient")
        assert self.answers(three, "recipient") == ["donor"]

    def test_the_buyer_for_the_recipient(self, two: Documents) -> None:
        two.only("recipient")
        assert self.answers(two, "recipient") == ["buyer"]

    def test_else_the_curator(self, db: None) -> None:
        alone = Documents.of(("recipient", "curator"))
        assert self.answers(alone, "recipient") == ["curator"]

    def test_nobody_who_runs_the_place_and_no_viewer(self, three: Documents) -> None:
        entry = three.hand_in()
        donor = three.signed.bodies["donor"]
        superuser = User.objects.create_superuser("root@example.org", name="root")
        for actor in (
            OPERATOR,
            Actor(superuser),
            Actor(superuser, donor, frozenset({Role.ADMINISTRATOR})),
            three.signed.actor("donor", Role.VIEWER),
            three.signed.actor("recipient"),
            three.signed.actor("curator"),
        ):
            with pytest.raises(Refused):
                actions.confirm(actor, entry)
            with pytest.raises(Refused):
                actions.return_(actor, entry, "No")
        assert Decision.objects.count() == 0

    def test_an_owner_that_sits_for_nobody_hands_in_for_its_party(self, three: Documents) -> None:
        plant = Organisation.objects.create(name="Plant", kind="enterprise", region_id="RU-MAG", created_at=clock.now())
        Owner.objects.filter(party__side="recipient").update(organisation=plant)
        user = User.objects.create_user("plant@example.org", name="plant")
        entry = three.hand_in(actor=Actor(user, plant, frozenset({Role.EDITOR})))
        assert not can(three.signed.actor("recipient"), "progress.decide_completion", entry)
        assert can(three.signed.actor("donor"), "progress.decide_completion", entry)


class TestMany:
    def test_each_is_told_on_its_own(self, three: Documents) -> None:
        first, second, own = three.hand_in(), three.hand_in(), three.hand_in("donor")
        three.return_(second)
        found = actions.confirm_many(three.signed.actor("donor"), [first, second, own])
        assert [bool(each.decision) for each in found] == [True, False, False]
        assert found[1].problem.startswith("The donor returned this document first, on 15\xa0Jul\xa02025")
        assert found[2].problem == "Your organisation does not answer for this document."

    def test_whoever_is_second_is_told_who_was_first(self, three: Documents) -> None:
        entry = three.hand_in()
        three.confirm(entry)
        (outcome,) = actions.confirm_many(three.signed.actor("donor"), [entry])
        assert outcome.problem.startswith("The donor confirmed this document first")
        with pytest.raises(Overtaken):
            three.return_(entry)
        assert three.progress().state == DONE


def test_asking_what_waits_takes_as_many_queries_for_many_as_for_one(
    three: Documents, django_assert_num_queries: object
) -> None:
    for _ in range(5):
        three.hand_in()
    with django_assert_num_queries(6):  # type: ignore[operator]
        assert len(waiting([three.signed.plan])) == 5


class TestStatements:
    def test_a_document_is_listed_once_the_other_side_has_answered(self, three: Documents) -> None:
        with clock.stopped(noon("2025-06-20")):
            entry = three.hand_in()
        three.signed.promise(three.signed.trained, {DECEMBER: 5})
        assert not three.signed.draw(date(2025, 6, 30)).lines.filter(fact=three.fact(entry)).exists()
        Statement.objects.all().update(state="returned", reason="Wait for the answer")
        three.confirm(entry)
        assert three.signed.draw(date(2025, 6, 30)).lines.filter(fact=three.fact(entry)).exists()
