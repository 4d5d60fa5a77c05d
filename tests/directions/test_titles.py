"""A measure without a section is told to its direction by its own words; where they say nothing, nobody guesses."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from promost.plans.reading.layout.directions import Directions
from promost.plans.reading.layout.vocabulary import load
from promost.registry import rooms

CASES: Any = tomllib.loads(Path(__file__).with_name("titles.toml").read_text(encoding="utf-8"))["cases"]


@pytest.fixture(scope="module")
def directions() -> Directions:
    return Directions(rooms.direction_words())


@pytest.mark.parametrize(("code", "title"), CASES)
def test_a_title_is_told_to_its_direction(directions: Directions, code: str, title: str) -> None:
    assert directions.of_row(title) == (code or None)


def test_the_reader_without_rooms_uses_the_words_of_the_rooms() -> None:
    """Otherwise a document read by the command line would go to other directions than the same one uploaded."""
    own = {(code, phrase) for code, phrases in load("directions").items() for phrase in phrases}
    theirs = {(code, phrase) for code, phrases in rooms.direction_words().items() for phrase in phrases}
    assert own ^ theirs == set(), "write these into both: the room's words.toml and layout/directions.toml"


def test_a_weak_word_tells_only_where_no_other_does(directions: Directions) -> None:
    assert directions.of_row("Отбор операторов") == "training"
    assert directions.of_row("Отбор операторов для линии розлива, ввод оборудования") == "technology"


def test_two_directions_that_tie_leave_a_measure_without_one() -> None:
    two = Directions({"north": ("снег",), "south": ("пляж",)})
    assert two.of_row("Снег/пляж") == "north"
    equal = Directions({"north": ("лед",), "ice": ("лед",)})
    assert equal.of_row("Лёд и вода") is None


def test_the_result_is_asked_after_the_title(directions: Directions) -> None:
    assert directions.of_row("Первый этап", "Обучено 30 слесарей") == "training"
    assert directions.of_row("Ввод линии", "Обучено 30 слесарей") == "technology"


def test_a_weak_word_in_the_result_tells_nothing(directions: Directions) -> None:
    assert directions.of_row("Первый этап", "Отобрано 3 аудитора") is None


def test_what_is_taught_does_not_outweigh_that_it_is_taught(directions: Directions) -> None:
    assert directions.of("Обучение бережливому производству") == "training"
    assert directions.of("Провести курсы по цифровым технологиям") == "training"
    assert directions.of("Training in lean manufacturing") == "training"
    assert directions.of("Внедрение бережливого производства с обучением бригад") == "technology"
