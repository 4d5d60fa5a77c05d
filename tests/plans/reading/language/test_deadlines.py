"""Terms are read as an officer reads them; whatever is doubtful is said."""

from __future__ import annotations

import time
import tomllib
from datetime import date, datetime
from decimal import Decimal
from importlib.resources import files
from pathlib import Path
from string import Formatter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promost.plans.reading.draft import DeadlineKind, Severity
from promost.plans.reading.language import deadlines
from tests.plans.reading.language.notation import told

Period = tuple[date, date] | None
CASES: dict[str, Any] = tomllib.loads(Path(__file__).with_name("deadlines.toml").read_text(encoding="utf-8"))
PROBLEMS = tomllib.loads(files("promost.plans.reading").joinpath("problems.toml").read_text(encoding="utf-8"))[
    "problem"
]
YEAR = (date(2025, 1, 1), date(2025, 12, 31))
MAY = date(2025, 5, 15)
SOUP = [
    "до",
    "к",
    "с",
    "по",
    "в",
    "не",
    "позднее",
    "квартал",
    "квартала",
    "I",
    "II",
    "III",
    "IV",
    "П",
    "Ш",
    "1V",
    "май",
    "мая",
    "июнь",
    "2025",
    "2026",
    "г.",
    "года",
    "12",
    "23",
    "31",
    "–",
    "-",
    ",",
    ";",
    "(",
    ")",
    "и",
    "числа",
    "месяца",
    "следующего",
    "за",
    "отчетным",
    "ежеквартально",
    "раз",
    "в",
    "год",
    "каждый",
    "после",
    "подписания",
    "рабочих",
    "дней",
    "by",
    "the",
    "end",
    "of",
    "Q3",
    "every",
    "month",
    "between",
    "and",
    "from",
    "within",
    "01.04.2025",
    "31.06.2025",
    "45931",
    "2025-26",
    "первая",
    "декада",
    "половина",
    "конец",
    "уточняется",
    "по",
    "запросу",
    "/",
    ":",
    "весь",
    "период",
]


def rows() -> list[Any]:
    """Every case with its period, named by its text."""
    found = []
    for group in CASES.values():
        period = tuple(group["period"]) if "period" in group else None
        for text, reading, *doubts in group["cases"]:
            codes = set(doubts[0].split()) if doubts else set()
            found.append(pytest.param(text, period, reading, codes, id=text or "empty"))
    return found


def codes(text: str, value: Any = None, **options: Any) -> set[str]:
    return {problem.code for problem in deadlines.read(text, YEAR, value, **options)[1]}


@pytest.mark.parametrize(("text", "period", "reading", "doubts"), rows())
def test_a_term_is_read_with_its_doubts(text: str, period: Period, reading: str, doubts: set[str]) -> None:
    deadline, problems = deadlines.read(text, period)
    assert told(deadline) == reading
    assert {problem.code for problem in problems} == doubts
    assert all(problem.place.field == "deadline" for problem in problems)


@pytest.mark.parametrize("language", ["ru", "en"])
def test_every_doubt_is_said_with_all_its_words(language: str) -> None:
    for case in rows():
        text, period, *_ = case.values
        for problem in deadlines.read(str(text), period)[1]:
            sentence = PROBLEMS[problem.code][language]
            asked = {name for _, name, _, _ in Formatter().parse(sentence) if name}
            values = dict(problem.values)
            assert asked <= set(values), sentence
            assert all(values[name] for name in asked if name != "text"), sentence


def disguised(text: str) -> list[str]:
    """The same words as another typist has them: in capitals, with no-break spaces, with soft hyphens."""
    soft = "".join(f"{sign}\u00ad" if sign.isalpha() and sign.islower() else sign for sign in text)
    return [text.upper(), text.replace(" ", "\u00a0"), soft]


def test_capitals_and_invisible_signs_change_nothing() -> None:
    for case in rows():
        text, _, reading, _ = map(str, case.values)
        if "lV" in text or reading.startswith("relative"):
            continue
        for typed in disguised(text):
            assert told(deadlines.read(typed, case.values[1])[0]) == reading, typed


def test_a_real_date_of_a_spreadsheet_needs_no_guessing() -> None:
    deadline, problems = deadlines.read("15.05.2025", YEAR, datetime(2025, 5, 15))  # noqa: DTZ001 - as a workbook gives it
    assert (deadline.kind, deadline.start, deadline.end) == (DeadlineKind.PERIOD, MAY, MAY)
    assert problems == ()


@pytest.mark.parametrize("value", [45792, 45792.0, Decimal(45792)])
def test_a_bare_number_in_a_date_column_is_read_and_said(value: Any) -> None:
    deadline, problems = deadlines.read("45792", YEAR, value)
    assert deadline.end == MAY
    assert [problem.code for problem in problems] == ["DATE_AS_SERIAL"]


def test_a_date_typed_as_a_number_of_day_month_year_is_read_and_said() -> None:
    deadline, problems = deadlines.read("150525", YEAR, 150525)
    assert deadline.end == MAY
    assert [problem.code for problem in problems] == ["DATE_AS_SERIAL"]


def test_a_date_typed_as_text_into_a_sheet_is_told() -> None:
    assert codes("до 15.05.2025", "до 15.05.2025") == {"DATE_AS_TEXT"}
    assert codes("до 15.05.2025") == set()
    assert codes("май 2025", "май 2025") == set()


def test_the_mistyped_month_comes_with_the_offer_to_mend_it() -> None:
    _, (problem,) = deadlines.read("сентбрь 2025", YEAR)
    assert problem.severity is Severity.WARNING
    assert dict(problem.values) == {"text": "сентбрь", "offer": "сентябрь 2025"}


def test_a_russian_letter_for_a_roman_numeral_comes_with_its_reading() -> None:
    _, (problem,) = deadlines.read("Ш квартал 2025 г.", YEAR)
    assert dict(problem.values) == {"text": "Ш", "offer": "III"}


def test_a_date_with_slashes_is_doubted_only_in_english() -> None:
    assert codes("03/04/2025", english=True) == {"AMBIGUOUS_DAY_MONTH"}
    assert codes("03/04/2025", english=False) == set()


def test_the_text_is_kept_clean() -> None:
    deadline, _ = deadlines.read("  до\u00a01  июля\n2025 г. ", YEAR)
    assert deadline.text == "до 1 июля 2025 г."


@pytest.mark.parametrize(
    ("text", "least"),
    [
        ("до 01.04.2025", 0.9),
        ("II квартал", 0.9),
        ("ежемесячно", 0.9),
        ("by 30 June", 0.9),
        ("уточняется", 0.8),
        ("по отдельному графику", 0.8),
        ("сентбрь 2025", 0.9),
        ("март, июнь 2025 г.", 0.9),
        ("TBD", 0.8),
        ("в течение 30 дней после подписания", 0.5),
    ],
)
def test_a_term_looks_like_one(text: str, least: float) -> None:
    assert deadlines.looks_like(text) >= least


@pytest.mark.parametrize(
    "text",
    [
        "",
        "–",
        "1.1",
        "2.10",
        "15",
        "450",
        "ДИПП",
        "АНО «Моспром»",
        "тыс. руб.",
        "не менее 30",
        "нет",
        "Отчет",
        "%",
        "x",
    ],
)
def test_what_is_no_term_does_not_look_like_one(text: str) -> None:
    assert deadlines.looks_like(text) <= 0.2


@pytest.mark.parametrize(
    "text",
    [
        "Проведение в мае совещания с участием предприятий и научных организаций двух регионов",
        "Подготовка итогового доклада о выполнении Плана и предложений в проект плана на 2026 год",
        "Перечень продукции на 2025–2026 годы",
    ],
)
def test_prose_that_mentions_a_year_looks_less_like_a_term(text: str) -> None:
    assert deadlines.looks_like(text) < 0.5


@given(st.text(max_size=300))
def test_any_text_gives_an_answer(text: str) -> None:
    for period in (None, YEAR):
        deadline, problems = deadlines.read(text, period)
        assert deadline.kind in DeadlineKind
        assert problems or deadline.end is not None
    assert 0.0 <= deadlines.looks_like(text) <= 1.0


@given(st.lists(st.sampled_from(SOUP), max_size=14))
def test_words_of_terms_in_any_order_give_an_answer(words: list[str]) -> None:
    deadline, problems = deadlines.read(" ".join(words), YEAR)
    errors = [problem for problem in problems if problem.severity is Severity.ERROR]
    assert (deadline.kind is DeadlineKind.INVALID) <= bool(errors)
    if not errors and deadline.start and deadline.end:
        assert deadline.start <= deadline.end
    assert list(deadline.due_dates) == sorted(deadline.due_dates)


@given(st.dates(date(2024, 1, 1), date(2027, 12, 31)))
def test_every_day_is_read_in_every_common_form(day: date) -> None:
    months = [
        "января",
        "февраля",
        "марта",
        "апреля",
        "мая",
        "июня",
        "июля",
        "августа",
        "сентября",
        "октября",
        "ноября",
        "декабря",
    ]
    forms = [
        f"{day:%d.%m.%Y}",
        f"{day.day} {months[day.month - 1]} {day.year} г.",
        f"{day:%Y-%m-%d}",
        f"{day:%d %B %Y}",
    ]
    assert {deadlines.read(form, YEAR)[0].end for form in forms} == {day}


def test_a_plan_of_five_thousand_rows_is_read_in_seconds() -> None:
    texts = [f"с {day} мая по {day + 2} июня 2025 г., № {number}" for number in range(60) for day in range(1, 28)]
    begin = time.process_time()
    for text in texts:
        deadlines.read(text, YEAR)
    assert (time.process_time() - begin) / len(texts) < 0.002
