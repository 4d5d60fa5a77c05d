"""References: a page of fifty lines asks each room once, and says who was asked for something nobody knows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promost.kit import refs
from promost.kit.models import Job
from promost.kit.refs import Ref, Shown


class Room:
    """A room that knows some things, and notes when it was asked."""

    def __init__(self, **known: str) -> None:
        self.known, self.asked = known, list[set[str]]()

    def __call__(self, ids: Iterable[str]) -> Mapping[str, Shown]:
        wanted = set(ids)
        self.asked.append(wanted)
        return {key: Shown(label) for key, label in self.known.items() if key in wanted}


@pytest.fixture
def plans(monkeypatch: pytest.MonkeyPatch) -> Room:
    room = Room(a="Plan A", b="Plan B")
    monkeypatch.setattr(refs, "_resolvers", {"test.plan": room, "test.body": Room(a="Body A")})
    return room


def test_fifty_references_of_one_kind_are_one_question(plans: Room) -> None:
    shown = refs.resolve([Ref("test.plan", "a"), Ref("test.plan", "b")] * 25)
    assert plans.asked == [{"a", "b"}]
    assert shown == {Ref("test.plan", "a"): Shown("Plan A"), Ref("test.plan", "b"): Shown("Plan B")}


def test_the_same_id_in_two_kinds_stays_two_things(plans: Room) -> None:
    shown = refs.resolve([Ref("test.plan", "a"), Ref("test.body", "a")])
    assert [shown[Ref(kind, "a")].label for kind in ("test.plan", "test.body")] == ["Plan A", "Body A"]


def test_what_is_gone_is_left_out_and_the_rest_is_shown(plans: Room) -> None:
    assert list(refs.resolve([Ref("test.plan", "gone"), Ref("test.plan", "b")])) == [Ref("test.plan", "b")]


def test_nothing_asks_nobody(plans: Room) -> None:
    assert refs.resolve([]) == {}
    assert plans.asked == []


def test_a_kind_that_no_room_knows_is_named(plans: Room) -> None:
    with pytest.raises(refs.UnknownKind, match=r"test\.ghost"):
        refs.resolve([Ref("test.plan", "a"), Ref("test.ghost", "1")])


def test_a_room_that_registers_is_asked(plans: Room) -> None:
    refs.register("test.new", Room(x="New"))
    assert refs.resolve([Ref("test.new", "x")]) == {Ref("test.new", "x"): Shown("New")}


def test_a_thing_is_pointed_to_by_its_lasting_id_and_not_by_its_row() -> None:
    job = Job(pk=7)
    assert refs.of(job) == Ref("kit.job", str(job.uuid))


def test_a_thing_without_a_lasting_id_is_pointed_to_by_its_key() -> None:
    thing = SimpleNamespace(_meta=SimpleNamespace(label_lower="kit.thing"), pk=7)
    assert refs.of(thing) == Ref("kit.thing", "7")


@given(st.lists(st.tuples(st.sampled_from(["test.plan", "test.body"]), st.text("abc", min_size=1, max_size=2))))
def test_whatever_is_asked_each_kind_is_asked_once(pairs: list[tuple[str, str]]) -> None:
    rooms = {kind: Room(a="A", b="B", ab="AB") for kind in ("test.plan", "test.body")}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(refs, "_resolvers", dict(rooms))
        shown = refs.resolve(Ref(*pair) for pair in pairs)
    assert {kind for kind, room in rooms.items() if room.asked} == {kind for kind, _ in pairs}
    assert all(len(room.asked) <= 1 for room in rooms.values())
    assert set(shown) == {Ref(kind, key) for kind, key in pairs if key in rooms[kind].known}
