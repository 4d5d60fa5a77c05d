"""Text as typed in documents is compared without being changed for the reader."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promost.kit import text


@pytest.mark.parametrize(
    ("typed", "seen"),
    [
        ("не\u00a0менее  12 человек", "не менее 12 человек"),
        ("олим\u00adпиада", "олимпиада"),
        ("в\u200b сетях", "в сетях"),
        ("март\u2011июнь", "март-июнь"),
        (" май \n 2025 ", "май 2025"),
        ("мapт", "мapт"),
        ("март – июнь", "март – июнь"),
    ],
)
def test_invisible_marks_never_change_what_a_reader_sees(typed: str, seen: str) -> None:
    assert text.clean(typed) == seen


def test_line_feeds_survive_where_they_part_bodies() -> None:
    assert text.clean_lines(" ДИПП; \r\n\n АНО «Моспром»\x0bСоюз ") == "ДИПП;\nАНО «Моспром»\nСоюз"


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("III квapтaл 2025", ("квapтaл",)),
        ("Cрок исполнения", ("Cрок",)),
        ("Q2 квартал", ()),
        ("ГОСТ Р ИСО 22163", ()),
        ("by 30 June", ()),
        ("Mоscow", ("Mоscow",)),
        ("Moscow и Магадан", ()),
    ],
)
def test_words_of_mixed_alphabets_are_named(typed: str, found: tuple[str, ...]) -> None:
    assert text.latin_lookalikes(typed) == found


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Cрок", "срок"),
        ("АНО «Моспром»", 'ано "Моспром"'),
        ("отчётный", "Отчетный"),
        ("март – июнь", "март—июнь".replace("—", " — ")),
        ("Mоscow", "moscow"),
    ],
)
def test_two_spellings_of_one_thing_compare_equal(left: str, right: str) -> None:
    assert text.fold(left) == text.fold(right)


@pytest.mark.parametrize(
    ("left", "right", "distance"),
    [
        ("сентбрь", "сентябрь", 1),
        ("фефраль", "февраль", 1),
        ("арпель", "апрель", 1),
        ("май", "май", 0),
        ("", "май", 3),
        ("июнь", "декабрь", 4),
        ("ab", "xyzabq", 4),
    ],
)
def test_the_nearest_word_is_measured_by_slips_of_the_hand(left: str, right: str, distance: int) -> None:
    assert text.edit_distance(left, right) == distance


@given(st.text())
def test_cleaning_twice_is_cleaning_once(anything: str) -> None:
    once = text.clean(anything)
    assert text.clean(once) == once
    assert text.clean(text.clean_lines(anything)) == once


@given(st.text())
def test_folding_never_fails_and_is_stable(anything: str) -> None:
    assert text.fold(text.fold(anything)) == text.fold(anything)


@given(st.text(alphabet="абвгд", max_size=8), st.text(alphabet="абвгд", max_size=8))
def test_distance_is_the_same_both_ways(left: str, right: str) -> None:
    assert text.edit_distance(left, right) == text.edit_distance(right, left)
