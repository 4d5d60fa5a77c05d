"""Releasing, changing and exchanging: nothing stays taken that nobody holds."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest

from promost.kit import capacity
from promost.kit.capacity import Full, Holding, Lack, State
from tests.kit.capacity.places import ANNA, BORIS, NOON, TOUR, Clock, free, name, states, take

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("tour")]


class TestReleasing:
    def test_a_holding_is_released_once_and_the_second_is_told(self) -> None:
        holding = take(2)
        again = Holding.objects.get()
        assert capacity.release(holding) == [holding]
        assert (holding.state, holding.ended_at) == (State.RELEASED, NOON)
        assert capacity.release(again) == []
        assert free() == [3]

    def test_a_released_holding_stays_readable(self) -> None:
        capacity.release(take(2))
        assert (states(over=False), states()) == ([], [State.RELEASED])

    def test_several_are_released_together_and_none_is_nothing(self) -> None:
        capacity.open_(name(2), 5)
        holdings = [*capacity.take([(TOUR, 2), (name(2), 4)], by=ANNA, key="form"), take(1, by=BORIS)]
        capacity.release(holdings[2])
        assert capacity.release(*holdings) == holdings[:2]
        assert free(TOUR, name(2)) == [3, 5]
        assert capacity.release() == []
        assert capacity.confirm() == []

    @pytest.mark.parametrize("noticed", [False, True])
    def test_a_hold_that_has_expired_is_not_released_a_second_time(self, machine: Clock, *, noticed: bool) -> None:
        holding = take(2, minutes=15)
        machine.shift(timedelta(minutes=20))
        if noticed:
            take(2, by=BORIS)
        assert capacity.release(holding) == []
        assert (states(), free()) == ([State.EXPIRED], [1 if noticed else 3])


class TestChanging:
    def test_more_and_less_are_held_and_what_was_asked_stays(self) -> None:
        holding = take(1, minutes=15)
        assert capacity.change(holding, 3).amount == 3
        assert free() == [0]
        changed = capacity.change(holding, 2)
        assert (changed.amount, changed.asked, changed.state) == (Decimal(2), Decimal(1), State.HELD)
        assert Holding.objects.get().amount == 2
        assert free() == [1]
        assert take(1, minutes=15) == holding, "the form that took it is known by what it asked"

    def test_what_is_held_stays_held_when_more_is_not_free(self) -> None:
        holding = take(2)
        with pytest.raises(Full) as full:
            capacity.change(holding, 4)
        assert full.value.lacks == (Lack(TOUR, Decimal(1), Decimal(2)),)
        assert (Holding.objects.get().amount, free()) == (Decimal(2), [1])

    def test_an_expired_hold_of_another_makes_way(self, machine: Clock) -> None:
        holding = take(1)
        take(2, by=BORIS, minutes=15)
        machine.shift(timedelta(minutes=20))
        capacity.change(holding, 3)
        assert (free(), states(of=BORIS)) == ([0], [State.EXPIRED])

    def test_what_is_over_cannot_be_changed(self, machine: Clock) -> None:
        released, expired = take(1), take(1, by=BORIS, minutes=15)
        capacity.release(released)
        machine.shift(timedelta(minutes=20))
        for holding in (released, expired):
            with pytest.raises(capacity.Over):
                capacity.change(holding, 2)
        assert free() == [3]

    def test_nothing_is_not_held_but_released(self) -> None:
        with pytest.raises(ValueError, match="more than zero"):
            capacity.change(take(1), 0)

    def test_another_day_is_taken_for_the_one_that_is_given_up_or_the_old_one_stays(self) -> None:
        friday, full = name(2), name(3)
        capacity.open_(friday, 2)
        capacity.open_(full, 1)
        old = take(2)
        with pytest.raises(Full):
            capacity.exchange([old], [(full, 2)], by=ANNA, key="move")
        assert (states(), free(TOUR, full)) == ([State.CONFIRMED], [1, 1])
        (new,) = capacity.exchange([old], [(friday, 2)], by=ANNA, key="move")
        assert capacity.exchange([old], [(friday, 2)], by=ANNA, key="move") == [new]
        assert (states(), free(TOUR, friday)) == ([State.CONFIRMED, State.RELEASED], [3, 0])
