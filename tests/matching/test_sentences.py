"""Explanations read as an officer would say them, in both languages."""

import re
from datetime import date
from typing import Any

import pytest

from promost.matching import Criteria, Engine, Number, Schema
from promost.matching.numbers import amount, day, number
from promost.matching.words import book, counted
from tests.matching.made import AS_OF, SCHEMA

RECORD = {
    "region": "RU-SMO",
    "sector": "b",
    "okved": ["01.10", "26.1"],
    "employees": 300,
    "revenue": 2.4e9,
    "exporter": True,
    "founded": date(2024, 11, 25),
    "certificates": ["eac"],
}


def said(criteria: dict[str, Any], lang: str = "ru", record: dict[str, Any] = RECORD) -> str:
    verdict = Engine(SCHEMA, {"s": Criteria.from_json(criteria)}, AS_OF).explain(record)["s"]
    return "; ".join(verdict.sentences(lang)).replace("\u00a0", " ")


CASES = [
    (
        {"field": "revenue", "max": 2e9},
        "Выручка не выше 2 млрд ₽, у вас 2,4 млрд ₽",
        "Revenue at most 2 billion ₽; yours: 2.4 billion ₽",
    ),
    (
        {"field": "revenue", "below": 2_400_000_000},
        "Выручка ниже 2,4 млрд ₽, у вас 2,4 млрд ₽",
        "Revenue below 2.4 billion ₽; yours: 2.4 billion ₽",
    ),
    (
        {"field": "employees", "max": 250},
        "Численность не выше 250 чел., у вас 300 чел.",
        "Headcount at most 250 people; yours: 300 people",
    ),
    (
        {"field": "employees", "min": 1000},
        "Численность не ниже 1 000 чел., у вас 300 чел.",
        "Headcount at least 1,000 people; yours: 300 people",
    ),
    (
        {"field": "employees", "above": 300},
        "Численность выше 300 чел., у вас 300 чел.",
        "Headcount above 300 people; yours: 300 people",
    ),
    (
        {"not": {"field": "employees", "min": 100}},
        "Численность ниже 100 чел., у вас 300 чел.",
        "Headcount below 100 people; yours: 300 people",
    ),
    (
        {"not": {"field": "employees", "below": 301}},
        "Численность не ниже 301 чел., у вас 300 чел.",
        "Headcount at least 301 people; yours: 300 people",
    ),
    (
        {"not": {"field": "employees", "above": 1}},
        "Численность не выше 1 чел., у вас 300 чел.",
        "Headcount at most 1 person; yours: 300 people",
    ),
    (
        {"not": {"field": "employees", "max": 300}},
        "Численность выше 300 чел., у вас 300 чел.",
        "Headcount above 300 people; yours: 300 people",
    ),
    (
        {"field": "region", "in": ["RU-MAG", "RU-MOW"]},
        "Регион: Магаданская область или Москва, у вас Смоленская область",
        "Region: Magadan Oblast or Moscow; yours: Smolensk Oblast",
    ),
    (
        {"not": {"field": "region", "in": ["RU-SMO"]}},
        "Регион: любое значение, кроме Смоленская область, у вас Смоленская область",
        "Region: anything but Smolensk Oblast; yours: Smolensk Oblast",
    ),
    ({"field": "sector", "is": "a"}, "Sector: a, у вас b", "Sector: a; yours: b"),
    (
        {"field": "okved", "under": ["25", "27.1"]},
        "ОКВЭД: код в составе 25 или 27.1, у вас 01.10, 26.1",
        "OKVED under 25 or 27.1; yours: 01.10, 26.1",
    ),
    (
        {"not": {"field": "okved", "under": ["26"]}},
        "ОКВЭД: без кодов в составе 26, у вас 01.10, 26.1",
        "OKVED outside 26; yours: 01.10, 26.1",
    ),
    ({"field": "exporter", "is": False}, "Экспортёр: нет, у вас да", "Exporter: no; yours: yes"),
    ({"not": {"field": "exporter", "is": True}}, "Экспортёр: нет, у вас да", "Exporter: no; yours: yes"),
    (
        {"field": "founded", "age_min": 3},
        "Дата регистрации: прошло не меньше 3 лет, у вас 25.11.2024",
        "Registered: at least 3 years ago; yours: 25 November 2024",
    ),
    (
        {"field": "founded", "age_max": 0},
        "Дата регистрации: прошло не больше 0 лет, у вас 25.11.2024",
        "Registered: no more than 0 years ago; yours: 25 November 2024",
    ),
    (
        {"not": {"field": "founded", "age_min": 1}},
        "Дата регистрации: прошло меньше 1 года, у вас 25.11.2024",
        "Registered: less than 1 year ago; yours: 25 November 2024",
    ),
    (
        {"not": {"field": "founded", "months_max": 23}},
        "Дата регистрации: прошло больше 23 месяцев, у вас 25.11.2024",
        "Registered: more than 23 months ago; yours: 25 November 2024",
    ),
    (
        {"field": "founded", "before": "2024-11-25"},
        "Дата регистрации раньше 25.11.2024, у вас 25.11.2024",
        "Registered before 25 November 2024; yours: 25 November 2024",
    ),
    (
        {"not": {"field": "founded", "not_before": "2024-01-01"}},
        "Дата регистрации раньше 01.01.2024, у вас 25.11.2024",
        "Registered before 1 January 2024; yours: 25 November 2024",
    ),
    (
        {"field": "certificates", "any_of": ["iso", "gost"]},
        "Сертификаты: есть iso или gost, у вас eac",
        "Certificates include iso or gost; yours: eac",
    ),
    (
        {"field": "certificates", "all_of": ["iso", "eac"]},
        "Сертификаты: есть iso, у вас eac",
        "Certificates include iso; yours: eac",
    ),
    (
        {"not": {"field": "certificates", "any_of": ["eac"]}},
        "Сертификаты: нет eac, у вас eac",
        "Certificates do not include eac; yours: eac",
    ),
]


@pytest.mark.parametrize(("criteria", "ru", "en"), CASES, ids=[one[1][:50] for one in CASES])
def test_a_no_says_what_is_asked_and_what_there_is(criteria: dict[str, Any], ru: str, en: str) -> None:
    assert said(criteria, "ru") == ru
    assert said(criteria, "en") == en


def test_the_officials_own_words_and_source_are_used() -> None:
    leaf = {"field": "employees", "max": 250, "text": {"ru": "Субъект МСП", "en": "An SME"}, "source": "209-ФЗ, ст. 4"}
    assert said(leaf) == "Субъект МСП, у вас 300 чел. (209-ФЗ, ст. 4)"
    assert said({**leaf, "text": "МСП"}, "en") == "МСП; yours: 300 people (209-ФЗ, ст. 4)"
    assert said({**leaf, "text": {"en": "An SME"}}) == "An SME, у вас 300 чел. (209-ФЗ, ст. 4)"
    assert said({"not": {**leaf, "max": 400}}) == "Численность выше 400 чел., у вас 300 чел. (209-ФЗ, ст. 4)"


def test_each_failing_leaf_is_named_and_no_other() -> None:
    criteria = {
        "all": [
            {"field": "employees", "max": 250},
            {"field": "exporter", "is": True},
            {"any": [{"field": "region", "is": "RU-MAG"}, {"field": "okved", "under": ["26"]}]},
            {"any": [{"field": "region", "is": "RU-MAG"}, {"field": "sector", "is": "a"}]},
        ]
    }
    verdict = Engine(SCHEMA, {"s": Criteria.from_json(criteria)}, AS_OF).explain(RECORD)["s"]
    assert [(one.leaf.path, one.field, one.wanted) for one in verdict.failed] == [
        ("$.all[0]", "employees", True),
        ("$.all[3].any[0]", "region", True),
        ("$.all[3].any[1]", "sector", True),
    ]
    assert verdict.missing == ()


def test_an_unknown_names_what_is_missing() -> None:
    criteria = {"all": [{"field": "employees", "max": 250}, {"field": "sector", "is": "a"}]}
    assert said(criteria, "ru", {}) == "Не указано: Численность, sector"
    assert said(criteria, "en", {}) == "Not known: Headcount, sector"


def test_a_yes_says_so() -> None:
    assert said({"field": "exporter", "is": True}) == "Все условия выполнены"
    assert said({"field": "exporter", "is": True}, "en") == "All conditions are met"


def way(criteria: dict[str, Any], lang: str = "ru", **changes: Any) -> str:
    verdict = Engine(SCHEMA, {"s": Criteria.from_json(criteria)}, AS_OF).explain({**RECORD, **changes})["s"]
    return verdict.way(lang).replace("\u00a0", " ")


def test_the_nearest_yes_is_said() -> None:
    assert (
        way({"field": "employees", "max": 250}) == "Для положительного ответа: Численность: 250 чел. (сейчас 300 чел.)"
    )
    assert (
        way({"field": "employees", "max": 250}, employees=None)
        == "Для положительного ответа: Численность: 250 чел. (сейчас не указано)"
    )
    lists = {"all": [{"field": "okved", "under": ["25"]}, {"not": {"field": "okved", "under": ["26"]}}]}
    assert way(lists) == "Для положительного ответа: ОКВЭД: добавить 25, убрать 26.1"
    assert way(lists, "en") == "It would take: OKVED: add 25, remove 26.1"
    assert way({"field": "exporter", "is": True}) == "Все условия выполнены"
    assert (
        way({"all": [{"field": "exporter", "is": True}, {"field": "exporter", "is": False}]}, "en")
        == "No change of the data gives a yes"
    )


def test_russian_is_the_language_if_none_is_named() -> None:
    verdict = Engine(SCHEMA, {"s": Criteria.from_json({"field": "employees", "max": 250})}, AS_OF).explain(RECORD)["s"]
    assert verdict.way() == verdict.way("ru")
    assert verdict.sentences() == verdict.sentences("ru")


def test_several_changes_and_values_are_parted() -> None:
    lists = {"all": [{"field": "certificates", "all_of": ["iso", "gost"]}, {"field": "employees", "max": 250}]}
    assert (
        way(lists)
        == "Для положительного ответа: Сертификаты: добавить iso, gost; Численность: 250 чел. (сейчас 300 чел.)"
    )
    assert (
        way(lists, certificates=None, employees=1)
        == "Для положительного ответа: Сертификаты: iso, gost (сейчас не указано)"
    )


def test_long_lists_are_cut_and_counted() -> None:
    codes = [f"{i}" for i in range(10, 20)]
    assert (
        said({"field": "okved", "under": codes}, record={"okved": []})
        == "ОКВЭД: код в составе 10, 11, 12, 13, 14, 15 и ещё 4, у вас нет"
    )


def test_a_list_is_told_with_commas_and_one_or() -> None:
    assert said({"field": "okved", "under": ["10", "11", "25"]}, record={"okved": []}).startswith(
        "ОКВЭД: код в составе 10, 11 или 25,"
    )


@pytest.mark.parametrize(
    ("value", "ru", "en"),
    [
        (0.0, "0", "0"),
        (1234.5, "1 234,5", "1,234.5"),
        (1e6, "1 000 000", "1,000,000"),
        (-2.0, "-2", "-2"),
        (0.1, "0,1", "0.1"),
        (1e15, "1 000 000 000 000 000", "1,000,000,000,000,000"),
    ],
)
def test_numbers_are_written_as_each_language_writes_them(value: float, ru: str, en: str) -> None:
    assert number(value, "ru").replace("\u00a0", " ") == ru
    assert number(value, "en") == en


@pytest.mark.parametrize(
    ("value", "unit", "ru"),
    [
        (2e9, "RUB", "2 млрд ₽"),
        (800e6, "RUB", "800 млн ₽"),
        (1500, "RUB", "1,5 тыс. ₽"),
        (3e12, "RUB", "3 трлн ₽"),
        (2_000_000_000.01, "RUB", "2 000 000 000,01 ₽"),
        (-2e6, "RUB", "-2 млн ₽"),
        (999, "RUB", "999 ₽"),
        (12, "percent", "12 %"),
        (5, "parsec", "5 parsec"),
        (5, "", "5"),
        (21, "years", "21 год"),
        (2, "years", "2 года"),
        (11, "years", "11 лет"),
        (1.5, "years", "1,5 года"),
    ],
)
def test_amounts_carry_their_units(value: float, unit: str, ru: str) -> None:
    assert amount(value, unit, "ru").replace("\u00a0", " ") == ru


def test_counted_words_take_their_forms() -> None:
    forms = "год|года|лет"
    assert [counted(n, forms, "ru") for n in (0, 1, 2, 4, 5, 11, 12, 14, 21, 22, 25, 101, 111)] == [
        "лет", "год", "года", "года", "лет", "лет", "лет", "лет", "год", "года", "лет", "год", "лет",
    ]  # fmt: skip
    assert [counted(n, "year|years", "en") for n in (0, 1, 2)] == ["years", "year", "years"]


def test_days_are_written_as_each_language_writes_them() -> None:
    assert day(date(987, 1, 5), "ru") == "05.01.0987"
    assert day(date(2026, 12, 31), "en") == "31 December 2026"


def test_every_phrase_has_both_languages_and_the_same_places() -> None:
    for section, phrases in book().items():
        for key, said_in in phrases.items():
            assert {"ru", "en"} <= set(said_in), f"{section}.{key}"
            places = [set(re.findall(r"(?<!\{)\{(\w+)\}", said_in[lang])) for lang in ("ru", "en")]
            assert places[0] == places[1], f"{section}.{key}"


def test_a_field_without_words_goes_by_its_name() -> None:
    schema = Schema(power=Number(unit="MW"))
    verdict = Engine(schema, {"s": Criteria.from_json({"field": "power", "min": 5})}, AS_OF).explain({"power": 2})["s"]
    assert verdict.sentences("ru")[0].replace("\u00a0", " ") == "Power не ниже 5 МВт, у вас 2 МВт"
    assert "Power at least 5" in repr(verdict)
