"""A hold keeps its places until its moment; then they are free, unless it is confirmed."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal

import pytest
from django.utils.translation import override

from promost.kit import capacity
from promost.kit.capacity import Full, Holding, Lack, State
from tests.kit.capacity.places import ANNA, BORIS, NOON, TOUR, Clock, free, name, states, take

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("tour")]


class TestHolds:
    def test_a_hold_keeps_its_places_until_its_moment_and_then_they_are_free(self, machine: Clock) -> None:
        take(3, minutes=15)
        machine.shift(timedelta(minutes=14, seconds=59))
        with pytest.raises(Full):
            take(1, by=BORIS)
        machine.shift(timedelta(seconds=1))
        assert free() == [3]
        assert states(over=False) == []
        take(3, by=BORIS)
        assert states() == [State.EXPIRED]
        assert free() == [0]

    def test_only_as_much_as_has_expired_is_let_go(self, machine: Clock) -> None:
        take(1, minutes=15)
        take(1, minutes=60, key="long")
        take(1, key="sure")
        machine.shift(timedelta(minutes=30))
        assert free() == [1]
        with pytest.raises(Full) as full:
            take(2, by=BORIS)
        assert full.value.lacks[0].free == 1
        take(1, by=BORIS)
        assert sorted(states()) == [State.CONFIRMED, State.EXPIRED, State.HELD]

    def test_a_confirmed_hold_has_no_term(self, machine: Clock) -> None:
        (holding,) = capacity.confirm(take(3, minutes=15))
        assert (holding.state, holding.confirmed_at) == (State.CONFIRMED, NOON)
        machine.shift(timedelta(days=400))
        assert free() == [0]
        assert capacity.confirm(holding) == [holding]
        assert Holding.objects.get().confirmed_at == NOON, "confirming again changes nothing"

    @pytest.mark.parametrize("noticed", [False, True])
    def test_a_hold_that_has_expired_is_confirmed_while_its_places_are_free(
        self, machine: Clock, *, noticed: bool
    ) -> None:
        holding = take(2, minutes=15)
        machine.shift(timedelta(minutes=20))
        if noticed:
            capacity.release(take(3, by=BORIS))
        (holding,) = capacity.confirm(holding)
        assert (holding.state, holding.ended_at) == (State.CONFIRMED, None)
        assert free() == [1]

    def test_a_hold_that_has_expired_is_not_confirmed_over_somebody_else(self, machine: Clock) -> None:
        holding = take(2, minutes=15)
        machine.shift(timedelta(minutes=20))
        take(2, by=BORIS)
        with pytest.raises(Full) as full:
            capacity.confirm(holding)
        assert full.value.lacks == (Lack(TOUR, Decimal(1), Decimal(2)),)
        assert (states(), free()) == ([State.EXPIRED], [1])

    def test_of_several_holds_all_are_confirmed_or_none(self, machine: Clock) -> None:
        capacity.open_(name(2), 1)
        both = capacity.take([(TOUR, 1), (name(2), 1)], by=ANNA, key="form", until=NOON + timedelta(minutes=15))
        late = take(1, key="late", minutes=15)
        machine.shift(timedelta(minutes=20))
        take(1, of=name(2), by=BORIS)
        with pytest.raises(Full):
            capacity.confirm(*both, late)
        assert free(TOUR, name(2)) == [3, 0]
        assert len(capacity.confirm(both[0], late)) == 2
        assert free(TOUR, name(2)) == [1, 0]

    def test_a_released_hold_cannot_be_confirmed(self) -> None:
        holding = take(2, minutes=15)
        capacity.release(holding)
        with pytest.raises(capacity.Over) as over:
            capacity.confirm(holding)
        assert (over.value.code, over.value.holding.state) == ("over", State.RELEASED)
        with override("ru"):
            assert over.value.messages == ["Это бронирование уже не действует; оформите новое."]
        assert free() == [3]

    @pytest.mark.parametrize("until", [NOON, NOON - timedelta(days=1)])
    def test_a_hold_ends_later_than_it_begins(self, until: datetime) -> None:
        with pytest.raises(ValueError, match="has passed"):
            capacity.take([(TOUR, 1)], by=ANNA, key="form", until=until)
        with pytest.raises(ValueError, match="says no zone"):
            capacity.take([(TOUR, 1)], by=ANNA, key="form", until=datetime(2030, 1, 1))  # noqa: DTZ001 - on purpose
