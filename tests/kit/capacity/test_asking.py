"""How many statements each verb costs."""

from __future__ import annotations

from datetime import timedelta

import pytest

from promost.kit import capacity
from promost.kit.capacity import Full, Resource
from tests.harness.queries import assert_queries
from tests.kit.capacity.places import ANNA, BORIS, TOUR, VERA, Clock, name, take

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("tour")]


class TestAsking:
    """So many statements, however many there are."""

    def test_taking_one_asks_three(self) -> None:
        take(1, by=VERA)  # what Django asks once is asked
        with assert_queries(3):
            take(1)

    def test_taking_one_by_its_row_asks_two(self, tour: Resource) -> None:
        with assert_queries(2):
            capacity.take([(tour, 1)], by=ANNA, key="form")

    def test_each_further_resource_asks_one_more(self) -> None:
        for number in range(2, 6):
            capacity.open_(name(number), 5)
        with assert_queries(1 + 4 + 1):
            capacity.take([(name(number), 2) for number in range(2, 6)], by=ANNA, key="form")

    def test_who_is_told_full_asks_four(self) -> None:
        with assert_queries(4), pytest.raises(Full):
            take(4)

    def test_what_expired_costs_five_more(self, machine: Clock) -> None:
        take(3, minutes=15)
        machine.shift(timedelta(minutes=20))
        with assert_queries(3 + 5):
            take(1, by=BORIS)

    @pytest.mark.parametrize("count", [1, 3])
    def test_confirming_and_releasing_ask_no_more_for_several(self, count: int) -> None:
        holdings = [take(1, key=str(number), minutes=15) for number in range(count)]
        with assert_queries(4):
            capacity.confirm(*holdings)
        with assert_queries(2 + count):
            capacity.release(*holdings)

    def test_changing_and_resizing(self) -> None:
        holding = take(1)
        with assert_queries(4):
            capacity.change(holding, 2)
        with assert_queries(4):
            capacity.resize(TOUR, 5)

    @pytest.mark.parametrize("count", [1, 3, 50])
    def test_a_list_asks_once(self, count: int) -> None:
        names = [name(number + 10) for number in range(count)]
        for each in names:
            capacity.open_(each, 5)
        take(1, of=names[0])
        with assert_queries(1):
            assert set(capacity.free(names)) == set(names)
        with assert_queries(1):
            assert [each.resource.name for each in capacity.holdings_of(ANNA)] == [names[0]]

    def test_names_of_several_kinds_are_not_mixed_up(self) -> None:
        pairs = [(name(1, "seats"), 1), (name(2, "seats"), 2), (name(2), 3)]
        for each, size in pairs:
            capacity.open_(each, size)
        assert capacity.free([name(1, "seats"), name(2)]) == {name(1, "seats"): 1, name(2): 3}
