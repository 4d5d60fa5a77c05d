"""What an officer reads under a thing: its own deeds, all of them, in their order, and no one else's."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

import pytest
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st

from promost.kit import clock, history
from promost.kit.models import HistoryEntry
from promost.kit.refs import Ref
from tests.accounts.people import member, organisation
from tests.harness.queries import assert_queries

PLAN, BODY = Ref("test.plan", "1"), Ref("test.body", "2")
MOMENT = datetime(2025, 11, 17, 9, 0, tzinfo=UTC)
values = st.dictionaries(st.sampled_from("abcd"), st.none() | st.integers(0, 2))


@dataclass(frozen=True)
class Operator:
    """The installation itself, which acts for nobody."""

    user_id: int | None = None
    behalf_id: str = ""
    behalf_name: str = ""


@pytest.mark.django_db
class TestWriting:
    def test_an_entry_says_who_did_what_for_whom_and_when(self) -> None:
        body = organisation("Ministry of Industry")
        actor = member("olga", body)
        with clock.stopped(MOMENT):
            written = history.write(actor, "test.mend", PLAN, {"title": ["old", "new"]}, "by letter 12")
        read = HistoryEntry.objects.get(pk=written.pk)
        assert (read.actor, read.behalf, read.behalf_name) == (actor.user, str(body.uuid), "Ministry of Industry")
        assert (read.verb, read.subject, read.recorded_at) == ("test.mend", PLAN, MOMENT)
        assert (read.changes, read.note) == ({"title": ["old", "new"]}, "by letter 12")

    def test_the_name_of_that_day_stays_when_the_organisation_is_renamed(self) -> None:
        body = organisation("Ministry of Industry")
        history.write(member("olga", body), "test.mend", PLAN)
        body.name = "Ministry of Development"
        body.save()
        assert history.of(PLAN).get().behalf_name == "Ministry of Industry"

    def test_the_installation_s_own_deeds_have_no_person(self) -> None:
        assert history.write(Operator(), "test.load", PLAN).actor is None

    def test_nothing_is_written_of_an_action_that_did_not_happen(self) -> None:
        with transaction.atomic():
            history.write(Operator(), "test.mend", PLAN)
            transaction.set_rollback(True)
        assert not history.of(PLAN).exists()

    def test_the_deeds_of_an_acceptance_are_written_in_one_statement(self) -> None:
        entries = [(Ref("test.measure", str(number)), {"number": [None, number]}) for number in range(50)]
        with assert_queries(1):
            history.write_many(Operator(), "test.add", entries, "edition 2")
        assert history.of(Ref("test.measure", "7")).get().changes == {"number": [None, 7]}
        assert HistoryEntry.objects.filter(note="edition 2").count() == 50


@pytest.mark.django_db
class TestReading:
    def test_the_newest_comes_first(self) -> None:
        for verb in ("test.one", "test.two", "test.three"):
            history.write(Operator(), verb, PLAN)
        assert [each.verb for each in history.of(PLAN)] == ["test.three", "test.two", "test.one"]

    def test_several_things_show_their_deeds_and_nobody_else_s(self) -> None:
        for subject in (PLAN, BODY, Ref(PLAN.kind, BODY.id), Ref(BODY.kind, PLAN.id), Ref(PLAN.kind, "3")):
            history.write(Operator(), "test.did", subject)
        assert {each.subject for each in history.of(PLAN, BODY)} == {PLAN, BODY}
        assert {each.subject for each in history.of(PLAN, Ref(PLAN.kind, "3"))} == {PLAN, Ref(PLAN.kind, "3")}

    def test_of_nothing_there_is_nothing(self) -> None:
        history.write(Operator(), "test.did", PLAN)
        assert list(history.of()) == []

    @pytest.mark.parametrize("count", [1, 3, 50])
    def test_a_history_of_any_length_is_one_question(self, count: int) -> None:
        actor = member("olga", organisation())
        history.write_many(actor, "test.did", [(PLAN, {})] * count)
        with assert_queries(1):
            assert [each.actor and each.actor.name for each in history.of(PLAN)] == ["Olga"] * count


class TestDifference:
    def test_only_what_differs_is_told_with_before_and_after(self) -> None:
        before, after = {"title": "A", "value": None, "unit": "t"}, {"title": "A", "value": 0, "unit": None}
        assert history.difference(before, after) == {"value": [None, 0], "unit": ["t", None]}

    def test_a_field_that_was_not_there_had_nothing(self) -> None:
        assert history.difference({}, {"title": "A"}) == {"title": [None, "A"]}

    def test_zero_is_told_apart_from_nothing(self) -> None:
        assert history.difference({"value": None}, {"value": 0}) == {"value": [None, 0]}

    @given(values, values)
    def test_applied_to_what_was_it_gives_what_is(self, before: dict[str, int], after: dict[str, int]) -> None:
        changes = history.difference(before, after)
        mended = {**before, **{name: pair[1] for name, pair in changes.items()}}
        assert {name: mended.get(name) for name in after} == after
        assert all(old != new for old, new in changes.values())
