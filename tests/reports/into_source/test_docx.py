"""A Word document comes back as it was, with two columns more."""

from __future__ import annotations

import io
import zipfile

import docx
import pytest
from docx.document import Document
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from promost.plans.reading.sources.docx.blocks import children
from promost.reports.into_source import Entry, NotReturned, Spot, into_source
from tests.reports.into_source.reading import (
    HEADING,
    W,
    canonical,
    changed_members,
    column_texts,
    entries,
    measures,
    members,
    plan,
    returned,
    spots,
)

TRANSITIONAL = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
SAMPLES = ["plan_a.docx", "plan_c.docx"]
MAIN = "word/document.xml"
Rows = list[list[str]]


def made(rows: Rows) -> Document:
    """A document of one table."""
    document = docx.Document()
    table = document.add_table(rows=0, cols=len(rows[0]), style="Table Grid")
    for texts in rows:
        for cell, text in zip(table.add_row().cells, texts, strict=True):
            cell.text = text
    return document


def saved(document: Document) -> bytes:
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def table_of(data: bytes, index: int = 0) -> etree._Element:
    body = etree.fromstring(members(data)[MAIN]).find(W + "body")
    assert body is not None
    return list(children(body, "tbl"))[index]


def texts(data: bytes, index: int = 0) -> Rows:
    """The texts of the cells of a table, row by row, as they stand in the XML."""
    return [
        ["".join(t.text or "" for t in cell.iter(W + "t")) for cell in children(row, "tc")]
        for row in children(table_of(data, index), "tr")
    ]


def without_columns(data: bytes, tables: tuple[int, ...]) -> etree._Element:
    """The main part with the new cells taken out of the tables and widths forgotten."""
    root = etree.fromstring(members(data)[MAIN])
    body = root.find(W + "body")
    assert body is not None
    for index, table in enumerate(list(children(body, "tbl"))):
        if index in tables:
            take_out(table)
    return root


def take_out(table: etree._Element) -> None:
    for column in table.findall(f"{W}tblGrid/{W}gridCol")[-2:]:
        column.getparent().remove(column)  # type: ignore[union-attr]
    for row in children(table, "tr"):
        cells = list(children(row, "tc"))
        span = cells[0].find(f"{W}tcPr/{W}gridSpan")
        if len(cells) == 1 and span is not None:
            span.set(W + "val", str(int(span.get(W + "val", "0")) - 2))
        else:
            for cell in cells[-2:]:
                cell.getparent().remove(cell)  # type: ignore[union-attr]
    forget_widths(table)


def forget_widths(table: etree._Element) -> None:
    for name in ("gridCol", "tcW", "tblW"):
        for each in table.iter(W + name):
            each.attrib.pop(W + "w", "")


@pytest.mark.parametrize("name", SAMPLES)
def test_nothing_else_of_the_document_changes(name: str) -> None:
    data = plan(name)
    result = returned(data, name)
    assert changed_members(data, result.data) == [MAIN]
    assert not result.unplaced
    before = etree.fromstring(members(data)[MAIN])
    body = before.find(W + "body")
    assert body is not None
    for index, table in enumerate(list(children(body, "tbl"))):
        if index in result.appended:
            forget_widths(table)
    assert canonical(without_columns(result.data, result.appended)) == canonical(before)


@pytest.mark.parametrize("name", SAMPLES)
def test_the_bytes_before_and_after_the_tables_are_the_same(name: str) -> None:
    data = plan(name)
    before, after = members(data)[MAIN], members(returned(data, name).data)[MAIN]
    assert before[: before.index(b"<w:tbl>")] == after[: before.index(b"<w:tbl>")]
    assert before[before.rindex(b"</w:tbl>") :] == after[after.rindex(b"</w:tbl>") :]


@pytest.mark.parametrize("name", SAMPLES)
def test_our_own_reader_finds_the_same_plan_and_the_columns(name: str) -> None:
    data = plan(name)
    result = returned(data, name)
    assert measures(result.data, name) == measures(data, name)
    given_entries = list(entries(data, name).values())
    said = column_texts(result.data, name)
    assert said == [(entry.fact, entry.state) for entry in given_entries[: len(said)]]


@pytest.mark.parametrize("name", SAMPLES)
def test_word_and_python_docx_open_it_and_every_row_is_as_wide_as_the_grid(name: str) -> None:
    result = returned(plan(name), name)
    tables = docx.Document(io.BytesIO(result.data)).tables
    for index in result.appended:
        widths = {sum(cell.grid_span for cell in row._tr.tc_lst) for row in tables[index].rows}
        assert widths == {len(tables[index].columns)}


def test_the_table_keeps_to_its_page() -> None:
    before, after = table_of(plan("plan_a.docx"), 1), table_of(returned(plan("plan_a.docx"), "plan_a.docx").data, 1)
    wide = [sum(int(c.get(W + "w", "0")) for c in table.iter(W + "gridCol")) for table in (before, after)]
    assert abs(wide[0] - wide[1]) <= 10


def test_headings_run_over_both_lines_and_column_numbers_go_on() -> None:
    rows = texts(returned(plan("plan_a.docx"), "plan_a.docx").data, 1)
    assert rows[0][-2:] == [HEADING.fact, HEADING.state]
    assert rows[1][-2:] == ["", ""]
    assert rows[2][-2:] == ["9", "10"]
    assert len(rows[3]) == 1  # the section stays one cell across the table


HEAD = ["№ п/п", "Мероприятие", "Срок исполнения", "Ответственные исполнители"]
FIRST = ["1.1", "Провести совещание", "до 01.06.2025", "Минпром области"]
SECOND = ["1.2", "Подписать соглашение", "до 01.09.2025", "Минпром области"]


def test_an_empty_column_of_the_document_is_filled_and_none_is_added() -> None:
    data = saved(made([[*HEAD, "Отметка о выполнении"], [*FIRST, ""], [*SECOND, ""]]))
    result = into_source(data, "p.docx", {spots(data, "p.docx")[0]: Entry("1 ед.", "исполнено")}, HEADING)
    assert (result.appended, result.filled) == ((), (0,))
    assert texts(result.data) == [[*HEAD, "Отметка о выполнении"], [*FIRST, "исполнено1 ед."], [*SECOND, ""]]
    assert changed_members(data, result.data) == [MAIN]


def test_two_empty_columns_take_one_each() -> None:
    data = saved(made([[*HEAD, "Факт", "Состояние"], [*FIRST, "", ""], [*SECOND, "", ""]]))
    result = into_source(data, "p.docx", {spots(data, "p.docx")[1]: Entry("1 ед.", "исполнено")}, HEADING)
    assert texts(result.data)[1:] == [[*FIRST, "", ""], [*SECOND, "1 ед.", "исполнено"]]


def test_a_column_that_somebody_has_written_in_is_left_to_them() -> None:
    data = saved(made([[*HEAD, "Отметка о выполнении"], [*FIRST, "исполнено в мае"], [*SECOND, ""]]))
    result = returned(data, "p.docx")
    assert result.appended == (0,)
    assert texts(result.data)[1][4] == "исполнено в мае"
    assert len(texts(result.data)[2]) == 7


def test_a_date_column_is_not_taken_for_the_fact() -> None:
    data = saved(made([[*HEAD, "Фактический срок"], [*FIRST, ""], [*SECOND, ""]]))
    assert returned(data, "p.docx").appended == (0,)


def test_a_cell_in_a_tracked_row_in_a_content_control_and_a_short_row_all_get_their_columns() -> None:
    document = made([HEAD, FIRST, SECOND, ["1.3", "Открыть центр", "до 01.10.2025", "Минпром области"]])
    rows = document.tables[0].rows
    properties = rows[1]._tr.get_or_add_trPr()
    etree.SubElement(properties, W + "ins", {W + "id": "1", W + "author": "а"})
    last = rows[2]._tr.tc_lst[-1]
    control = etree.SubElement(rows[2]._tr, W + "sdt")
    etree.SubElement(control, W + "sdtContent").append(last)
    rows[3]._tr.remove(rows[3]._tr.tc_lst[-1])
    etree.SubElement(rows[3]._tr.get_or_add_trPr(), W + "gridAfter", {W + "val": "1"})
    data = saved(document)
    result = returned(data, "p.docx")
    after = [row[-2:] for row in texts(result.data)]
    assert after == [
        [HEADING.fact, HEADING.state],
        *([f"компаний: {n} из 40 ед. <3 & 4>", f"В работе, запись {n} (на 30.09.2025)"] for n in range(3)),
    ]
    widths = [sum(int(cell.grid_span) for cell in row._tr.tc_lst) for row in opened(result.data).tables[0].rows]
    assert widths[0] == 6
    assert widths[3] == 6
    assert measures(result.data, "p.docx") == measures(data, "p.docx")


def opened(data: bytes) -> Document:
    return docx.Document(io.BytesIO(data))


def test_a_table_inside_a_cell_stays_as_it_was() -> None:
    document = made([HEAD, FIRST, SECOND])
    inner = document.tables[0].rows[1].cells[1].add_table(rows=2, cols=2)
    inner.rows[0].cells[0].text = "внутри"
    data = saved(document)
    result = returned(data, "p.docx")
    kept = [canonical(table_of(each).findall(f".//{W}tbl")[0]) for each in (data, result.data)]
    assert kept[0] == kept[1]
    assert len(texts(result.data)[2]) == 6


def test_a_measure_over_two_lines_gets_one_cell_over_both() -> None:
    document = made([HEAD, FIRST, ["", "", "", "Фонд области"], SECOND])
    table = document.tables[0]
    for column in range(3):
        table.cell(1, column).merge(table.cell(2, column))
    data = saved(document)
    found = spots(data, "p.docx")
    result = into_source(data, "p.docx", {found[0]: Entry("1", "да"), found[1]: Entry("2", "нет")}, HEADING)
    cells = [list(children(row, "tc"))[-1] for row in children(table_of(result.data), "tr")]
    assert [cell.find(f"{W}tcPr/{W}vMerge") is not None for cell in cells] == [False, True, True, False]


def test_an_automatic_number_of_the_document_does_not_count_the_new_cells() -> None:
    result = returned(plan("plan_c.docx"), "plan_c.docx")
    new = [cell for row in children(table_of(result.data), "tr") for cell in list(children(row, "tc"))[-2:]]
    assert {n.get(W + "val") for cell in new for n in cell.iter(W + "numId")} <= {"0"}


def test_a_plan_that_is_a_list_is_given_back_by_no_columns_and_says_so() -> None:
    data = plan("plan_d.docx")
    with pytest.raises(NotReturned) as refused:
        into_source(data, "plan_d.docx", {}, HEADING)
    assert refused.value.code == "NO_TABLE"


def test_rows_that_stand_nowhere_in_the_document_are_named() -> None:
    data = saved(made([HEAD, FIRST, SECOND]))
    stray = Spot("table", 7, 3)
    result = into_source(data, "p.docx", {**entries(data, "p.docx"), stray: Entry("", "")}, HEADING)
    assert result.unplaced == (stray,)


def test_a_signature_in_the_file_no_longer_holds_and_this_is_said() -> None:
    data = saved(made([HEAD, FIRST, SECOND]))
    signed = io.BytesIO(data)
    with zipfile.ZipFile(signed, "a") as archive:
        archive.writestr("_xmlsignatures/sig1.xml", "<Signature/>")
    assert returned(signed.getvalue(), "p.docx").notes == ("SIGNATURE_GONE",)


@settings(deadline=None, max_examples=12)
@given(fact=st.text(max_size=60), state=st.text(max_size=60))
def test_any_text_is_written_as_text_and_changes_nothing_else(fact: str, state: str) -> None:
    data = saved(made([HEAD, FIRST, SECOND]))
    result = into_source(data, "p.docx", {spots(data, "p.docx")[0]: Entry(fact, state)}, HEADING)
    rows = texts(result.data)
    assert [row[:4] for row in rows] == [HEAD, FIRST, SECOND]
    assert rows[2][4:] == ["", ""]
    assert all(len(row) == 6 for row in rows)


def test_a_document_of_the_strict_kind_stays_strict() -> None:
    data = saved(made([HEAD, FIRST, SECOND]))
    strict = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(strict, "w") as new:
        for name in old.namelist():
            text = old.read(name).replace(TRANSITIONAL, STRICT) if name == MAIN else old.read(name)
            new.writestr(name, text)
    result = returned(strict.getvalue(), "p.docx")
    main = members(result.data)[MAIN]
    assert STRICT in main
    assert TRANSITIONAL not in main
    assert main.count("В работе, запись".encode()) == 2
