"""A duty is opened once and closed once, whoever is at it and however often; what moved is owed by its new day."""

from __future__ import annotations

from datetime import date
from threading import Barrier
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from hypothesis import given
from hypothesis import strategies as st

from promost.accounts.actors import OPERATOR
from promost.duties import actions
from promost.duties.expected import Expected, compare
from promost.duties.models import Duty, Outcome
from promost.kit import clock, history
from promost.kit.access import Refused
from promost.kit.refs import Ref
from promost.registry.actions import merge
from tests.duties import owing
from tests.duties.conftest import NOON
from tests.duties.owing import REPORT, opened, owed, settled
from tests.kit.tables import at_once
from tests.world import World

pytestmark = pytest.mark.django_db
JUNE, JULY = date(2025, 6, 30), date(2025, 7, 31)


class TestOpeningAndClosing:
    def test_what_is_opened_twice_is_owed_once(self, world: World) -> None:
        body = world.bodies["recipient"]
        with clock.stopped(NOON):
            actions.open_duties([owed(body), owed(body), owed(body, part="2")])
            actions.open_duties([owed(body)])
        assert opened() == [(body.pk, "test.report", "", JUNE), (body.pk, "test.report", "2", JUNE)]
        assert {duty.opened_at for duty in Duty.objects.order_by("pk")} == {NOON}

    def test_the_database_itself_refuses_a_second_one(self, world: World) -> None:
        actions.open_duties([owed(world.bodies["recipient"])])
        second = Duty.objects.get()
        second.pk, second.uuid = None, world.plan.uuid
        with pytest.raises(IntegrityError), transaction.atomic():
            second.save()

    def test_what_is_met_is_closed_for_everybody_who_owed_it(self, world: World) -> None:
        bodies = [world.bodies["recipient"], world.bodies["donor"]]
        actions.open_duties([owed(body, part=part) for body in bodies for part in ("1", "2")])
        with clock.stopped(NOON):
            assert actions.close("test.report", REPORT, "1") == 2
        assert [part for _, _, part, _ in opened()] == ["2", "2"]
        assert {duty.closed_at for duty in Duty.objects.filter(outcome=Outcome.MET).order_by("pk")} == {NOON}
        assert actions.close("test.report", REPORT, "1") == 0, "what is closed stays as it was closed"
        assert actions.close("test.report", REPORT) == 2

    def test_what_was_closed_may_be_owed_again(self, world: World) -> None:
        for _ in range(2):
            actions.open_duties([owed(world.bodies["recipient"])])
            actions.close("test.report", REPORT)
        assert settled() == [("test.report", "met", JUNE)] * 2

    def test_another_kind_or_origin_is_left_alone(self, world: World) -> None:
        body = world.bodies["recipient"]
        actions.open_duties([owed(body, kind="test.measure"), owed(body, origin=Ref("plans.measure", "8"))])
        assert actions.close("test.report", REPORT) == 0
        assert len(opened()) == 2


class TestSync:
    def test_opens_moves_and_drops(self, world: World) -> None:
        body, other = world.bodies["recipient"], world.bodies["donor"]
        actions.open_duties([owed(body, part="stays"), owed(body, part="moves"), owed(other, part="goes")])
        wanted = [owed(body, part="stays"), owed(body, part="moves", due_on=JULY), owed(other, part="comes")]
        found = actions.sync("test.report", [REPORT], wanted)
        assert (len(found.missing), len(found.moved), len(found.needless)) == (1, 1, 1)
        assert sorted((part, day) for _, _, part, day in opened()) == [
            ("comes", JUNE),
            ("moves", JULY),
            ("stays", JUNE),
        ]
        assert settled() == [("test.report", "dropped", JUNE)] * 2
        assert not actions.sync("test.report", [REPORT], wanted), "the second time there is nothing to do"

    def test_another_person_or_zone_moves_it_too(self, world: World) -> None:
        body, user = world.bodies["recipient"], world.actor("recipient").person
        actions.open_duties([owed(body, part="1"), owed(body, part="2")])
        wanted = [owed(body, part="1", user_id=user.pk), owed(body, part="2", zone="Asia/Kamchatka")]
        assert len(actions.sync("test.report", [REPORT], wanted).moved) == 2
        assert [(duty.user_id, duty.zone) for duty in Duty.objects.filter(closed_at=None).order_by("part")] == [
            (user.pk, "Asia/Magadan"),
            (None, "Asia/Kamchatka"),
        ]

    def test_what_was_met_is_not_said_to_be_dropped(self, world: World) -> None:
        actions.open_duties([owed(world.bodies["recipient"])])
        actions.close("test.report", REPORT)
        assert not actions.sync("test.report", [REPORT], [])
        assert settled() == [("test.report", "met", JUNE)]

    def test_other_origins_and_kinds_are_left_alone(self, world: World) -> None:
        body = world.bodies["recipient"]
        actions.open_duties([owed(body, origin=Ref("plans.target", "7")), owed(body, kind="test.measure")])
        assert not actions.sync("test.report", [REPORT, Ref("plans.measure", "9")], [])
        assert not actions.sync("test.report", [], [])
        assert len(opened()) == 2

    def test_of_two_days_under_one_key_the_earlier_is_owed(self, world: World) -> None:
        body = world.bodies["recipient"]
        actions.sync("test.report", [REPORT], [owed(body, due_on=JULY), owed(body, due_on=JUNE)])
        assert opened() == [(body.pk, "test.report", "", JUNE)]

    def test_it_is_all_or_nothing(self, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
        def fail(_expected: object) -> None:
            raise ConnectionError

        actions.open_duties([owed(world.bodies["recipient"])])
        monkeypatch.setattr(actions, "open_duties", fail)
        with pytest.raises(ConnectionError):
            actions.sync("test.report", [REPORT], [owed(world.bodies["donor"])])
        assert len(opened()) == 1, "what was to be dropped is not dropped while what comes instead is not there"

    def test_two_queries_whatever_is_owed(self, world: World, django_assert_num_queries: Any) -> None:
        wanted = [owed(world.bodies["recipient"], part=str(part)) for part in range(50)]
        actions.sync("test.report", [REPORT], wanted)
        with django_assert_num_queries(3):  # a savepoint, the open ones, its end
            actions.sync("test.report", [REPORT], wanted)


parts = st.sampled_from("abc")
days = st.dates(date(2025, 1, 1), date(2025, 1, 4))
owings = st.lists(st.tuples(parts, days), max_size=5)


@given(before=owings, after=owings)
def test_comparing_again_after_doing_what_it_says_finds_nothing(
    before: list[tuple[str, date]], after: list[tuple[str, date]]
) -> None:
    def duty(wanted: Expected) -> Duty:
        origin = {"origin_kind": wanted.origin.kind, "origin_id": wanted.origin.id}
        values = {"kind": wanted.kind, "part": wanted.part, "due_on": wanted.due_on, "zone": wanted.zone}
        return Duty(organisation_id=wanted.organisation_id, **values, **origin)

    def wanted(pairs: list[tuple[str, date]]) -> list[Expected]:
        return [Expected(1, "test.report", REPORT, part, day, "Europe/Moscow") for part, day in pairs]

    there = [duty(each) for each in compare([], wanted(before)).missing]
    found = compare(there, wanted(after))
    over = {id(each) for each in (*found.needless, *(old for old, _ in found.moved))}
    new = [duty(each) for each in (*found.missing, *(each for _, each in found.moved))]
    assert not compare([*(each for each in there if id(each) not in over), *new], wanted(after))


def test_two_organisations_that_are_made_one_owe_it_once(world: World) -> None:
    lost, kept = world.bodies["unrelated"], world.bodies["recipient"]
    actions.open_duties([owed(lost), owed(kept)])
    actions.close("test.report", REPORT)
    actions.open_duties([owed(lost), owed(kept), owed(lost, part="2")])
    merge(OPERATOR, lost, kept)
    assert [(body, part) for body, _, part, _ in opened()] == [(kept.pk, ""), (kept.pk, "2")]
    assert not Duty.objects.filter(organisation=lost).exists()


class TestMending:
    def test_every_difference_is_put_right_and_noted_once(self, world: World) -> None:
        body = world.bodies["recipient"]
        actions.open_duties([owed(body, part="goes"), owed(body, part="moves"), owed(body, kind="silent.thing")])
        owing.expected[:] = [owed(body, part="moves", due_on=JULY), owed(body, part="comes")]
        assert len(actions.mend(OPERATOR)) == 3
        assert not actions.mend(OPERATOR)
        assert {(kind, part) for _, kind, part, _ in opened()} == {
            ("test.report", "moves"), ("test.report", "comes"), ("silent.thing", ""),
        }, "what no room answers for is left alone"  # fmt: skip
        (entry,) = history.of(actions.LIST)
        assert entry.changes == {"missing": [0, 1], "moved": [0, 1], "needless": [0, 1]}

    @pytest.mark.parametrize("kind", ["administrator", "recipient_signatory", "stranger"])
    def test_nobody_changes_duties_by_hand(self, kind: str, world: World) -> None:
        owing.expected[:] = [owed(world.bodies["recipient"])]
        with pytest.raises(Refused):
            actions.mend(world.actor(kind))
        assert not opened()


@pytest.mark.django_db(transaction=True)
class TestARace:
    def both(self, world: World) -> int:
        wanted = [owed(world.bodies["recipient"])]

        def deed(barrier: Barrier) -> None:
            with transaction.atomic():
                found = (
                    [] if connection.vendor == "sqlite" else list(Duty.objects.filter(closed_at=None).order_by("pk"))
                )
                assert not found
                if connection.vendor != "sqlite":
                    barrier.wait(10)  # both have looked, neither has written; SQLite lets one in at a time
                actions.open_duties(wanted)

        outcomes = at_once([deed, deed])
        assert outcomes == [None, None]
        return len(opened())

    def test_two_who_open_one_duty_at_once_leave_one(self, world: World) -> None:
        assert self.both(world) == 1

    def test_without_its_guard_there_would_be_two(self, world: World) -> None:
        (guard,) = (each for each in Duty._meta.constraints if each.name == "duty_open_once")
        with connection.schema_editor() as editor:
            editor.remove_constraint(Duty, guard)
        try:
            assert self.both(world) == 2
        finally:
            Duty.objects.all().delete()
            with connection.schema_editor() as editor:
                editor.add_constraint(Duty, guard)

    def test_two_who_bring_duties_up_to_date_at_once_leave_one_by_the_new_day(self, world: World) -> None:
        actions.open_duties([owed(world.bodies["recipient"])])
        wanted = [owed(world.bodies["recipient"], due_on=JULY)]

        def deed(barrier: Barrier) -> None:
            barrier.wait(10)
            actions.sync("test.report", [REPORT], wanted)

        assert at_once([deed, deed, deed]) == [None, None, None]
        assert [day for *_, day in opened()] == [JULY]
        assert settled() == [("test.report", "dropped", JUNE)]
