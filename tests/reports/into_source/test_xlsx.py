"""A workbook comes back as it was, with two columns more."""

from __future__ import annotations

import io
import re
from typing import Any

import openpyxl
import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.worksheet import Worksheet

from promost.reports.into_source import Entry, NotReturned, into_source
from tests.reports.into_source.reading import (
    HEADING,
    changed_members,
    column_texts,
    entries,
    measures,
    members,
    plan,
    returned,
    spots,
)

NAME = "plan_b.xlsx"
HEAD = ["№ п/п", "Мероприятие", "Срок исполнения", "Ответственные исполнители"]
FIRST = ["1.1", "Провести совещание", "до 01.06.2025", "Минпром области"]
SECOND = ["1.2", "Подписать соглашение", "до 01.09.2025", "Минпром области"]


def cells(data: bytes) -> dict[tuple[str, str], tuple[Any, int]]:
    """Values (formulas as formulas) and styles of every cell."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    return {
        (sheet.title, cell.coordinate): (cell.value, cell.style_id)
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None or cell.style_id
    }


def made(rows: list[list[Any]]) -> Worksheet:
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    for row in rows:
        sheet.append(row)
    return sheet


def saved(sheet: Worksheet) -> bytes:
    written = io.BytesIO()
    assert sheet.parent is not None
    sheet.parent.save(written)
    return written.getvalue()


def rows_of(data: bytes) -> list[list[Any]]:
    sheet = openpyxl.load_workbook(io.BytesIO(data)).worksheets[0]
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def test_nothing_else_of_the_workbook_changes() -> None:
    data = plan(NAME)
    result = returned(data, NAME)
    assert changed_members(data, result.data) == ["xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml"]
    before, after = cells(data), cells(result.data)
    assert {place: after[place] for place in before} == before
    new = {place[1] for place in after.keys() - before.keys() if place[0] == "Дорожная карта"}
    assert {re.sub(r"\d", "", place) for place in new} == {"N", "O"}


def test_the_sheet_without_the_new_cells_is_the_sheet_as_it_was() -> None:
    data = plan(NAME)
    after = members(returned(data, NAME).data)["xl/worksheets/sheet1.xml"].decode()
    after = re.sub(r'<c r="[NO]\d+"[^>]*?(/>|>.*?</c>)', "", after)
    after = re.sub(r'<col min="1[45]"[^>]*/>', "", after)
    after = re.sub(r'<mergeCell ref="([NO])\d+:\1\d+"/>', "", after)
    before = members(data)["xl/worksheets/sheet1.xml"].decode()
    same = [re.sub(r'<dimension ref="[^"]*"|<mergeCells count="\d+"', "", text) for text in (before, after)]
    assert same[0] == same[1]


def test_our_own_reader_finds_the_same_plan_and_the_columns() -> None:
    data = plan(NAME)
    result = returned(data, NAME)
    assert measures(result.data, NAME) == measures(data, NAME)
    said = column_texts(result.data, NAME)
    assert said == [(entry.fact, entry.state) for entry in list(entries(data, NAME).values())[: len(said)]]


def test_merges_hidden_rows_and_the_dimension_hold() -> None:
    data = plan(NAME)
    before = openpyxl.load_workbook(io.BytesIO(data)).worksheets[0]
    after = openpyxl.load_workbook(io.BytesIO(returned(data, NAME).data)).worksheets[0]
    added = {str(area) for area in after.merged_cells.ranges} - {str(area) for area in before.merged_cells.ranges}
    assert {str(area) for area in before.merged_cells.ranges} <= {str(area) for area in after.merged_cells.ranges}
    assert {"N6:N7", "O6:O7", "N11:N12"} <= added
    assert after.dimensions == "A1:O57"
    assert after["N8"].value == "14"
    hidden = [[n for n, row in sheet.row_dimensions.items() if row.hidden] for sheet in (before, after)]
    assert hidden[0] == hidden[1]


def test_a_formula_a_link_and_an_escape_stay_words() -> None:
    data = saved(made([HEAD, FIRST, SECOND]))
    found = spots(data, "p.xlsx")
    written = {found[0]: Entry("=1+1", "https://example.test/"), found[1]: Entry("_x0041_ <b>&", "a\nb")}
    rows = rows_of(into_source(data, "p.xlsx", written, HEADING).data)
    assert rows[1][4:] == ["=1+1", "https://example.test/"]
    assert rows[2][5] == "a\nb"
    kinds = openpyxl.load_workbook(io.BytesIO(into_source(data, "p.xlsx", written, HEADING).data)).worksheets[0]
    assert kinds["E2"].data_type != "f"


def test_shared_strings_styles_and_conditional_formats_are_not_touched() -> None:
    written = io.BytesIO()
    with xlsxwriter.Workbook(written) as book:
        sheet = book.add_worksheet()
        wrapped = book.add_format({"text_wrap": True, "border": 1})
        for number, row in enumerate([HEAD, FIRST, SECOND]):
            sheet.write_row(number, 0, row, wrapped)
        sheet.write_formula("D4", "=COUNTA(D2:D3)")
        sheet.conditional_format("A2:D3", {"type": "cell", "criteria": "==", "value": '"x"', "format": wrapped})
        sheet.set_row(2, None, None, {"hidden": True})
        sheet.set_row(1, 30)
    data = written.getvalue()
    assert "xl/sharedStrings.xml" in members(data)
    result = returned(data, "p.xlsx")
    assert changed_members(data, result.data) == ["xl/worksheets/sheet1.xml"]
    after = openpyxl.load_workbook(io.BytesIO(result.data)).worksheets[0]
    assert after["D4"].value == "=COUNTA(D2:D3)"
    assert [str(each.sqref) for each in after.conditional_formatting] == ["A2:D3"]
    assert after["E2"].alignment.wrap_text
    assert after["E2"].border.left.style == "thin"
    assert after.row_dimensions[3].hidden
    assert b'spans="1:6"' in members(result.data)["xl/worksheets/sheet1.xml"]


def test_empty_columns_of_the_sheet_are_filled() -> None:
    data = saved(made([[*HEAD, "Факт", "Отметка о выполнении"], FIRST, SECOND]))
    result = into_source(data, "p.xlsx", {spots(data, "p.xlsx")[1]: Entry("3 ед.", "исполнено")}, HEADING)
    assert (result.appended, result.filled) == ((), (0,))
    assert rows_of(result.data)[2][4:] == ["3 ед.", "исполнено"]
    assert rows_of(result.data)[1][4:] == [None, None]


def test_a_note_beside_the_table_is_not_written_over() -> None:
    sheet = made([HEAD, FIRST, SECOND])
    sheet["F2"] = "заметка"
    data = saved(sheet)
    rows = rows_of(returned(data, "p.xlsx").data)
    assert rows[1][5] == "заметка"
    assert rows[0][6:8] == [HEADING.fact, HEADING.state]


def test_a_span_of_columns_is_parted_around_the_new_ones() -> None:
    sheet = made([HEAD, FIRST, SECOND])
    dimension = sheet.column_dimensions["D"]
    dimension.min, dimension.max, dimension.width = 4, 16384, 5.0
    data = saved(sheet)
    xml = members(returned(data, "p.xlsx").data)["xl/worksheets/sheet1.xml"].decode()
    spans = [(int(a), int(b)) for a, b in re.findall(r'<col [^>]*?min="(\d+)" max="(\d+)"', xml)]
    assert spans == [(4, 4), (5, 5), (6, 6), (7, 16384)]


def test_a_sheet_full_to_its_last_column_says_so() -> None:
    sheet = made([HEAD, FIRST, SECOND])
    sheet["XFD2"] = "край"
    with pytest.raises(NotReturned) as refused:
        returned(saved(sheet), "p.xlsx")
    assert refused.value.code == "NO_ROOM"


def test_names_defined_in_the_workbook_stay() -> None:
    sheet = made([HEAD, FIRST, SECOND])
    assert sheet.parent is not None
    sheet.parent.defined_names["область"] = DefinedName("область", attr_text="Sheet!$A$1:$D$3")
    data = saved(sheet)
    assert changed_members(data, returned(data, "p.xlsx").data) == ["xl/worksheets/sheet1.xml"]


@settings(deadline=None, max_examples=12)
@given(fact=st.text(max_size=60), state=st.text(max_size=60))
def test_any_text_is_written_as_text_and_changes_nothing_else(fact: str, state: str) -> None:
    data = saved(made([HEAD, FIRST, SECOND]))
    result = into_source(data, "p.xlsx", {spots(data, "p.xlsx")[0]: Entry(fact, state)}, HEADING)
    rows = rows_of(result.data)
    assert [row[:4] for row in rows] == [HEAD, FIRST, SECOND]
    assert rows[2][4:] == [None, None]
