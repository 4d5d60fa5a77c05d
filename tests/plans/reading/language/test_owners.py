"""Cells of owners become bodies: none torn apart, none glued together, no person lost."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promost.plans.reading.draft import Owner, Side
from promost.plans.reading.language import owners

CASES: Any = tomllib.loads(Path(__file__).with_name("owners.toml").read_text(encoding="utf-8"))
MARKERS = {marker: Side(side) for marker, side in CASES["marked"]["markers"].items()}
SOUP = [
    "ДИПП",
    "АНО",
    "«Моспром»",
    "»",
    "«",
    "(",
    ")",
    ";",
    ",",
    ".",
    "–",
    "-",
    ":",
    "и",
    "совместно",
    "с",
    "при",
    "участии",
    "Министерство",
    "труда,",
    "занятости",
    "области",
    "Соколова",
    "А.В.",
    "(по",
    "согласованию)",
    "от",
    "Москвы:",
    "Lead",
    "Ministry",
    "of",
    "Industry",
    "and",
    "Mr",
    "J.",
    "Smith",
    "1.",
    "2)",
    "•",
    "/",
    '"',
    "\n",
]


def body(text: str) -> Owner:
    """A body in the notation of owners.toml: name | person | * if subject to agreement."""
    name, person, agreed = (*(part.strip() for part in text.split("|")), "", "")[:3]
    return Owner(name, person or None, agreed == "*")


def bodies(texts: list[str]) -> tuple[Owner, ...]:
    return tuple(body(text) for text in texts)


@pytest.mark.parametrize(("cell", "expected"), CASES["cases"])
def test_a_cell_gives_its_bodies(cell: str, expected: list[str]) -> None:
    assert owners.read(cell) == bodies(expected)


@pytest.mark.parametrize(("cell", "expected"), CASES["marked"]["cases"])
def test_one_cell_of_several_sides_is_cut_at_its_markers(cell: str, expected: dict[str, list[str]]) -> None:
    assert owners.read_marked(cell, MARKERS) == {Side(side): bodies(names) for side, names in expected.items()}


@pytest.mark.parametrize("cell", [cell for cell, expected in CASES["cases"] if expected])
def test_owners_look_like_owners(cell: str) -> None:
    assert owners.looks_like(cell) >= (0.3 if "железная дорога" in cell else 0.5)


@pytest.mark.parametrize(
    "text",
    ["", "–", "1.1", "до 01.04.2025", "II квартал 2025 г.", "ежеквартально", "Проведение летнего сезона экскурсий", "450", "тыс. руб.",
     "Проведено не менее 90 экскурсий", "II. Подготовка инженерных кадров", "Hold a joint workshop", "Exchange of lists of suppliers", "Итого"],
)  # fmt: skip
def test_what_names_no_body_does_not_look_like_owners(text: str) -> None:
    assert owners.looks_like(text) <= 0.3


@given(st.text(max_size=200))
def test_any_cell_gives_an_answer(cell: str) -> None:
    for owner in owners.read(cell):
        assert owner.name or owner.person
    owners.read_marked(cell, MARKERS)
    assert 0.0 <= owners.looks_like(cell) <= 1.0


@given(st.lists(st.sampled_from(SOUP), max_size=14))
def test_words_of_owners_in_any_order_give_an_answer(words: list[str]) -> None:
    for owner in owners.read(" ".join(words)):
        assert owner.name or owner.person
    owners.read_marked(" ".join(words), MARKERS)
