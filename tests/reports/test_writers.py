"""The three files say what the report says: every cell, every number, in both languages."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

import docx
import openpyxl
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from promost.progress.shapes import (
    Figure,
    FigureState,
    MeasureProgress,
    MeasureState,
    NoteLine,
    Standing,
    TargetProgress,
)
from promost.reports.composing import Report, compose
from promost.reports.snapshot.promise import Promised
from promost.reports.snapshot.whole import Snapshot
from promost.reports.writers import FORMS
from promost.reports.writers.word import BadTemplate, template, write_docx
from tests.reports import making, parsing
from tests.reports.making import varied

LANGUAGES = ("ru", "en")


def check_files(report: Report) -> None:
    """Parse the three files back and compare every table with the report's."""
    written = {form: FORMS[form].write(report) for form in FORMS}
    expected = [parsing.said(table) for table in report.tables]
    assert parsing.of_docx(written["docx"]) == [rows for rows in expected if rows]
    sheets = parsing.of_xlsx(written["xlsx"], report)
    for table in report.tables:
        lines = iter(sheets[table.code])
        for group in table.groups:
            if group.heading:
                assert next(lines)[0] == group.heading
            for row in group.rows:
                assert all(parsing.same(value, cell) for value, cell in zip(next(lines), row, strict=True))
    text = parsing.of_pdf(written["pdf"])
    lost = [
        figure
        for table in report.tables
        for row in table.rows
        for figure in parsing.figures_of(row)
        if figure not in text
    ]
    assert not lost


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_report_of_every_state_is_the_same_in_word_excel_and_pdf(language: str) -> None:
    check_files(compose(varied(), language))


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("ru", ["0 (ноль)", "не представлено", "срок не наступил", "ожидается"]),
        ("en", ["0 (zero)", "not reported", "not due yet", "awaited"]),
    ],
)
def test_zero_not_reported_not_due_and_awaited_are_four_words_in_every_file(language: str, words: list[str]) -> None:
    report = compose(varied(), language)
    figures = [parsing.even(row[7].text) for row in report.table("targets").rows]
    assert set(words) <= set(figures)
    assert all(parsing.tight(word) in parsing.of_pdf(FORMS["pdf"].write(report)) for word in words)


def test_a_per_cent_never_stands_without_its_numbers() -> None:
    for language in LANGUAGES:
        for table in compose(varied(), language).tables:
            alone = [c.text for row in table.rows for c in row if c.text.rstrip().endswith("%") and len(c.text) > 1]
            assert not alone


def test_the_table_of_targets_tells_what_was_promised_first_and_how_often_it_was_changed() -> None:
    row = next(row for row in compose(varied(), "en").table("targets").rows if row[1].text == "1.1")
    assert [cell.text for cell in row[3:-1]] == [
        "2025-09-30", "40", "50", "2", "60", "60 of 50 (120%)", "25%, facts: 3", "reached",
    ]  # fmt: skip


def test_every_deviation_has_a_reason_or_the_word_that_none_is_given() -> None:
    rows = [[cell.text for cell in row] for row in compose(varied(), "en").table("deviations").rows]
    assert ["1.2 Мероприятие 2", "5 days late", "ждём поставку <станков> & «оснастки»"] in rows
    assert ["1.3 Мероприятие 3", "46 days late", "not given"] in rows
    assert ["Показатель 1", "−7\xa0units: 43 of 50 (86%)", "not given"] in rows
    assert ["Показатель 3", "not reported", "not given"] in rows


def test_an_invented_plan_says_so_on_every_form_and_a_real_one_does_not() -> None:
    invented = compose(varied(), "en")
    assert invented.invented
    assert invented.invented in "\n".join(p.text for p in docx.Document(io.BytesIO(write_docx(invented))).paragraphs)
    assert parsing.tight(invented.invented) in parsing.of_pdf(FORMS["pdf"].write(invented))
    book = openpyxl.load_workbook(io.BytesIO(FORMS["xlsx"].write(invented)))
    assert invented.invented in [row[0].value for row in book.worksheets[0]]
    assert compose(making.snapshot(making.promise(making.promised(1), invented=False)), "en").invented == ""


def test_each_party_has_a_place_to_sign_in_the_order_of_the_agreement() -> None:
    report = compose(varied(), "ru")
    assert [each.party for each in report.signatures] == ["Магаданская область", "город Москва"]
    text = parsing.of_pdf(FORMS["pdf"].write(report))
    assert all(parsing.tight(each.organisation) in text for each in report.signatures)
    paragraphs = [p.text for p in docx.Document(io.BytesIO(write_docx(report))).paragraphs]
    assert "город Москва, Правительство Москвы" in paragraphs


def test_the_pdf_is_an_archival_one_on_landscape_pages() -> None:
    reader = PdfReader(io.BytesIO(FORMS["pdf"].write(compose(varied(), "ru"))))
    assert {page.mediabox.width > page.mediabox.height for page in reader.pages} == {True}
    metadata = reader.trailer["/Root"]["/Metadata"].get_data().decode()  # type: ignore[index]
    assert "<pdfaid:part>2</pdfaid:part>" in metadata
    assert "<pdfaid:conformance>A</pdfaid:conformance>" in metadata


def test_numbers_of_a_workbook_are_numbers_and_its_texts_are_no_formulas() -> None:
    note = NoteLine(date(2025, 9, 1), "=HYPERLINK(1)", "")
    plan = making.promise(making.promised(1, title="=1+1"))
    given_snapshot = making.snapshot(plan, making.measure(1, MeasureState.LATE, note=note))
    book = openpyxl.load_workbook(io.BytesIO(FORMS["xlsx"].write(compose(given_snapshot, "ru"))))
    cells = [cell for sheet in book.worksheets for row in sheet for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f" or cell.hyperlink]
    assert "=1+1" in [cell.value for cell in cells]
    totals = parsing.of_xlsx(FORMS["xlsx"].write(compose(varied(), "ru")), compose(varied(), "ru"))["totals"]
    assert totals[0][1:6] == [6, 3, 1, 1, 1]


def test_a_number_longer_than_a_spreadsheet_keeps_is_not_rounded() -> None:
    huge = making.target(1, making.figure(value="123456789012.3456"), Standing.MET, "1")
    report = compose(making.snapshot(making.promise(making.promised(1)), targets=(huge,)), "en")
    assert parsing.of_xlsx(FORMS["xlsx"].write(report), report)["targets"][1][7] == "123,456,789,012.3456"


def test_a_note_with_signs_that_no_font_has_does_not_cost_the_whole_report() -> None:
    note = NoteLine(date(2025, 9, 1), "готово \U0001f600 (̳ 中 — 5 ₽", "")
    line = making.measure(1, MeasureState.LATE, note=note)
    report = compose(making.snapshot(making.promise(making.promised(1)), line), "ru")
    assert "готово□(□□—5₽" in parsing.of_pdf(FORMS["pdf"].write(report))
    assert "\U0001f600" in str(parsing.of_docx(write_docx(report)))


def test_a_plan_without_measures_and_targets_gives_a_report_that_says_so() -> None:
    report = compose(making.snapshot(making.promise()), "en")
    for form in FORMS.values():
        assert form.write(report)
    paragraphs = [p.text for p in docx.Document(io.BytesIO(write_docx(report))).paragraphs]
    assert {"The plan has no measures.", "No targets.", "There are no deviations."} <= set(paragraphs)


# --- a template of one's own ------------------------------------------------------------------------------------------


def own(*paragraphs: str) -> bytes:
    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def test_a_template_of_ones_own_says_what_its_author_wants() -> None:
    mine = own("Отчёт: {{ plan }}", "{%p for group in measures.groups %}", "{{ group.heading }}", "{%p endfor %}")
    made = docx.Document(io.BytesIO(write_docx(compose(varied(), "ru"), mine)))
    assert [p.text for p in made.paragraphs][:2] == [
        "Отчёт: План совместных мероприятий на 2025 год",
        "Не наступило в срок (1)",
    ]


def test_the_built_in_template_can_be_changed_and_used() -> None:
    report = compose(varied(), "en")
    document = docx.Document(io.BytesIO(template(report)))
    document.paragraphs[0].insert_paragraph_before("To the Ministry")
    changed = io.BytesIO()
    document.save(changed)
    made = write_docx(report, changed.getvalue())
    assert docx.Document(io.BytesIO(made)).paragraphs[0].text == "To the Ministry"
    assert parsing.of_docx(made) == parsing.of_docx(write_docx(report))


@pytest.mark.parametrize(
    ("made", "code"),
    [
        (b"no document at all", "NOT_DOCX"),
        (b"PK\x03\x04 broken", "NOT_DOCX"),
        (own("{{ secret }}"), "UNKNOWN_NAME"),
        (own("{{ measures.rows }}"), "UNKNOWN_NAME"),
        (own("{% for a %}"), "SYNTAX"),
        (own("{{ ''.__class__.__mro__ }}"), "FAILED"),
        (own("{{ plan / 0 }}"), "FAILED"),
    ],
)
def test_a_template_that_cannot_be_filled_says_why_and_reaches_nothing_else(made: bytes, code: str) -> None:
    with pytest.raises(BadTemplate) as refused:
        write_docx(compose(varied(), "ru"), made)
    assert refused.value.code == code


# --- plans made by chance ---------------------------------------------------------------------------------------------

LETTERS = "абвгдежзийклмнопрстуфхцчшщъыьэюяАБВabcxyzABC0123456789 .,;:!?()<>&\"'{}%#$@*/\\_=+№«»—₽\n"
TEXT = st.text(LETTERS, max_size=20)
DAYS = st.dates(date(2025, 1, 1), date(2025, 12, 31))
VALUES = st.decimals(min_value=-(10**6), max_value=10**6, places=2)


@st.composite
def measures(draw: st.DrawFn, key: int) -> MeasureProgress:
    state = draw(st.sampled_from(MeasureState))
    done_on = draw(DAYS) if state is MeasureState.DONE else None
    due_on = None if state is MeasureState.WITHOUT else draw(DAYS)
    in_time = None if done_on is None or due_on is None else done_on <= due_on
    note = draw(st.none() | st.builds(NoteLine, DAYS, TEXT, TEXT))
    return making.measure(
        key, state, done_on=done_on, due_on=due_on, in_time=in_time, note=note, facts=draw(st.integers(0, 3))
    )


@st.composite
def snapshots(draw: st.DrawFn) -> Snapshot:
    keys = range(1, draw(st.integers(0, 6)) + 1)
    plan = making.promise(*(_promised(draw, key) for key in keys))
    targets = tuple(_target(draw, key) for key in range(100, 100 + draw(st.integers(0, 4))))
    return making.snapshot(plan, *(draw(measures(key)) for key in keys), targets=targets)


def _promised(draw: st.DrawFn, key: int) -> Promised:
    owners = tuple(draw(st.lists(st.sampled_from(making.OWNERS), max_size=3)))
    sections = st.sampled_from(["Поддержка", "Кадры", ""])
    return making.promised(key, title=draw(TEXT), section=draw(sections), owners=owners, direction=draw(sections))


def _target(draw: st.DrawFn, key: int) -> TargetProgress:
    state = draw(st.sampled_from(FigureState))
    value = {FigureState.REPORTED: draw(VALUES), FigureState.ZERO: Decimal(0)}.get(state)
    by_hand = draw(st.decimals(0, 1, places=4)) if value is not None else None
    figure = Figure(state, value, by_hand=by_hand, facts=draw(st.integers(0, 9)))
    promised = draw(st.none() | VALUES.map(str))
    standing = draw(st.sampled_from(Standing))
    return making.target(
        key, figure, standing, promised, label=draw(TEXT), comparator=draw(st.sampled_from(["ge", "le", "eq"]))
    )


@settings(max_examples=5, phases=[Phase.explicit, Phase.generate])  # a smaller example would take minutes
@given(snapshots(), st.sampled_from(LANGUAGES))
def test_whatever_a_plan_says_its_three_files_say_the_same(drawn: Snapshot, language: str) -> None:
    check_files(compose(drawn, language))


@settings(max_examples=40)
@given(snapshots())
def test_totals_are_counted_from_the_lines_and_parts_add_up(drawn: Snapshot) -> None:
    outcomes = [line.outcome for line in drawn.measures]
    whole = drawn.whole
    assert whole.measures == len(outcomes)
    assert whole.planned == whole.in_time + whole.late + whole.not_occurred
    assert whole.measures == whole.planned + whole.ahead + whole.without + whole.cancelled
    for parts in (drawn.by_direction, drawn.by_section):
        assert _sum([part.totals.measures for part in parts]) == whole.measures
        assert _sum([part.totals.not_occurred for part in parts]) == whole.not_occurred
    owned = _sum([len({owner.key for owner in line.owners}) for line in drawn.measures])
    assert _sum([part.totals.measures for part in drawn.by_executor]) == owned
    assert drawn.of_quarter.measures <= whole.measures


def _sum(numbers: Sequence[int]) -> int:
    return sum(numbers)
