"""Units come to their OKEI codes however a heading spells them; numbers are read as documents write them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promost.plans.reading.language import numbers, units, vocabulary
from promost.plans.reading.language.deadlines import slips, tokens


@pytest.mark.parametrize(
    ("spelt", "name", "okei"),
    [
        ("ед.", "ед", "642"), ("Единица", "ед", "642"), ("шт.", "ед", "642"), ("штук", "ед", "642"), ("предприятий", "ед", "642"),
        ("договоров", "ед", "642"), ("units", "ед", "642"), ("рабочих мест", "ед", "642"), ("тыс. ед.", "тыс ед", "643"),
        ("чел.", "чел", "792"), ("человек", "чел", "792"), ("студентов", "чел", "792"), ("persons", "чел", "792"), ("тыс. чел.", "тыс чел", "793"),
        ("%", "%", "744"), ("процентов", "%", "744"), ("per cent", "%", "744"),
        ("руб.", "руб", "383"), ("тыс. руб.", "тыс руб", "384"), ("тысяч рублей", "тыс руб", "384"), ("млн руб.", "млн руб", "385"),
        ("млн. рублей", "млн руб", "385"), ("million roubles", "млн руб", "385"), ("млрд руб", "млрд руб", "386"),
        ("га", "га", "059"), ("тыс. га", "тыс га", "060"), ("кв. м", "кв. м", "055"), ("м²", "кв. м", "055"), ("тыс. м2", "тыс кв. м", "082"),
        ("м3", "куб. м", "113"), ("тыс. м³", "тыс куб. м", "114"), ("т", "т", "168"), ("тыс. т", "тыс т", "169"), ("т/сут", "т/сут", "535"),
        ("тонн в сутки", "т/сут", "535"), ("тыс. т/год", "тыс т/год", "538"), ("МВт", "МВт", "215"), ("кВт", "кВт", "214"), ("кВт·ч", "кВт·ч", "245"),
        ("МВт·ч", "МВт·ч", "246"), ("МВА", "МВ·А", "228"), ("Гкал", "Гкал", "233"), ("Гкал/ч", "Гкал/ч", "238"), ("место", "место", "698"),
        ("комплект", "комплект", "839"), ("час", "ч", "356"), ("сут.", "дн", "359"), ("мес.", "мес", "362"), ("чел.-ч", "чел.-ч", "539"),
        ("чел.-дн.", "чел.-дн", "540"), ("м3/ч", "куб. м/ч", "598"),
        ("ак. ч", "ак.ч", None), ("академический час", "ак.ч", None), ("раб. дн.", "раб.дн", None), ("EUR thousand", "тыс EUR", None),
        ("млн евро", "млн EUR", None), ("экз.", "экз", None), ("баллов", "балл", None), ("попугаев", "попугаев", None), ("", "", None),
    ],
)  # fmt: skip
def test_a_unit_comes_to_its_name_and_code(spelt: str, name: str, okei: str | None) -> None:
    unit = units.read(spelt)
    assert (unit.name, unit.okei) == (name, okei)


def test_thousands_and_millions_carry_their_factor() -> None:
    assert [units.read(spelt).factor for spelt in ("руб", "тыс. руб", "млн руб", "млрд руб", "тыс. чел.")] == [
        1,
        1000,
        10**6,
        10**9,
        1000,
    ]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("9 840,5", "9840.5"), ("9\u00a0840,5", "9840.5"), ("1 500", "1500"), ("12.5", "12.5"), ("12,5", "12.5"), ("0", "0"), ("-5", "-5"), ("– 5", "-5"),
        ("10 000 000,00", "10000000"), ("1,234,567.89", "1234567.89"), ("1.234.567,89", "1234567.89"), ("12,5 тыс.", "12500"), ("5 млн", "5000000"),
        ("пять", "5"), ("двадцать пять", "25"), ("двести пятьдесят шесть", "256"), ("сто двадцать тысяч", "120000"), ("twenty-five", "25"),
        ("one hundred and twenty", "120"), ("three thousand two hundred", "3200"), ("1'500", "1500"),
    ],
)  # fmt: skip
def test_a_number_is_read(text: str, value: str) -> None:
    assert numbers.read(text) == Decimal(value)


def test_a_comma_parts_thousands_only_in_english() -> None:
    assert numbers.read("1,200") == Decimal("1.2")
    assert numbers.read("1,200", english=True) == Decimal(1200)


@pytest.mark.parametrize(
    "text", ["", "–", "1.2.3", "14.03.2025", "не менее 30", "12 предприятий", "х", "н/д", "№ 5", "1V", "10%"]
)
def test_what_is_no_bare_number_is_none(text: str) -> None:
    assert numbers.read(text) is None


@given(st.text(max_size=60))
def test_any_text_gives_an_answer(text: str) -> None:
    numbers.read(text)
    units.read(text)


@given(st.integers(0, 10**9), st.integers(0, 99))
def test_every_amount_is_read_back(whole: int, hundredths: int) -> None:
    grouped = f"{whole:,}".replace(",", "\u00a0")
    assert numbers.read(f"{grouped},{hundredths:02d}") == Decimal(whole) + Decimal(hundredths) / 100


def test_a_word_under_two_meanings_is_an_error_of_the_vocabulary() -> None:
    with pytest.raises(ValueError, match="stands under both"):
        vocabulary.by_word({"1": "раз", "2": "раз"}, where="numbers.toml")


def test_every_spelling_that_slips_are_compared_with_is_a_word_of_terms() -> None:
    strangers = [word for word, kind, value in slips.known() if tokens.lexicon().find(word) != (kind, value)]
    assert strangers == []
