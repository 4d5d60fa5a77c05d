"""Old workbooks (.xls): the same cells as in a new one."""

from __future__ import annotations

import struct
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promost.plans.reading.document import Document
from promost.plans.reading.sources import Unreadable, open_document
from promost.plans.reading.sources.xls.records import Kind
from tests.plans.reading.sources import making_xls as make
from tests.plans.reading.sources.making import at, ends_well, only, tables, texts

LOOKS = (
    make.font()
    + make.font(weight=700, flags=8)
    + make.record(Kind.FORMAT, struct.pack("<H", 164) + make.text("DD.MM.YYYY"))
    + make.look()
    + make.look(number_format=2)
    + make.look(number_format=164)
    + make.look(font_index=1, pattern=1, colour=13)
)


def xls(sheet: bytes, globals_: bytes = LOOKS, padding: int = 0) -> Document:
    return open_document(make.compound(make.workbook(globals_, sheet + make.record(0x5D, bytes(padding)))), "plan.xls")


def test_numbers_texts_and_dates_are_seen_as_in_a_new_workbook() -> None:
    sheet = make.shared(0, 0, 0) + make.shared(0, 1, 1, 3) + make.number(1, 0, 2.1, 1) + make.number(1, 1, 45931.0, 2)
    table = only(xls(sheet + make.number(1, 2, 45931.0), LOOKS + make.strings("№", "Мероприятие")))
    assert texts(table) == [["№", "Мероприятие", None], ["2.10", "01.10.2025", "45931"]]
    assert [at(table, 1, column).value for column in range(3)] == [Decimal("2.1"), date(2025, 10, 1), 45931]
    heading = at(table, 0, 1)
    assert (heading.bold, heading.struck, heading.filled) == (True, True, True)


def test_numbers_packed_into_four_bytes_are_unpacked() -> None:
    packed = struct.pack("<HI", 0, (250 << 2) | 2) + struct.pack("<HI", 1, (-1225 << 2 & 0xFFFFFFFF) | 3)
    double = struct.unpack("<II", struct.pack("<d", 0.5))[1]
    many = make.record(Kind.MULTIPLE_RK, struct.pack("<HH", 0, 0) + packed + struct.pack("<H", 1))
    one = make.cell(Kind.RK, 0, 2, 0, struct.pack("<I", double))
    assert texts(only(xls(many + one))) == [["250", "-12.25", "0.5"]]


def test_results_of_formulas_of_every_kind_are_read() -> None:
    plain = make.cell(Kind.FORMULA, 0, 0, 0, struct.pack("<d", 12.0) + bytes(6))
    wordy = make.cell(Kind.FORMULA, 0, 1, 0, b"\x00\x00\x00\x00\x00\x00\xff\xff" + bytes(6))
    words = make.record(Kind.STRING, make.text("итого"))
    truth = make.cell(Kind.FORMULA, 0, 2, 0, b"\x01\x00\x01\x00\x00\x00\xff\xff" + bytes(6))
    error = make.cell(Kind.FORMULA, 0, 3, 0, b"\x02\x00\x17\x00\x00\x00\xff\xff" + bytes(6))
    empty = make.cell(Kind.FORMULA, 0, 4, 0, b"\x03\x00\x00\x00\x00\x00\xff\xff" + bytes(6))
    table = only(xls(plain + wordy + words + truth + error + empty))
    assert texts(table) == [["12", "итого", "ИСТИНА", "#REF!", ""]]
    assert all(at(table, 0, column).formula for column in range(5))


def test_text_that_runs_into_the_next_record_and_changes_its_width_is_whole() -> None:
    table = only(xls(make.shared(0, 0, 1), LOOKS + make.strings("первый", "plan of measures", cut=4)))
    assert texts(table) == [["plan of measures"]]


def test_texts_that_stand_in_the_cells_themselves_truths_and_errors_are_read() -> None:
    label = make.cell(Kind.LABEL, 0, 0, 0, make.text("срок"))
    truth = make.cell(Kind.TRUTH_OR_ERROR, 0, 1, 0, b"\x00\x00")
    error = make.cell(Kind.TRUTH_OR_ERROR, 0, 2, 0, b"\x2a\x01")
    assert texts(only(xls(label + truth + error))) == [["срок", "ЛОЖЬ", "#N/A"]]


def test_merges_hidden_rows_and_columns_are_known() -> None:
    merges = make.record(Kind.MERGES, struct.pack("<5H", 1, 0, 1, 0, 1))
    hidden = make.record(Kind.ROW, struct.pack("<H10xH2x", 2, 0x20)) + make.record(
        Kind.COLUMN, struct.pack("<5H", 1, 1, 0, 0, 1)
    )
    document = xls(make.number(0, 0, 1.0) + make.number(2, 0, 2.0) + make.number(2, 1, 3.0) + merges + hidden)
    table = only(document)
    assert texts(table) == [["1", "1"], ["1", "1"], ["2", "3"]]
    assert table.grid[0][0] is table.grid[1][1]
    assert (table.hidden_rows, table.hidden_columns) == (frozenset({2}), frozenset({1}))
    assert document.notes == ("HIDDEN_ROWS",)


def test_sheets_keep_their_order_and_hidden_ones_are_named() -> None:
    data = make.workbook(
        LOOKS, make.number(0, 0, 1.0), make.number(0, 0, 2.0), names=("План", "Показатели"), states=(0, 1)
    )
    document = open_document(make.compound(data), "plan.xls")
    assert [(table.name, table.hidden, texts(table)) for table in tables(document)] == [
        ("План", False, [["1"]]),
        ("Показатели", True, [["2"]]),
    ]


def test_chart_inside_a_sheet_is_passed_over() -> None:
    chart = make.bof() + make.number(5, 5, 9.0) + make.record(Kind.EOF)
    assert texts(only(xls(make.number(0, 0, 1.0) + chart + make.number(0, 1, 2.0)))) == [["1", "2"]]


def test_long_workbook_and_one_that_counts_from_1904_are_read() -> None:
    mode = make.record(Kind.DATE_MODE, b"\x01\x00")
    table = only(xls(make.number(0, 0, 44469.0, 2), LOOKS + mode, padding=6000))
    assert texts(table) == [["01.10.2025"]]


@pytest.mark.parametrize(
    ("stream", "code"),
    [
        (make.workbook(make.record(Kind.FILE_PASS, bytes(6)) + LOOKS, b""), "PASSWORD"),
        (make.bof(0x0500) + make.record(Kind.EOF), "XLS_TOO_OLD"),
        (make.workbook(LOOKS, make.number(0, 0, 1.0))[:-30], "BROKEN_XLS"),
        (make.workbook(LOOKS + make.strings("x")[:-2], make.shared(0, 0, 0)), "BROKEN_XLS"),
        (make.workbook(LOOKS, b""), "EMPTY_DOCUMENT"),
    ],
)
def test_workbook_that_cannot_be_read_says_so(stream: bytes, code: str) -> None:
    with pytest.raises(Unreadable) as caught:
        open_document(make.compound(stream), "plan.xls")
    assert caught.value.code == code


def test_value_in_the_farthest_corner_of_a_full_sheet_is_refused() -> None:
    rows = b"".join(make.number(row, 0, 1.0) for row in range(2500))
    data = make.compound(make.workbook(LOOKS, rows + make.number(65535, 255, 1.0)))
    with pytest.raises(Unreadable, match="TOO_MANY_CELLS"):
        open_document(data, "plan.xls")


GOOD = make.compound(
    make.workbook(LOOKS + make.strings("первый", "второй"), make.shared(0, 0, 1) + make.number(1, 0, 2.5, 2))
)


@given(
    st.lists(st.tuples(st.integers(0, len(GOOD) - 1), st.integers(0, 255)), min_size=1, max_size=6),
    st.integers(1, len(GOOD)),
)
def test_any_damage_ends_in_a_document_or_a_message(damage: list[tuple[int, int]], length: int) -> None:
    damaged = bytearray(GOOD)
    for place, byte in damage:
        damaged[place] = byte
    ends_well(bytes(damaged), "plan.xls")
    ends_well(bytes(damaged[:length]), "plan.xls")
