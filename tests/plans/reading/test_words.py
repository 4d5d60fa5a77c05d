"""The words by which documents are read are data: every phrase can be met, and every key is one that the code knows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from promost.plans.reading.layout.headings import best_role, is_heading, understand
from promost.plans.reading.layout.roles import Role
from promost.plans.reading.layout.spans import joined, slot
from promost.plans.reading.layout.vocabulary import Phrases, load, tokens


def lists(node: Any, path: str) -> Iterator[tuple[str, list[str]]]:
    if isinstance(node, dict):
        for key, value in node.items():
            yield from lists(value, f"{path}.{key}")
    elif isinstance(node, list) and node and isinstance(node[0], str):
        yield path, node


PHRASES = [
    (path, words)
    for name in ("columns", "words", "sides", "directions")
    for path, words in lists(load(name), name)
    if not path.startswith(("columns.marks", "sides.nominative", "sides.names", "sides.mention"))
]


@pytest.mark.parametrize(("path", "words"), PHRASES, ids=[path for path, _ in PHRASES])
def test_every_phrase_of_a_list_can_be_met(path: str, words: list[str]) -> None:
    assert len(set(words)) == len(words), path
    for phrase in words:
        assert Phrases([phrase]).match(phrase.replace("=", "")) is not None, phrase


def test_the_roles_of_the_data_file_are_those_of_the_code() -> None:
    assert set(load("columns")["roles"]) | {"mark"} == {role.value for role in Role}


def test_a_whole_word_is_not_met_inside_another() -> None:
    assert Phrases(["=по"]).match("показатель") is None
    assert Phrases(["показател"]).match("Целевые показатели") is not None


def test_latin_look_alikes_do_not_hide_a_heading() -> None:
    assert is_heading("Cрок исполнения") is Role.DEADLINE
    assert tokens("Mероприятие") == ("мероприятие",)


@pytest.mark.parametrize(
    ("path", "role"),
    [
        (("№ п/п",), Role.NUMBER),
        (("Наименование целевого показателя",), Role.INDICATOR),
        (("Наименование мероприятия (контрольного события)",), Role.TITLE),
        (("Срок реализации", "начало"), Role.START),
        (("Срок реализации", "окончание"), Role.END),
        (("2025 год", "II кв."), Role.MARK),
        (("Показатель", "ед. изм."), Role.UNIT),
        (("Показатель", "2025 год"), Role.VALUE),
        (("Значение показателя", "2024 (факт)"), Role.BASELINE),
        (("Объем финансирования, тыс. руб.", "Региональный бюджет"), Role.FUNDING),
        (("Источник финансирования",), Role.FUNDING_SOURCE),
        (("Ответственные исполнители", "Казань"), Role.OWNER),
        (("Ответст- венные исполни- тели",), Role.OWNER),
        (("Форма завершения (вид документа)",), Role.COMPLETION),
        (("Ожидаемый результат, вид документа",), Role.RESULT),
        (("Отметка о выполнении",), Role.OTHER),
        (("Supporting agencies",), Role.OWNER),
        (("Means of verification",), Role.COMPLETION),
        (("Target date",), Role.DEADLINE),
        (("Target value",), Role.VALUE),
        (("Data source",), Role.SOURCE),
    ],
)
def test_headings_are_understood(path: tuple[str, ...], role: Role) -> None:
    assert understand(path).role is role


def test_a_sentence_is_no_heading() -> None:
    assert best_role("Рост " * 50) is None
    assert is_heading("Проведение совещания о сроках исполнения") is None


@pytest.mark.parametrize(
    ("text", "kind", "first", "last"),
    [
        ("I квартал 2025 г.", "quarter", 1, 3),
        ("3-й кв.", "quarter", 7, 9),
        ("Q4", "quarter", 10, 12),
        ("II полугодие", "half_year", 7, 12),
        ("9 месяцев 2025", "nine_months", 1, 9),
        ("Сен", "month", 9, 9),
        ("2026 (план)", "year", 1, 12),
    ],
)
def test_stretches_of_time_are_told_from_headings(text: str, kind: str, first: int, last: int) -> None:
    found = slot(text)
    assert found is not None
    assert (found.kind, found.first, found.last) == (kind, first, last)


def test_a_year_above_dates_the_quarter_below() -> None:
    found = joined(("2026 год", "II квартал"))
    assert found is not None
    assert [str(day) for day in found.days(2025)] == ["2026-04-01", "2026-06-30"]
