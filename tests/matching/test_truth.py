"""Kleene's laws, without which a chain of conditions would depend on how it is written."""

from itertools import product

import pytest

from promost.matching import Truth
from promost.matching.truth import at_least

ALL = list(Truth)


def test_missing_data_is_neither_yes_nor_no() -> None:
    assert ~Truth.UNKNOWN is Truth.UNKNOWN
    assert Truth.UNKNOWN & Truth.YES is Truth.UNKNOWN
    assert Truth.UNKNOWN | Truth.NO is Truth.UNKNOWN


def test_what_is_known_decides_where_it_can() -> None:
    assert Truth.UNKNOWN & Truth.NO is Truth.NO
    assert Truth.UNKNOWN | Truth.YES is Truth.YES


@pytest.mark.parametrize(("a", "b", "c"), list(product(ALL, repeat=3)))
def test_laws_hold_for_every_three_values(a: Truth, b: Truth, c: Truth) -> None:
    assert ~~a is a
    assert a & b is b & a
    assert a | b is b | a
    assert (a & b) & c is a & (b & c)
    assert (a | b) | c is a | (b | c)
    assert a & (b | c) is (a & b) | (a & c)
    assert ~(a & b) is ~a | ~b
    assert a | (a & b) is a


@pytest.mark.parametrize("values", list(product(ALL, repeat=3)))
def test_all_and_any_are_the_ends_of_at_least(values: tuple[Truth, Truth, Truth]) -> None:
    a, b, c = values
    assert at_least(3, values) is a & b & c
    assert at_least(1, values) is a | b | c
    assert at_least(2, values) is (a & b) | (b & c) | (a & c)


def test_an_answer_can_be_stored_as_its_word() -> None:
    assert str(Truth.YES) == "yes"
    assert f"{Truth.NO}, {Truth.UNKNOWN}" == "no, unknown"
    assert [value.rank for value in (Truth.NO, Truth.UNKNOWN, Truth.YES)] == [0, 1, 2]
