"""Numbers promised in prose are proposed with their unit and comparator; years and numbers of documents are not."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promost.plans.reading.draft import Target
from promost.plans.reading.language import targets

CASES: Any = tomllib.loads(Path(__file__).with_name("targets.toml").read_text(encoding="utf-8"))
SIGNS = {"ge": "≥", "le": "≤", "eq": "="}
SOUP = [
    "не",
    "менее",
    "до",
    "более",
    "от",
    "10",
    "15",
    "2025",
    "12,5",
    "1",
    "200",
    "тыс.",
    "млн",
    "руб.",
    "%",
    "предприятий",
    "человек",
    "рабочих",
    "мест",
    "дней",
    "с",
    "до",
    "–",
    "(",
    ")",
    ",",
    ";",
    "№",
    "п.",
    "в",
    "на",
    "увеличение",
    "сокращение",
    "пять",
    "двух",
    "at",
    "least",
    "up",
    "to",
    "RUB",
    "€",
    "million",
    "engineers",
    "and",
    "30.06.2025",
    "223-ФЗ",
    "год",
]


def told(target: Target) -> str:
    return f"{SIGNS[target.comparator]} {target.value.normalize():f} {target.unit}"


@pytest.mark.parametrize(("text", "expected"), CASES["cases"])
def test_a_promise_is_read(text: str, expected: list[str]) -> None:
    assert [told(target) for target in targets.read(text)] == expected


def test_a_promise_keeps_its_words_and_what_is_counted() -> None:
    (target,) = targets.read("Сформирован перечень не менее чем из 15 мер поддержки")
    assert (target.text, target.label, target.okei) == ("не менее чем из 15 мер", "мер", "642")


def test_nobody_takes_an_unknown_noun_for_a_person() -> None:
    (target,) = targets.read("разработано 7 экзоскелетов")
    assert (target.unit, target.okei, target.label) == ("ед", "642", "экзоскелетов")


@given(st.text(max_size=200))
def test_any_text_gives_an_answer(text: str) -> None:
    for target in targets.read(text):
        assert isinstance(target.value, Decimal)
        assert target.comparator in SIGNS


@given(st.lists(st.sampled_from(SOUP), max_size=16))
def test_words_of_promises_in_any_order_give_an_answer(words: list[str]) -> None:
    for target in targets.read(" ".join(words)):
        assert target.text
