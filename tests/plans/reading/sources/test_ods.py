"""What an officer would lose if an OpenDocument workbook were read carelessly."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from promost.plans.reading.document import Document
from promost.plans.reading.sources import Unreadable, open_document
from tests.plans.reading.sources.making import at, only, packed, texts

SPACES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for short, name in (
        ("office", "office"),
        ("table", "table"),
        ("text", "text"),
        ("style", "style"),
        ("fo", "xsl-fo-compatible"),
    )
)
KIND = "application/vnd.oasis.opendocument.spreadsheet"


def parts(rows: str, styles: str = "", sheet: str = "") -> dict[str, str | bytes]:
    table = f'<table:table table:name="План" {sheet}>{rows}</table:table>'
    body = f"<office:body><office:spreadsheet>{table}</office:spreadsheet></office:body>"
    automatic = f"<office:automatic-styles>{styles}</office:automatic-styles>"
    return {
        "mimetype": KIND,
        "content.xml": f"<office:document-content {SPACES}>{automatic}{body}</office:document-content>",
    }


def ods(rows: str, styles: str = "", sheet: str = "") -> Document:
    return open_document(packed(parts(rows, styles, sheet)), "plan.ods")


def row(*cells: str, more: str = "") -> str:
    return f"<table:table-row {more}>{''.join(cells)}</table:table-row>"


def cell(text: str = "", more: str = "") -> str:
    lines = "".join(f"<text:p>{line}</text:p>" for line in text.split("\n")) if text else ""
    return f"<table:table-cell {more}>{lines}</table:table-cell>"


def test_lines_spaces_and_tabs_of_a_cell_are_read_and_comments_are_not() -> None:
    text = 'до<text:s text:c="2"/>мая<text:line-break/><text:span>2025</text:span><office:annotation><text:p>?</text:p></office:annotation>'
    assert texts(only(ods(row(cell(text), cell("a\nb"))))) == [["до  мая\n2025", "a\nb"]]


def test_numbers_and_dates_have_their_values_and_show_a_point() -> None:
    number = cell("2,10", 'office:value-type="float" office:value="2.1"')
    money = cell("1\u00a0234,50", 'office:value-type="currency" office:value="1234.5"')
    day = cell("сентябрь 2025", 'office:value-type="date" office:date-value="2025-09-01"')
    serial = cell("45931", 'office:value-type="float" office:value="45931"')
    table = only(ods(row(number, money, day, serial)))
    assert texts(table) == [["2.10", "1 234.50", "сентябрь 2025", "45931"]]
    assert [at(table, 0, column).value for column in range(4)] == [
        Decimal("2.1"),
        Decimal("1234.5"),
        date(2025, 9, 1),
        45931,
    ]
    assert [at(table, 0, column).number_format for column in range(4)] == ["0.00", "#,##0.00", "dd.mm.yyyy", "General"]


def test_merged_cells_are_one_and_what_they_cover_is_not_read() -> None:
    wide = cell("Срок", 'table:number-columns-spanned="2" table:number-rows-spanned="2"')
    covered = "<table:covered-table-cell><text:p>под</text:p></table:covered-table-cell>"
    table = only(ods(row(wide, covered, cell("x")) + row(covered, covered, cell("y"))))
    assert texts(table) == [["Срок", "Срок", "x"], ["Срок", "Срок", "y"]]
    assert at(table, 1, 1) is table.grid[0][0]


def test_repeated_cells_and_rows_are_written_out_and_empty_ones_are_not() -> None:
    empty = row(cell(more='table:number-columns-repeated="16384"'), more='table:number-rows-repeated="1048000"')
    twice = row(cell("да", 'table:number-columns-repeated="3"'), more='table:number-rows-repeated="2"')
    assert texts(only(ods(twice + empty))) == [["да", "да", "да"], ["да", "да", "да"]]


def test_value_repeated_over_the_whole_sheet_is_refused_and_does_not_fill_the_memory() -> None:
    full = row(cell("x", 'table:number-columns-repeated="16384"'), more='table:number-rows-repeated="1048576"')
    with pytest.raises(Unreadable, match="TOO_MANY_CELLS"):
        ods(full)


def test_rows_in_groups_and_repeated_headings_are_read_and_hidden_ones_named() -> None:
    hidden = row(cell("b"), more='table:visibility="filter"')
    group = f"<table:table-row-group>{hidden}</table:table-row-group>"
    document = ods(f"<table:table-header-rows>{row(cell('a'))}</table:table-header-rows>{group}")
    assert texts(only(document)) == [["a"], ["b"]]
    assert only(document).hidden_rows == frozenset({1})
    assert document.notes == ("HIDDEN_ROWS",)


def test_looks_and_hidden_sheets_come_from_styles() -> None:
    styles = (
        '<style:style style:name="base" style:family="table-cell"><style:text-properties fo:font-weight="bold"/></style:style>'
        '<style:style style:name="own" style:family="table-cell" style:parent-style-name="base">'
        '<style:table-cell-properties fo:background-color="#ccffcc"/></style:style>'
        '<style:style style:name="off" style:family="table"><style:table-properties table:display="false"/></style:style>'
    )
    table = only(ods(row(cell("Раздел", 'table:style-name="own"')), styles, 'table:style-name="off"'))
    assert (at(table, 0, 0).bold, at(table, 0, 0).filled, table.hidden) == (True, True, True)


def test_formula_without_a_value_is_named() -> None:
    found = at(only(ods(row(cell("", 'table:formula="of:=1+1"'), cell("x")))), 0, 0)
    assert (found.formula, found.text, found.value) == (True, "", None)


def test_encrypted_workbook_is_told_as_one_with_a_password() -> None:
    locked = {**parts(row(cell("x"))), "META-INF/manifest.xml": "<manifest><encryption-data/></manifest>"}
    with pytest.raises(Unreadable, match="PASSWORD"):
        open_document(packed(locked), "plan.ods")
