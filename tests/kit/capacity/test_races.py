"""Many at once for the last places: each place goes once, nobody meets an error, and nobody waits for ever."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from functools import partial
from threading import Barrier, BrokenBarrierError
from typing import Any

import pytest
import time_machine
from django.db import transaction

from promost.kit import capacity, clock
from promost.kit.capacity import Full, Holding, Name, Resource, State, statements
from promost.kit.capacity.health import differing
from promost.kit.refs import Ref
from tests.kit.capacity.places import ANNA, TOUR, free, name, take
from tests.kit.tables import at_once

pytestmark = pytest.mark.django_db(transaction=True)
CLIENTS, PLACES = 8, 20
Way = Callable[[Ref, int, Barrier], bool]


def by_the_kit(client: Ref, number: int, _barrier: Barrier) -> bool:
    try:
        with transaction.atomic():
            take(by=client, key=str(number))
    except Full:
        return False
    return True


def count_then_insert(client: Ref, number: int, all_look: Barrier) -> bool:
    """Look how many places are taken, then take one: what the kit is there to replace."""
    tour = capacity.of(TOUR)
    if Holding.objects.filter(resource=tour).count() >= PLACES:
        return False
    with suppress(BrokenBarrierError):  # those who were told "full" do not come any more
        all_look.wait(timeout=0.3)
    now = clock.machine_now()
    Holding.objects.create(
        resource=tour, taker_kind=client.kind, taker_id=client.id, key=str(number), asked=1, amount=1,
        state=State.CONFIRMED, taken_at=now, confirmed_at=now,
    )  # fmt: skip
    return True


def book(client: int, way: Way) -> Callable[[Barrier], int]:
    """Return what a client does: wait until all are there, then ask for one place after another."""

    def deed(everybody_is_there: Barrier) -> int:
        everybody_is_there.wait(timeout=10)
        return sum(way(Ref("test.client", str(client)), number, everybody_is_there) for number in range(PLACES // 4))

    return deed


def sell(way: Way) -> tuple[list[Any], int]:
    """Let all clients ask for more places than there are; return what each got and how many holdings there are."""
    capacity.open_(TOUR, PLACES)
    outcomes = at_once([book(client, way) for client in range(CLIENTS)])
    return outcomes, Holding.objects.count()


def test_every_place_goes_once_and_none_is_lost() -> None:
    outcomes, holdings = sell(by_the_kit)
    assert all(isinstance(each, int) for each in outcomes), outcomes
    assert (sum(outcomes), holdings) == (PLACES, PLACES)
    assert free() == [0]
    assert not differing()


def test_counting_and_then_inserting_would_sell_places_that_are_not_there() -> None:
    """The negative control: the same clients, and more holdings than places."""
    outcomes, holdings = sell(count_then_insert)
    assert sum(outcomes) == holdings > PLACES


def test_without_the_condition_more_would_be_taken_than_there_is(monkeypatch: pytest.MonkeyPatch) -> None:
    """The negative control of the statement itself: the check constraint is what stands behind it, and says so."""
    monkeypatch.setattr(statements, "RESERVE", statements.RESERVE.replace("taken + %s <= capacity", "%s > 0"))
    outcomes, holdings = sell(by_the_kit)
    assert any(type(each).__name__ == "IntegrityError" for each in outcomes)
    assert holdings <= PLACES


def several(names: list[Name], client: int) -> Callable[[Barrier], int]:
    """Return what a client does who needs one of each, and says them in an order of its own."""

    def deed(everybody_is_there: Barrier) -> int:
        everybody_is_there.wait(timeout=10)
        got = 0
        for number in range(8):
            turned = names if (client + number) % 2 else list(reversed(names))
            try:
                with transaction.atomic():
                    capacity.take([(each, 1) for each in turned], by=Ref("test.client", str(client)), key=str(number))
            except Full:
                continue
            got += 1
        return got

    return deed


def seats_and_quota() -> list[Name]:
    """Seats for twenty, and the quota of an enterprise for twelve."""
    names = [name(1, "seats"), name(2, "quota")]
    for each, size in zip(names, (20, 12), strict=True):
        capacity.open_(each, size)
    return names


def test_both_are_taken_or_none_and_nobody_waits_for_ever() -> None:
    names = seats_and_quota()
    outcomes = at_once([several(names, client) for client in range(4)])
    assert all(isinstance(each, int) for each in outcomes), outcomes
    assert sum(outcomes) == 12
    assert free(*names) == [8, 0]
    assert not differing()


@pytest.mark.postgres
def test_in_an_order_of_their_own_two_would_wait_for_each_other() -> None:
    """The negative control: the first of each is taken, then both ask for the other's."""
    rows = [capacity.of(each) for each in seats_and_quota()]

    def both(mine: list[Resource]) -> Callable[[Barrier], str]:
        def deed(each_has_one: Barrier) -> str:
            with transaction.atomic():
                statements.reserve(mine[0].pk, rows[0].taken + 1)
                each_has_one.wait(timeout=10)
                statements.reserve(mine[1].pk, rows[0].taken + 1)
            return "done"

        return deed

    outcomes = at_once([both(rows), both(list(reversed(rows)))])
    assert sorted(type(each).__name__ for each in outcomes) == ["OperationalError", "str"]


def together(*deeds: Callable[[], object]) -> Counter[str]:
    """Do all at the same moment, each in a transaction of its own; return what came of them by kind."""

    def within(deed: Callable[[], object]) -> Callable[[Barrier], object]:
        def run(barrier: Barrier) -> object:
            barrier.wait(timeout=10)
            with transaction.atomic():
                return deed()

        return run

    outcomes = at_once([within(each) for each in deeds])
    return Counter(type(each).__name__ if isinstance(each, Exception) else str(bool(each)) for each in outcomes)


def test_a_form_sent_by_two_windows_at_once_takes_once() -> None:
    capacity.open_(TOUR, 1)
    outcomes = together(*[take] * 4)
    assert outcomes == {"True": 4}
    assert (Holding.objects.count(), free()) == (1, [0])


def test_two_who_release_the_same_holding_free_its_place_once() -> None:
    capacity.open_(TOUR, 5)
    with transaction.atomic():
        take(2)
    outcomes = together(*[lambda: capacity.release(Holding.objects.get()) for _ in range(4)])
    assert outcomes == {"True": 1, "False": 3}
    assert free() == [5]
    assert not differing()


def test_changes_releases_confirmations_and_takers_meet_without_a_trace_left_behind() -> None:
    """All verbs on two resources at the same moments, with expired holds among what they meet."""
    names = [name(1), name(2)]
    for each in names:
        capacity.open_(each, 12)
    with time_machine.travel(clock.machine_now() - timedelta(hours=1), tick=False), transaction.atomic():
        old = [_hold(names, f"old {number}") for number in range(3)]
    with transaction.atomic():
        new = [_hold(names, f"new {number}") for number in range(3)]
    for number in range(3):
        outcomes = together(
            partial(capacity.confirm, *new[number]),
            partial(capacity.change, new[number][1], 3),
            partial(capacity.release, *reversed(old[number])),
            partial(capacity.take, [(each, 4) for each in names], by=ANNA, key=f"a{number}"),
            partial(capacity.take, [(each, 4) for each in reversed(names)], by=ANNA, key=f"b{number}"),
            partial(capacity.exchange, new[number][:1], [(names[1], 1)], by=ANNA, key=f"c{number}"),
        )
        assert outcomes.keys() <= {"True", "False", "Full", "Over"}, outcomes
        assert not differing()


def _hold(names: list[Name], key: str) -> list[Holding]:
    until = clock.machine_now() + timedelta(minutes=30)
    return capacity.take([(each, 2) for each in names], by=ANNA, key=key, until=until)
