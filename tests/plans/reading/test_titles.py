"""Titles over several lines, and the years that they name."""

from __future__ import annotations

from datetime import date

import pytest

from promost.plans.reading.draft import Place
from promost.plans.reading.layout.front import Said
from promost.plans.reading.layout.titles import find_title, period_of, until_year


def said(*texts: str, centred: bool = True) -> list[Said]:
    return [Said(text, Place("paragraph", index=index), centred) for index, text in enumerate(texts)]


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        (("ПЛАН", "совместных мероприятий на 2025 год"), "План совместных мероприятий на 2025 год"),
        (("П Л А Н", "мероприятий на 2025 год"), "План мероприятий на 2025 год"),
        (("ДОРОЖНАЯ КАРТА", "по развитию кооперации"), "Дорожная карта по развитию кооперации"),
        (("ПЛАН мероприятий («дорожная карта»)", "на 2025 г."), "План мероприятий («дорожная карта») на 2025 г."),
        (("Приложение № 1", "Инвестиционный план области на 2025 год"), "Инвестиционный план области на 2025 год"),
        (("ACTION PLAN", "for 2025"), "Action plan for 2025"),
        (("Об утверждении плана", "План действий на 2026 год"), "План действий на 2026 год"),
        (("Список рассылки",), ""),
    ],
)
def test_a_title_is_found_and_joined(lines: tuple[str, ...], title: str) -> None:
    assert find_title(said(*lines))[0] == title


def test_a_preamble_below_the_title_is_no_part_of_it() -> None:
    title, taken = find_title(said("ПЛАН", "мероприятий", "Настоящий план разработан в целях кооперации."))
    assert title == "План мероприятий"
    assert taken == (0, 1)


def test_an_abbreviation_in_capitals_keeps_them() -> None:
    assert find_title(said("ПЛАН РЖД", "на 2025 год"))[0] == "ПЛАН РЖД на 2025 год"


def years(first: int, last: int) -> tuple[date, date]:
    return date(first, 1, 1), date(last, 12, 31)


@pytest.mark.parametrize(
    ("title", "period"),
    [
        ("План на 2025 год", years(2025, 2025)),
        ("План на 2025–2027 годы", years(2025, 2027)),
        ("План на 2025 и 2026 годы", years(2025, 2026)),
        ("План на 2025 год и плановый период 2026 и 2027 годов", years(2025, 2027)),
        ("Plan for 2025/26", (date(2025, 4, 1), date(2026, 3, 31))),
        ("Plan for 2025/2026", years(2025, 2026)),
        ("План на 2025/26 гг.", years(2025, 2026)),
        ("Work plan, April 2025 to March 2027", (date(2025, 4, 1), date(2027, 3, 31))),
        ("План на 2026/2027 учебный год", (date(2026, 9, 1), date(2027, 8, 31))),
        ("План реализации Соглашения от 14.03.2024 № 15 на 2025 год", years(2025, 2025)),
        ("План на 2025 год по Соглашению от 14 марта 2024 г.", years(2025, 2025)),
        ("План на I полугодие 2025 года", (date(2025, 1, 1), date(2025, 6, 30))),
        ("План с 01.04.2025 по 31.03.2026", (date(2025, 4, 1), date(2026, 3, 31))),
        ("План мероприятий", None),
    ],
)
def test_the_period_is_that_of_the_title(title: str, period: tuple[date, date] | None) -> None:
    assert period_of(title, [])[1] == period


def test_a_plan_as_of_a_day_begins_on_it() -> None:
    year, period = period_of("План на 2025–2026 годы", ["(по состоянию на 01.04.2025)"])
    assert year is None
    assert period == (date(2025, 4, 1), date(2026, 12, 31))


def test_a_plan_until_a_year_leaves_its_beginning_open() -> None:
    assert until_year("Дорожная карта развития до 2030 года") == 2030
    assert until_year("План на 2025–2030 годы") is None
