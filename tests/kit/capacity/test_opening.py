"""How much there is, and who is told when it becomes less."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.utils.translation import override

from promost.kit import capacity
from promost.kit.capacity import Resource, State
from tests.kit.capacity.places import ANNA, BORIS, TOUR, Clock, free, name, states, take

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("tour")]


class TestOpening:
    def test_opening_again_changes_nothing_and_another_size_is_refused(self, tour: Resource) -> None:
        take(2)
        assert capacity.open_(TOUR, 3) == tour == capacity.of(TOUR)
        for size, whole in ((4, True), (None, True), (3, False)):
            with pytest.raises(ValueError, match="is open already, with the capacity 3"):
                capacity.open_(TOUR, size, whole=whole)
        assert free() == [1]

    @pytest.mark.parametrize("size", [-1, Decimal("2.5")])
    def test_no_tour_has_half_a_place_or_fewer_than_none(self, size: Any) -> None:
        with pytest.raises(ValueError, match="is no capacity"):
            capacity.open_(name(2), size)
        with pytest.raises(ValueError, match="is no capacity"):
            capacity.resize(TOUR, size)

    def test_it_becomes_larger_smaller_and_without_a_limit(self, tour: Resource) -> None:
        take(2)
        assert capacity.resize(TOUR, 2).capacity == 2
        assert free() == [0]
        capacity.resize(tour, None)
        take(50, by=BORIS)
        assert free() == [None]
        capacity.resize(TOUR, 60)
        assert free() == [8]

    def test_the_host_who_makes_it_too_small_is_told_whom_it_would_hit(self) -> None:
        take(1)
        take(2, by=BORIS, minutes=15)
        with pytest.raises(capacity.TooSmall) as small:
            capacity.resize(TOUR, 2)
        assert [each.taker for each in small.value.holdings] == [BORIS, ANNA]
        assert (small.value.taken, small.value.capacity) == (Decimal(3), Decimal(2))
        with override("en"):
            assert small.value.messages == ["Taken already: 3. The capacity cannot become 2."]
        with override("ru"):
            assert small.value.messages == ["Уже занято: 3. Уменьшить до 2 нельзя."]
        assert free() == [0]

    def test_an_expired_hold_does_not_keep_it_large(self, machine: Clock) -> None:
        take(3, minutes=15)
        machine.shift(timedelta(minutes=20))
        capacity.resize(TOUR, 0)
        assert (states(), free()) == ([State.EXPIRED], [0])
