"""The industry system's open data: 38 columns, windows-1251, semicolons; and any table by a mapping."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from promost.support.reading import read
from tests.support.reading.making import GISP_HEADINGS, codes_of, csv_file, gisp_file

LOAN = {
    "identifier": "17",
    "name": "Заём на покупку станков",
    "short_name": "Станки",
    "act_number": "488-ФЗ",
    "act_date": "31.12.2014",
    "act_title": "Федеральный закон «О промышленной политике»",
    "mechanism": "Заём;\nпод низкий процент",
    "purpose": "Обновление станков",
    "kind": "Льготный заем",
    "term": "до 5 лет",
    "rate": "3 % годовых",
    "activities": "25.1;25.2;28",
    "industries": "Станкоинструментальная промышленность",
    "amount": "от 5 до 100 млн руб.",
    "windows": "постоянно",
    "inactive": "Нет",
    "requirements": "1. Отсутствие задолженности по налогам.",
    "cofinancing": "Да",
    "own_share": "не менее 20 %",
    "level": "Федеральный",
    "provider": "Фонд развития",
}


def test_all_fields_of_the_set_are_known() -> None:
    assert len(GISP_HEADINGS) == 38
    assert len(set(GISP_HEADINGS.values())) == 38


@pytest.mark.parametrize("encoding", ["cp1251", "utf-8", "utf-8-sig", "utf-16"])
def test_a_record_becomes_a_draft_in_any_encoding(encoding: str) -> None:
    reading = read(gisp_file([LOAN], encoding), "gisp.csv")
    assert (reading.form, reading.unknown_columns, reading.problems) == ("gisp", (), ())
    (draft,) = reading.drafts
    assert (draft.name, draft.short_name, draft.kind, draft.level) == (
        "Заём на покупку станков",
        "Станки",
        "loan",
        "federal",
    )
    (act,) = draft.acts
    assert (act.kind, act.number, act.dated, act.title) == (
        "federal_law",
        "488-ФЗ",
        date(2014, 12, 31),
        "О промышленной политике",
    )
    assert [each.code for each in draft.activities] == ["25.1", "25.2", "28"]
    given = draft.conditions
    assert (given.rate_min, given.rate_max, given.term_months, given.own_share) == (
        Decimal(3),
        Decimal(3),
        60,
        Decimal(20),
    )
    assert (given.amount_min, given.amount_max) == (Decimal(5_000_000), Decimal(100_000_000))
    assert draft.mechanism == "Заём;\nпод низкий процент"
    assert draft.active is True
    assert draft.more["industries"] == "Станкоинструментальная промышленность"
    assert draft.more["windows"] == "постоянно"
    assert [dict(each.node) for each in draft.proposals] == [
        {"field": "okveds", "under": ["25.1", "25.2", "28"]},
        {"field": "tax_debt", "max": 0},
    ]
    assert draft.problems == ()


def test_an_inactive_scheme_is_told_with_its_reason() -> None:
    (draft,) = read(gisp_file([{**LOAN, "inactive": "true", "inactive_reason": "срок истёк"}]), "gisp.csv").drafts
    assert draft.active is False
    assert dict(draft.problems[0].values)["reason"] == "срок истёк"


def test_no_co_financing_is_zero_and_nothing_said_is_nothing() -> None:
    none, silent = read(
        gisp_file([{**LOAN, "own_share": "", "cofinancing": "Нет"}, {"name": "Вторая"}]), "gisp.csv"
    ).drafts
    assert none.conditions.own_share == 0
    assert silent.conditions.own_share is None


def test_the_short_name_stands_in_for_a_missing_full_one() -> None:
    assert read(gisp_file([{**LOAN, "name": ""}]), "gisp.csv").drafts[0].name == "Станки"


def test_rows_are_named_by_the_line_on_which_they_begin() -> None:
    reading = read(gisp_file([LOAN, {"region": "Магадан"}]), "gisp.csv")
    assert reading.drafts[0].place.row == 2
    assert reading.rejected[0].place.row == 4


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
def test_any_table_is_read_by_its_headings_whatever_parts_its_cells(separator: str) -> None:
    rows = [["Название меры", "Орган", "Заметка"], ["Заём, льготный; на станки", "Фонд", "а|б"], ["Грант", "Центр", ""]]
    reading = read(csv_file(rows, "utf-8", separator), "schemes.csv")
    assert [(draft.name, draft.provider) for draft in reading.drafts] == [
        ("Заём, льготный; на станки", "Фонд"),
        ("Грант", "Центр"),
    ]
    assert reading.mapping == {"Название меры": "name", "Орган": "provider"}
    assert reading.unknown_columns == ("Заметка",)


def test_a_mapping_goes_before_what_is_known_and_may_leave_a_column_out() -> None:
    rows = [
        ["Наименование", "Программа", "Кому"],
        ["Программа развития", "Заём на станки", "1. Отсутствие задолженности по налогам"],
    ]
    given = {"программа": "name", "Наименование": "", "Кому": "requirements"}
    reading = read(csv_file(rows), "schemes.csv", given)
    assert reading.mapping == {"Программа": "name", "Кому": "requirements"}
    (draft,) = reading.drafts
    assert draft.name == "Заём на станки"
    assert draft.raw["Наименование"] == "Программа развития"
    assert len(draft.proposals) == 1


@pytest.mark.parametrize(
    ("mapping", "code"),
    [
        ({"Наименование меры": "title"}, "UNKNOWN_FIELD"),
        ({"Имя": "name"}, "NO_SUCH_HEADING"),
        ({"Наименование меры": "name", "Орган": "name"}, "FIELD_TWICE"),
    ],
)
def test_a_mapping_that_cannot_be_followed_stops_the_reading(mapping: dict[str, str], code: str) -> None:
    reading = read(csv_file([["Наименование меры", "Орган"], ["Заём", "Фонд"]]), "schemes.csv", mapping)
    assert reading.refused
    assert code in codes_of(reading.problems)
    assert reading.drafts == ()


def test_letters_lost_with_an_encoding_are_told() -> None:
    data = csv_file([["Наименование меры", "Орган"], ["Заём", "Фонд"]]).replace(b"\xd4", b"\x98")
    (draft,) = read(data, "schemes.csv").drafts
    assert codes_of(draft.problems) == ["LETTERS_LOST"]


def test_a_quote_that_is_not_closed_is_told() -> None:
    text = 'Наименование;Орган;Регион;Описание;Вид\nЗаём;Фонд;Магадан;"Открыто;заём\n' + "\n".join(
        f"Мера {n};Фонд;Магадан;Да;грант" for n in range(9)
    )
    reading = read(text.encode(), "schemes.csv")
    assert "QUOTE_NOT_CLOSED" in codes_of(reading.drafts[0].problems)


def test_a_table_of_anything_that_has_a_name_is_not_taken_for_schemes_until_somebody_says_so() -> None:
    data = csv_file([["Наименование", "Тип"], ["Магаданская область", "регион"]])
    reading = read(data, "regions.csv")
    assert codes_of(reading.problems) == ["NOT_OF_SCHEMES"]
    assert (reading.drafts, reading.mapping) == ((), {"Наименование": "name", "Тип": "kind"})
    assert len(read(data, "regions.csv", {"Наименование": "name"}).drafts) == 1
