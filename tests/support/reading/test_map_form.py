"""The national investment map's form: 17 columns in any order, and what may be wrong with them."""

from __future__ import annotations

import random
from dataclasses import replace
from decimal import Decimal

from openpyxl.worksheet.worksheet import Worksheet

from promost.support.reading import Severity, read, read_again, tell
from tests.support.reading.making import MAP_HEADINGS, codes_of, map_file, read_map, saved, scheme, sheet_of


def test_a_row_of_the_form_becomes_a_draft_field_by_field() -> None:
    reading = read_map(scheme(min_investment="57,4"))
    assert (reading.form, reading.unknown_columns, reading.rejected) == ("investment_map", (), ())
    (draft,) = reading.drafts
    assert (draft.region, draft.provider) == ("Магаданская область", "Министерство промышленности области")
    assert (draft.kind, draft.level) == ("subsidy", "regional")
    assert draft.mechanism == "Возмещается половина цены.\n\nНе больше:\n\n• 5 млн руб. за станок\n• двух станков"
    assert draft.min_investment == Decimal(57_400_000)
    assert draft.sme_required is True
    assert [item.text for item in draft.documents] == ["Заявка.", "Устав."]
    assert draft.address == "https://example.org/apply/7"
    assert draft.place.sheet == "Sheet"
    assert draft.place.row == 2


def test_every_cell_is_kept_word_for_word() -> None:
    given = scheme()
    (draft,) = read_map(given).drafts
    assert draft.raw == {MAP_HEADINGS[code]: value for code, value in given.items()}


def test_the_form_has_seventeen_columns_and_all_are_known() -> None:
    assert len(MAP_HEADINGS) == 17
    assert set(read_map(scheme()).mapping.values()) == set(MAP_HEADINGS)


def test_shuffled_columns_give_the_same_drafts() -> None:
    order = list(MAP_HEADINGS)
    random.Random(6).shuffle(order)
    assert read(map_file([scheme()], order=order), "a.xlsx").drafts == read_map(scheme()).drafts


def test_a_missing_required_column_is_named_with_what_was_found_and_what_to_do() -> None:
    headings = {code: text for code, text in MAP_HEADINGS.items() if code not in {"region", "kind"}}
    reading = read(map_file([scheme()], headings), "a.xlsx")
    assert reading.refused
    assert (reading.drafts, reading.rejected) == ((), ())
    told = tell(reading.problems[0], "ru")
    assert "Не хватает обязательных столбцов: «Регион», «Вид поддержки»" in told
    assert "«Наименование меры поддержки»" in told
    assert "укажите, под каким заголовком" in told
    assert "“" not in told
    assert "Required columns are missing" in tell(reading.problems[0], "en")


def test_missing_optional_columns_are_named_and_the_rest_is_read() -> None:
    headings = {code: text for code, text in MAP_HEADINGS.items() if code not in {"documents", "act_file"}}
    reading = read(map_file([scheme()], headings), "a.xlsx")
    assert len(reading.drafts) == 1
    (problem,) = reading.problems
    assert (problem.code, problem.severity) == ("OPTIONAL_MISSING", Severity.INFO)
    assert dict(problem.values)["columns"] == "«Загрузить НПА», «Необходимые документы»"


def test_a_renamed_column_is_read_when_its_heading_is_given() -> None:
    headings = {**MAP_HEADINGS, "provider": "Кто платит"}
    data = map_file([scheme()], headings)
    assert read(data, "a.xlsx").refused
    reading = read(data, "a.xlsx", {"Кто платит": "provider"})
    assert reading.drafts[0].provider == "Министерство промышленности области"


def test_a_column_nobody_knows_is_named_and_kept() -> None:
    reading = read(map_file([scheme(extra="12")], {**MAP_HEADINGS, "extra": "Охват, тыс."}), "a.xlsx")
    assert reading.unknown_columns == ("Охват, тыс.",)
    assert reading.drafts[0].raw["Охват, тыс."] == "12"
    assert "UNKNOWN_COLUMNS" in codes_of(reading.problems)


def test_a_title_and_numbers_of_columns_are_no_schemes() -> None:
    sheet = sheet_of([scheme()])
    sheet.insert_rows(2)
    for column in range(1, 18):
        sheet.cell(2, column, column)
    sheet.insert_rows(1)
    sheet.cell(1, 1, "Перечень мер поддержки на 01.01.2026")
    reading = read(saved(sheet), "a.xlsx")
    assert len(reading.drafts) == 1
    assert [codes_of(row.reasons) for row in reading.rejected] == [["COLUMN_NUMBERS"]]
    assert reading.drafts[0].place.row == 4


def test_a_sheet_that_claims_thousands_of_rows_gives_those_that_say_something() -> None:
    sheet = sheet_of([scheme()])
    sheet.cell(6191, 3, " ")
    sheet.cell(3000, 2, "Ещё одна мера")
    reading = read(saved(sheet), "a.xlsx")
    assert [draft.place.row for draft in reading.drafts] == [2, 3000]
    assert reading.rejected == ()


def test_a_region_merged_over_rows_is_the_region_of_each() -> None:
    sheet = sheet_of([scheme(), scheme(name="Вторая мера", region=None), scheme(name="Третья мера", region=None)])
    sheet.merge_cells("A2:A4")
    assert [draft.region for draft in read(saved(sheet), "a.xlsx").drafts] == ["Магаданская область"] * 3


def test_a_scheme_that_takes_two_rows_under_one_merged_name_is_one() -> None:
    sheet = sheet_of([scheme(), {"documents": "3. Смета."}, scheme(name="Вторая мера")])
    sheet.merge_cells("B2:B3")
    first, second = read(saved(sheet), "a.xlsx").drafts
    assert [item.text for item in first.documents] == ["Заявка.", "Устав.", "Смета."]
    assert (first.place.row, second.place.row) == (2, 4)


def test_a_formula_without_its_value_is_told_and_a_name_that_is_one_rejects_the_row() -> None:
    sheet = sheet_of([scheme(provider="=A1"), scheme(name="=B1")])
    reading = read(saved(sheet), "a.xlsx")
    assert codes_of(reading.drafts[0].problems) == ["FORMULA_NOT_COMPUTED", "PROVIDER_MISSING"]
    assert reading.drafts[0].problems[0].place.column == MAP_HEADINGS["provider"]
    assert codes_of(reading.rejected[0].reasons) == ["NAME_IS_FORMULA"]


def test_a_row_without_a_name_goes_to_the_rejected_with_all_its_words() -> None:
    reading = read_map(scheme(), scheme(name=None, region="Приморье"))
    (row,) = reading.rejected
    assert codes_of(row.reasons) == ["NO_NAME"]
    assert row.raw[MAP_HEADINGS["region"]] == "Приморье"
    assert tell(row.reasons[0]).startswith("Лист «Sheet», строка 3, столбец «Наименование меры поддержки»: ")


def test_the_same_scheme_twice_is_taken_once_and_the_second_says_where_the_first_stands() -> None:
    reading = read_map(scheme(), scheme(name="ВОЗМЕЩЕНИЕ части затрат  на покупку станков"), scheme(kind="грант"))
    assert len(reading.drafts) == 1
    assert [codes_of(row.reasons) for row in reading.rejected] == [["SAME_SCHEME"], ["SAME_SCHEME"]]
    again = read_map(scheme(), scheme())
    assert dict(again.rejected[0].reasons[0].values)["row"] == "2"
    assert codes_of(again.rejected[0].reasons) == ["SAME_ROW"]


def test_a_name_that_holds_a_whole_description_is_not_taken() -> None:
    reading = read_map(scheme(name="Описание " * 80))
    assert codes_of(reading.rejected[0].reasons) == ["NAME_TOO_LONG"]


def test_repeated_headings_are_no_scheme() -> None:
    reading = read_map(scheme(), MAP_HEADINGS, scheme(name="Вторая мера"))
    assert len(reading.drafts) == 2
    assert codes_of(reading.rejected[0].reasons) == ["HEADINGS_AGAIN"]


def test_other_sheets_are_named_and_a_second_list_is_read_too() -> None:
    sheet = sheet_of([scheme()])
    book = sheet.parent
    assert book is not None
    notes = book.create_sheet("Сведения")
    notes.append(["Выгружено", "вчера"])
    second = book.create_sheet("Федеральные")
    second.append([MAP_HEADINGS[code] for code in ("name", "region", "kind", "provider", "level", "acts")])
    second.append(["Заём на станки", "", "льготное кредитование и гарантии", "Фонд", "федеральные меры", "нет"])
    assert isinstance(second, Worksheet)
    reading = read(saved(sheet), "a.xlsx")
    assert [(draft.place.sheet, draft.kind) for draft in reading.drafts] == [
        ("Sheet", "subsidy"),
        ("Федеральные", "loan"),
    ]
    assert [problem.place.sheet for problem in reading.problems if problem.code == "SHEET_PASSED_OVER"] == ["Сведения"]


def test_what_an_officer_should_look_at_is_told_with_its_column() -> None:
    strange = scheme(kind="магическая помощь", level="галактический", sme_required="иногда", min_investment="от 1 до 5")
    (draft,) = read_map({**strange, "address": "позвоните нам", "region": None, "provider": None}).drafts
    assert draft.kind == "other"
    assert [(problem.code, problem.place.field) for problem in draft.problems] == [
        ("KIND_UNKNOWN", "kind"),
        ("LEVEL_UNKNOWN", "level"),
        ("REGION_MISSING", "region"),
        ("PROVIDER_MISSING", "provider"),
        ("SME_UNCLEAR", "sme_required"),
        ("NOT_A_LINK", "address"),
        ("AMOUNT_UNCLEAR", "min_investment"),
    ]


def test_a_row_is_read_again_out_of_what_was_kept_of_it() -> None:
    reading = read_map(scheme(min_investment="57,4", sme_required="иногда"))
    (draft,) = reading.drafts
    again = read_again(draft.raw, {"Регион (другой лист)": "region", **reading.mapping})
    assert replace(again, place=draft.place, proposals=(), problems=()) == replace(draft, proposals=(), problems=())
    assert [each.node for each in again.proposals] == [each.node for each in draft.proposals]
    assert codes_of(again.problems) == codes_of(draft.problems)
