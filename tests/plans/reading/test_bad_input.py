"""What an officer may upload by mistake or in a hurry: each ends in rows with doubts, or in words that say what to do."""

from __future__ import annotations

import time
from datetime import date

from promost.plans.reading import say
from promost.plans.reading.document import Cell, Document, Table
from promost.plans.reading.draft import PlanDraft, RowDraft, Severity
from promost.plans.reading.layout import read_plan
from promost.plans.reading.layout.coverage import uncovered
from promost.plans.reading.sources import open_document
from tests.plans.reading.layouts.drawing import LEFT, Book, Draft

HEADER = (
    "№",
    "Мероприятие",
    "Срок",
    "Ответственный от города Казани",
    "Ответственный от Курганской области",
    "Результат",
)
TITLE = "План мероприятий города Казани и Курганской области по развитию предприятий Курганской области на 2025 год"
BODIES = ("Исполком города Казани", "Департамент экономики")


def measure(number: str, title: str, term: str = "май 2025 г.", result: str = "Обучено 5 человек") -> tuple[str, ...]:
    return (number, title, term, *BODIES, result)


def drawn(*rows: tuple[str, ...]) -> PlanDraft:
    return read_plan(open_document(Draft().title(TITLE).table(HEADER, *rows).data(), "plan.docx"))


def codes(row: RowDraft) -> dict[str, str]:
    return {problem.code: problem.severity.value for problem in row.problems}


def test_the_same_number_twice_is_asked_about_at_the_second_row_only() -> None:
    rows = drawn(measure("1", "Первое"), measure("1", "Второе")).rows
    assert "DUPLICATE_NUMBER" not in codes(rows[0])
    assert codes(rows[1])["DUPLICATE_NUMBER"] == "warning"
    problem = next(p for p in rows[1].problems if p.code == "DUPLICATE_NUMBER")
    assert say(problem.code, problem.values, "ru") == "Номер 1 уже есть у мероприятия «Первое». Проверьте номера."


def test_a_row_without_a_number_among_numbered_rows_is_kept_and_told() -> None:
    rows = drawn(measure("1", "Первое"), measure("", "Второе"), measure("3", "Третье")).rows
    assert [row.number for row in rows] == ["1", "", "3"]
    assert codes(rows[1])["MISSING_NUMBER"] == "info"
    assert codes(rows[2])["NUMBER_GAP"] == "info"


def test_a_plan_that_numbers_nothing_is_not_scolded_for_it() -> None:
    rows = drawn(measure("", "Первое"), measure("", "Второе")).rows
    assert len(rows) == 2
    assert not any("NUMBER" in code for row in rows for code in codes(row))


def test_a_number_without_a_title_is_an_error_and_the_row_stays() -> None:
    rows = drawn(measure("1", "Первое"), measure("2", "")).rows
    assert codes(rows[1])["MISSING_TITLE"] == "error"


def test_a_missing_term_and_a_dash_are_errors_that_nobody_fills_in() -> None:
    rows = drawn(measure("1", "Первое", ""), measure("2", "Второе", "–")).rows
    assert [codes(row)["MISSING_DEADLINE"] for row in rows] == ["error", "error"]
    assert all(row.deadline.end is None for row in rows)


def test_an_empty_side_is_asked_about_and_a_dash_only_told() -> None:
    rows = drawn(
        ("1", "Первое", "май 2025 г.", "", "Департамент экономики", "Отчет"),
        ("2", "Второе", "май 2025 г.", "–", "Департамент экономики", "Отчет"),
    ).rows
    assert [codes(row)["NO_RESPONSIBLE_SIDE"] for row in rows] == ["warning", "info"]
    problem = next(p for p in rows[0].problems if p.code == "NO_RESPONSIBLE_SIDE")
    assert "город Казань" in say(problem.code, problem.values, "ru")


def test_a_document_without_anything_says_that_it_holds_no_measures() -> None:
    draft = read_plan(Document("empty.docx", "docx", ()))
    assert [(p.code, p.severity) for p in draft.problems] == [("NO_MEASURES_FOUND", Severity.ERROR)]
    assert "внесите мероприятия вручную" in say("NO_MEASURES_FOUND", draft.problems[0].values, "ru")


def test_a_list_of_persons_is_no_plan() -> None:
    data = (
        Draft()
        .say("Состав рабочей группы")
        .table(
            ("№", "Фамилия, имя, отчество", "Должность", "Телефон"),
            ("1", "Соколова А.В.", "начальник отдела", "000-00-00"),
            ("2", "Громов П.Н.", "заместитель министра", "000-00-01"),
        )
        .data()
    )
    document = open_document(data, "people.docx")
    draft = read_plan(document)
    assert draft.rows == ()
    assert draft.problems[0].code == "NO_MEASURES_FOUND"
    assert uncovered(document, draft) == []


def test_a_list_of_persons_beside_the_plan_does_not_become_measures() -> None:
    data = (
        Draft()
        .title(TITLE)
        .table(HEADER, measure("1", "Первое"))
        .say("Контактные лица")
        .table(("№", "ФИО", "Должность", "Телефон"), ("1", "Соколова А.В.", "начальник отдела", "000-00-00"))
        .data()
    )
    assert [row.title for row in read_plan(open_document(data, "plan.docx")).rows] == ["Первое"]


def test_a_table_of_one_column_is_read_as_the_list_that_it_is() -> None:
    data = (
        Book()
        .sheet(
            "Протокол",
            ("Протокол на 2025 год",),
            ("1. Провести ярмарку. Срок: май 2025 г. Ответственный: Минэкономразвития Курганской области.",),
            ("2. Издать каталог. Срок: до 01.09.2025. Ответственный: Департамент экономики города Казани.",),
        )
        .data()
    )
    draft = read_plan(open_document(data, "protocol.xlsx"))
    assert [(row.number, row.title) for row in draft.rows] == [("1", "Провести ярмарку."), ("2", "Издать каталог.")]
    assert draft.rows[1].deadline.end == date(2025, 9, 1)


def test_a_hidden_sheet_stays_out_of_the_plan_and_is_named() -> None:
    table = (("№", "Мероприятие", "Срок"), (1, "Первое", "май 2025 г."))
    data = Book().sheet("План", *table).sheet("Черновик", *table, hidden=True).data()
    document = open_document(data, "plan.xlsx")
    draft = read_plan(document)
    assert len(draft.rows) == 1
    hidden = next(p for p in draft.problems if p.code == "HIDDEN_SHEET")
    assert dict(hidden.values) == {"sheet": "Черновик", "rows": "2"}
    assert {rest.reason for rest in draft.remainder if rest.place.name == "Черновик"} == {"hidden"}
    assert uncovered(document, draft) == []


def test_totals_notes_and_signatures_are_left_over_by_name() -> None:
    draft = drawn(
        measure("1", "Первое"),
        ("Итого", LEFT, LEFT, LEFT, LEFT, ""),
        ("* Срок уточняется.", LEFT, LEFT, LEFT, LEFT, LEFT),
        ("Министр", LEFT, "____________", LEFT, LEFT, LEFT),
    )
    assert len(draft.rows) == 1
    assert [rest.reason for rest in draft.remainder if rest.place.part == "table"] == [
        "header",
        "total",
        "note",
        "signature",
    ]


def test_five_thousand_rows_read_in_five_seconds() -> None:
    document = Document("long.docx", "docx", (_long_table(5000),))
    begin = time.process_time()
    draft = read_plan(document)
    assert time.process_time() - begin < 5
    assert len(draft.rows) == 5000
    assert draft.rows[-1].number == "5000"


def _long_table(count: int) -> Table:
    texts: list[tuple[str, ...]] = [HEADER]
    for n in range(1, count + 1):
        term = ("май 2025 г.", f"до {n % 28 + 1}.06.2025", "II квартал 2025 г.", "ежеквартально")[n % 4]
        texts.append(
            measure(str(n), f"Проведение мероприятия № {n} по развитию предприятий", term, f"Не менее {n} человек")
        )
    grid = tuple(tuple(Cell(text, r, c) for c, text in enumerate(row)) for r, row in enumerate(texts))
    return Table(0, "", grid, tuple(range(count + 1)))
