"""What an officer would lose if a workbook were read carelessly."""

from __future__ import annotations

import io
from datetime import date, datetime, time
from decimal import Decimal

import openpyxl
import pytest

from promost.plans.reading.sources import Unreadable, open_document
from tests.plans.reading.sources.making import S, at, inline, only, styles, texts, xlsx


def row(number: int, *cells: str, more: str = "") -> str:
    return f'<row r="{number}" {more}>{"".join(cells)}</row>'


def number(place: str, value: str, style: int = 0) -> str:
    return f'<c r="{place}" s="{style}"><v>{value}</v></c>'


def test_number_is_shown_as_its_format_says() -> None:
    table = only(
        xlsx(row(1, number("A1", "2.1", 1), number("B1", "2.1"), number("C1", "0.7", 2)), styles=styles("0.00", "0%"))
    )
    assert texts(table) == [["2.10", "2.1", "70%"]]
    assert at(table, 0, 0).value == Decimal("2.1")


def test_serial_with_a_date_format_is_a_date_and_without_one_a_number() -> None:
    cells = (number("A1", "45931", 1), number("B1", "45931"), number("C1", "45931.5", 2), number("D1", "0.75", 3))
    table = only(xlsx(row(1, *cells), styles=styles("DD.MM.YYYY", "dd.mm.yyyy hh:mm", "h:mm")))
    assert texts(table) == [["01.10.2025", "45931", "01.10.2025 12:00", "18:00"]]
    values = [at(table, 0, column).value for column in range(4)]
    assert values == [date(2025, 10, 1), 45931, datetime(2025, 10, 1, 12), time(18)]  # noqa: DTZ001


def test_workbook_that_counts_from_1904_gives_the_same_day() -> None:
    table = only(
        xlsx(row(1, number("A1", "44469", 1)), styles=styles("dd.mm.yyyy"), properties='<workbookPr date1904="1"/>')
    )
    assert at(table, 0, 0).value == date(2025, 10, 1)


def test_noise_of_binary_fractions_is_not_shown() -> None:
    table = only(
        xlsx(row(1, number("A1", "0.28999999999999998"), number("B1", "33.333333333333336"), number("C1", "1E3")))
    )
    assert texts(table) == [["0.29", "33.33333333", "1000"]]
    assert [at(table, 0, column).value for column in range(3)] == [Decimal("0.29"), Decimal("33.3333333333333"), 1000]


def test_formula_with_a_kept_value_has_it_and_one_without_is_empty() -> None:
    cells = "<c r='A1'><f>SUM(B1:B2)</f><v>12</v></c><c r='B1'><f>1+1</f></c><c r='C1' t='str'><f>A1</f><v>итог</v></c>"
    table = only(xlsx(row(1, cells)))
    assert texts(table) == [["12", "", "итог"]]
    assert [at(table, 0, column).formula for column in range(3)] == [True, True, True]
    assert [at(table, 0, column).value for column in range(3)] == [12, None, "итог"]


def test_shared_rich_text_is_joined_and_its_pronunciation_left_out() -> None:
    runs = '<si><r><t xml:space="preserve">до 1 </t></r><r><rPr><b/></rPr><t>мая</t></r><rPh sb="0" eb="1"><t>x</t></rPh></si>'
    struck = "<si><r><rPr><strike/></rPr><t>июнь_x000D_</t></r></si>"
    shared = f'<sst xmlns="{S}">{runs}{struck}</sst>'
    cells = '<c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>99</v></c>'
    table = only(xlsx(row(1, cells), sharedStrings=shared))
    assert texts(table) == [["до 1 мая", "июнь\n"]]
    assert at(table, 0, 1).struck


def test_words_struck_out_beside_new_ones_are_left_out_and_the_cell_is_marked() -> None:
    runs = "<si><r><rPr><strike/></rPr><t>01.03.2025</t></r><r><t>15.06.2025</t></r></si>"
    document = xlsx(row(1, '<c r="A1" t="s"><v>0</v></c>'), sharedStrings=f'<sst xmlns="{S}">{runs}</sst>')
    found = at(only(document), 0, 0)
    assert (found.text, found.tracked, found.struck) == ("15.06.2025", True, False)
    assert (document.margins, document.notes) == (("01.03.2025",), ("STRUCK_TEXT",))


def test_merged_cells_are_one_cell_and_cut_at_the_end_of_the_data() -> None:
    merges = '<mergeCells><mergeCell ref="A1:B2"/><mergeCell ref="C1:C1048576"/><mergeCell ref="B2:C2"/></mergeCells>'
    rows = row(1, inline("A1", "a"), inline("C1", "c")) + row(2) + row(3, inline("B3", "x"))
    table = only(xlsx(rows, after=merges))
    assert texts(table) == [["a", "a", "c"], ["a", "a", "c"], [None, "x", "c"]]
    assert at(table, 0, 0) is table.grid[1][1]
    assert at(table, 0, 2).row_span == 3


def test_hidden_rows_columns_and_sheets_are_read_and_named() -> None:
    rows = row(1, inline("A1", "a"), inline("B1", "b")) + row(2, inline("A2", "c"), more='hidden="1"')
    document = xlsx(rows, before='<cols><col min="2" max="16384" hidden="1"/></cols>', state="veryHidden")
    table = only(document)
    assert (table.hidden_rows, table.hidden_columns, table.hidden) == (frozenset({1}), frozenset({1}), True)
    assert document.notes == ("HIDDEN_SHEETS", "HIDDEN_ROWS")


def test_sheet_ends_where_its_data_ends_whatever_it_claims() -> None:
    empty = "".join(
        f'<row r="{index}"><c r="A{index}" s="1"/><c r="XFD{index}" s="1"/></row>' for index in range(2, 6000)
    )
    table = only(xlsx(row(1, inline("A1", "a")) + empty, before='<dimension ref="A1:XFD1048576"/>', styles=styles("0")))
    assert texts(table) == [["a"]]


def test_long_gap_of_blank_rows_is_shortened_and_the_numbers_of_rows_tell_it() -> None:
    table = only(xlsx(row(1, inline("A1", "a")) + row(900_000, inline("A900000", "b"))))
    assert (table.rows[0], table.rows[-1], len(table.rows)) == (1, 900_000, 22)
    assert at(table, 21, 0).row == 21


def test_value_in_the_farthest_corner_of_a_full_sheet_is_named_and_does_not_fill_the_memory() -> None:
    rows = "".join(row(index, inline(f"A{index}", "a")) for index in range(1, 60))
    with pytest.raises(Unreadable) as caught:
        xlsx(rows + row(1_048_576, inline("XFD1048576", "b")))
    assert caught.value.code == "TOO_MANY_CELLS"
    assert caught.value.values == {"name": "plan.xlsx", "sheet": "План", "rows": "80", "columns": "16384"}


def test_rows_and_cells_without_a_place_follow_the_one_before() -> None:
    table = only(xlsx("<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>"))
    assert texts(table) == [["1", "2"], ["3", None]]


def test_filled_cell_without_text_is_told_from_one_never_written() -> None:
    fill = '<fills><fill><patternFill patternType="solid"><fgColor rgb="FF92D050"/></patternFill></fill></fills>'
    look = f'<styleSheet xmlns="{S}">{fill}<cellXfs><xf fillId="9"/><xf fillId="0"/></cellXfs></styleSheet>'
    table = only(xlsx(row(1, '<c r="A1" s="1"/>', inline("C1", "x")), styles=look))
    assert at(table, 0, 0).filled
    assert table.grid[0][1] is None


def test_errors_and_truths_are_shown_as_the_spreadsheet_shows_them() -> None:
    table = only(
        xlsx(
            row(1, '<c r="A1" t="e"><v>#REF!</v></c><c r="B1" t="b"><v>1</v></c><c r="C1" t="d"><v>2025-05-01</v></c>')
        )
    )
    assert texts(table) == [["#REF!", "TRUE", "01.05.2025"]]
    assert at(table, 0, 2).value == date(2025, 5, 1)


def test_months_are_named_in_the_language_of_the_workbook() -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet["A1"], sheet["B1"] = "Deadline", date(2025, 9, 1)
    sheet["B1"].number_format = "mmmm yyyy"
    buffer = io.BytesIO()
    book.save(buffer)
    assert at(only(open_document(buffer.getvalue(), "plan.xlsx")), 0, 1).text == "September 2025"


def test_two_sheets_come_in_the_order_of_their_tabs() -> None:
    book = openpyxl.Workbook()
    book.worksheets[0].title = "План"
    book.worksheets[0].append(["№", "Мероприятие"])
    book.create_sheet("Показатели").append(["показатель"])
    buffer = io.BytesIO()
    book.save(buffer)
    document = open_document(buffer.getvalue(), "plan.xlsx")
    assert [(block.index, block.name) for block in document.blocks if not hasattr(block, "text")] == [
        (0, "План"),
        (1, "Показатели"),
    ]
