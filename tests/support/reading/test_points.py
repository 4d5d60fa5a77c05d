"""Points of requirements and documents; steps with their days; kinds; figures of single cells."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promost.support.reading.cells import amounts, kinds
from promost.support.reading.cells.items import split
from promost.support.reading.cells.steps import answer_days, read_steps
from promost.support.reading.draft import Item, Term


def test_points_keep_their_numbers_and_what_introduces_them() -> None:
    text = "I. Общие требования\n1. Форма:\n• ООО;\n• АО.\n2. Возраст не менее года.\nII. Экономика\n1. Выручка."
    assert split(text) == (
        Item("I.", "Общие требования", ""),
        Item("1.", "Форма:", "Общие требования"),
        Item("", "ООО;", "Форма:"),
        Item("", "АО.", "Форма:"),
        Item("2.", "Возраст не менее года.", "Общие требования"),
        Item("II.", "Экономика", ""),
        Item("1.", "Выручка.", "Экономика"),
    )


def test_a_number_in_the_midst_of_a_line_begins_a_point_where_it_is_the_next() -> None:
    assert [item.text for item in split("2. Проверка - 12 дней; 3. Передача - 3 дня;\n4. Решение")] == [
        "Проверка - 12 дней;",
        "Передача - 3 дня;",
        "Решение",
    ]
    assert len(split("1. По статье 5. Раздел первый")) == 1


def test_a_sentence_broken_over_lines_is_one_point() -> None:
    text = "1. Отсутствие задолженности по налогам, сборам и страховым взносам на день подачи заявки на предоставление\nУслуги на сумму более 100 рублей\n2. Второе"
    assert len(split(text)) == 2
    assert split("Первая строка,\nи её продолжение")[0].text == "Первая строка, и её продолжение"


def test_an_amount_or_a_day_at_the_beginning_is_no_number_of_a_point() -> None:
    assert split("1.5 млн руб. на проект")[0] == Item("", "1.5 млн руб. на проект")
    assert split("01.02.2024 начинается приём")[0].number == ""


@given(st.text("аб 1.2)•-\n:", max_size=80))
def test_no_letter_of_a_text_is_lost(text: str) -> None:
    told = "".join(f"{item.number}{item.text}" for item in split(text))
    assert sorted(letter for letter in told if letter in "аб12") == sorted(
        letter for letter in text if letter in "аб12"
    )


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("Регистрация - 2 рабочих дня", [Term(2, True)]),
        ("Проверка - не более 10 раб.дней", [Term(10, True, "at_most")]),
        ("Решение в течение одного рабочего дня", [Term(1, True, "at_most")]),
        ("Ответ не позднее трех рабочих дней", [Term(3, True, "at_most")]),
        ("Ответ - до 30 календарных дней", [Term(30, False, "at_most")]),
        ("от 25 рабочих дней", [Term(25, True, "at_least")]),
        ("5 рабочих дней и ещё 10 рабочих дней", [Term(5, True), Term(10, True)]),
        ("Постановление № 435 проверяется", []),
        ("за 12 месяцев", []),
    ],
)
def test_days_of_a_step(text: str, terms: list[Term]) -> None:
    assert list(read_steps(text)[0].terms) == terms


def test_the_answer_comes_within_the_days_named_for_the_whole_and_steps_are_not_added_up() -> None:
    assert answer_days(read_steps("1. Подача - 2 рабочих дня\n2. Проверка - 3 рабочих дня")) is None
    assert answer_days(read_steps("1. Подача\nОбщий срок предоставления услуги - до 15 рабочих дней")) == 15
    assert answer_days(read_steps("Общий срок оказания услуги - от 25 рабочих дней")) is None
    assert answer_days(read_steps("Срок предоставления услуги - 30 календарных дней")) is None


@pytest.mark.parametrize(
    ("said", "name", "kind"),
    [
        ("субсидии и гранты", "Получить грант на фермы", "grant"),
        ("субсидии и гранты", "Возместить часть затрат", "subsidy"),
        ("налоговые и тарифные льготы", "Статус технопарка", "tax"),
        ("льготное кредитование и гарантии", "Получить льготный заём", "loan"),
        ("льготное кредитование и гарантии", "Получить поручительство", "guarantee"),
        ("Меры поддержки ВЭД", "Найти покупателей", "export"),
        ("льготы по аренде", "Участок", "property"),
        ("консультационная поддержка", "Линия поддержки", "consulting"),
        ("образовательная поддержка", "Школа", "training"),
        ("прочие нефинансовые меры поддержки", "Заключить договор о подключении к сетям", "infrastructure"),
        ("прочие нефинансовые меры поддержки", "Переоформить лицензию", "other"),
        ("Субсидия", "", "subsidy"),
        ("Льготный заем", "", "loan"),
        ("Гарантия", "", "guarantee"),
        ("Лизинг", "", "leasing"),
        ("", "Грант", ""),
    ],
)
def test_kinds_as_the_columns_name_them(said: str, name: str, kind: str) -> None:
    assert kinds.kind_of(said, name) == kind


def test_levels_as_the_columns_name_them() -> None:
    assert [kinds.level_of(said) for said in ("региональные меры", "Федеральный", "муниципальные меры", "x")] == [
        "regional",
        "federal",
        "municipal",
        "",
    ]


@pytest.mark.parametrize(
    ("text", "heading", "roubles"),
    [
        ("57,4", "Минимальный объем инвестиций, млн руб.", Decimal(57400000)),
        ("1 250", "тыс. руб.", Decimal(1250000)),
        ("5 000 000 руб.", "млн руб.", Decimal(5000000)),
        ("2 млрд рублей", "", Decimal(2000000000)),
        ("от 1 до 5", "млн руб.", None),
        ("нет", "млн руб.", None),
    ],
)
def test_an_amount_is_read_in_its_own_unit_or_in_the_heading_s(
    text: str, heading: str, roubles: Decimal | None
) -> None:
    assert amounts.money_of(text, heading) == roubles


def test_other_figures_are_read_only_where_the_cell_holds_nothing_else() -> None:
    assert amounts.percents_of("5 % годовых") == (Decimal(5), Decimal(5))
    assert amounts.percents_of("до 3,5%") == (None, Decimal("3.5"))
    assert amounts.percents_of("ключевая ставка плюс 2 %") == (None, None)
    assert amounts.months_of("до 5 лет") == 60
    assert amounts.months_of("36 месяцев") == 36
    assert amounts.months_of("5 лет, из них год отсрочки") is None
    assert amounts.range_of("от 5 до 100 млн руб.") == (Decimal(5_000_000), Decimal(100_000_000))
    assert amounts.range_of("не более 500 тыс. рублей") == (None, Decimal(500_000))
    assert amounts.range_of("50 % затрат") == (None, None)
