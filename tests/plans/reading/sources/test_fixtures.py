"""The traps of the sample plans, seen through the whole way from the file to the cells."""

from __future__ import annotations

from datetime import date

from promost.plans.reading.document import Cell, Document, Table
from promost.plans.reading.sources import open_document
from tests.plans.reading.sources.making import PLANS, at, paragraphs, tables


def opened(name: str) -> Document:
    return open_document((PLANS / name).read_bytes(), name)


def row_of(table: Table, number: str, column: int = 0) -> list[Cell | None]:
    for row in table.grid:
        cell = row[column]
        if cell is not None and number in {cell.text, cell.auto_number}:
            return list(row)
    raise AssertionError(number)


def said(row: list[Cell | None], column: int) -> Cell:
    cell = row[column]
    assert cell is not None
    return cell


def test_deadline_under_a_tracked_change_and_one_in_a_content_control_are_both_there() -> None:
    second = tables(opened("plan_c.docx"))[1]
    deadline = said(row_of(second, "6"), 2)
    assert (deadline.text, deadline.tracked) == ("до 15.06.2025", True)
    assert said(row_of(second, "7"), 2).text == "20.08.2025"


def test_automatic_numbers_12_to_15_are_computed() -> None:
    third = tables(opened("plan_c.docx"))[2]
    assert [at(third, row, 0).auto_number for row in range(2, 6)] == ["12.", "13.", "14.", "15."]


def test_number_2_10_keeps_its_zero_and_a_bare_serial_stays_a_number() -> None:
    sheet = tables(opened("plan_b.xlsx"))[0]
    number = said(row_of(sheet, "2.10"), 0)
    assert number.number_format == "0.00"
    start = said(row_of(sheet, "3.2"), 2)
    assert (start.text, start.value, start.number_format) == ("45931", 45931, "General")
    assert said(row_of(sheet, "1.1"), 2).value == date(2025, 4, 1)


def test_totals_nobody_computed_are_formulas_without_a_value() -> None:
    document = opened("plan_b.xlsx")
    total = said(row_of(tables(document)[0], "ИТОГО"), 10)
    assert (total.formula, total.text, total.value) == (True, "", None)
    assert "FORMULAS_NOT_COMPUTED" in document.notes


def test_measure_with_several_indicators_is_one_cell_over_their_rows() -> None:
    sheet = tables(opened("plan_b.xlsx"))[0]
    title = said(row_of(sheet, "2.8"), 1)
    assert title.row_span == 3
    assert sheet.rows[title.row] == 27


def test_approval_block_header_and_sections_of_the_ministry_form() -> None:
    approval, plan, targets = tables(opened("plan_a.docx"))
    assert len(approval.grid) == 1
    assert at(plan, 0, 3).column_span == 3
    assert at(plan, 3, 0).column_span == 8
    assert len(targets.grid) > 10


def test_list_form_keeps_the_index_of_each_paragraph() -> None:
    document = opened("plan_d.docx")
    assert not tables(document)
    assert paragraphs(document)[6].text.startswith("1.1. Содействовать")
