"""Cards of one measure each, numbers by letters, and periods that are no calendar years."""

from __future__ import annotations

from datetime import date

from tests.plans.reading.layouts.drawing import LEFT, Book, Draft, Expected, Row

YEAR = ("2025-01-01", "2025-12-31")


def numbered_cards() -> tuple[str, bytes, Expected]:
    """A small table for each measure; the line above it only counts."""
    title = "План внедрения практик Псковской области в Республике Коми на 2025 год"
    draft = Draft().title(title)
    for number, deed, term, result in (
        ("1", "Открыть учебный цех", "III квартал 2025 года", "1 цех"),
        ("2", "Обучить наладчиков", "до 01.12.2025", "14 наладчиков"),
    ):
        draft.say(f"Карточка № {number}").table(
            ("Наименование мероприятия", deed),
            ("Срок реализации", term),
            ("Ответственные исполнители", "Минпром Псковской области"),
            ("Ожидаемый результат", result),
        )
    rows = [
        Row("1", "Открыть учебный цех", "2025-07-01..2025-09-30", result="1 цех"),
        Row("2", "Обучить наладчиков", "..2025-12-01", result="14 наладчиков"),
    ]
    return "plan.docx", draft.data(), Expected(title, YEAR, rows)


def cards_of_two_sides() -> tuple[str, bytes, Expected]:
    """A card has a line of owners for each side; a body without its region's name stands on the side of its line."""
    title = "План передачи опыта Тверской области в Республику Алтай на 2025 год"
    draft = Draft().title(title)
    for deed, other in (("Открыть учебный цех", "Горный колледж"), ("Обучить наладчиков", "Центр занятости")):
        draft.table(
            ("Мероприятие", deed),
            ("Срок", "май 2025 г."),
            ("Ответственные от Тверской области", "Минпром Тверской области"),
            ("Ответственные от Республики Алтай", other),
        ).say("")
    rows = [
        Row("", deed, "2025-05-01..2025-05-31", {"donor": "Минпром Тверской области", "recipient": other})
        for deed, other in (("Открыть учебный цех", "Горный колледж"), ("Обучить наладчиков", "Центр занятости"))
    ]
    return "plan.docx", draft.data(), Expected(title, YEAR, rows, {"donor": "Тверская", "recipient": "Алтай"})


def owners_behind_a_term() -> tuple[str, bytes, Expected]:
    """A list whose terms and shortened label of owners stand in one line."""
    title = "Решение совещания на 2025 год"
    draft = Draft().title(title).say("РЕШИЛИ:")
    draft.say("1. Составить перечень деталей.", "Срок – до 15 апреля 2025 года. Отв.: Минпром Самарской области.")
    draft.say("2. Обучить конструкторов.", "Срок – сентябрь 2025 года. Отв.: Политехнический колледж.")
    rows = [
        Row("1", "Составить перечень деталей.", "..2025-04-15", {"other": "Минпром Самарской области"}),
        Row("2", "Обучить конструкторов.", "2025-09-01..2025-09-30", {"other": "Политехнический колледж"}),
    ]
    return "plan.docx", draft.data(), Expected(title, YEAR, rows)


def a_row_of_heading_words() -> tuple[str, bytes, Expected]:
    """A row whose words could head columns, with typed dates in it, is a measure and not the heading anew."""
    title = "Joint work plan for 2025"
    rows = [
        ("Open a workshop", date(2025, 2, 1), date(2025, 3, 31), "Agency"),
        ("Country action", date(2025, 4, 1), date(2025, 5, 31), "Partner"),
        ("Close the workshop", date(2025, 6, 1), date(2025, 6, 30), "Agency"),
    ]
    data = Book().sheet("Plan", (title,), ("Activity", "Start", "End", "Responsible"), *rows).data()
    return "plan.xlsx", data, Expected(title, YEAR, [Row("", deed, f"{a}..{b}") for deed, a, b, _ in rows])


def numbers_by_letters() -> tuple[str, bytes, Expected]:
    """The column of numbers has no heading and counts by letters, anew under each heading."""
    title = "Дорожная карта кооперации на 2025 год"
    data = (
        Draft()
        .title(title)
        .table(
            ("", "Мероприятие", "Срок", "Исполнитель"),
            ("Снабжение", LEFT, LEFT, LEFT),
            ("а)", "Составить перечень узлов", "май 2025 г.", "Минпром"),
            ("б)", "Провести биржу контактов", "июнь 2025 г.", "ТПП"),
            ("Кадры", LEFT, LEFT, LEFT),
            ("а)", "Набрать группу", "июль 2025 г.", "Колледж"),
        )
        .data()
    )
    rows = [
        Row("а)", "Составить перечень узлов", "2025-05-01..2025-05-31"),
        Row("б)", "Провести биржу контактов", "2025-06-01..2025-06-30"),
        Row("а)", "Набрать группу", "2025-07-01..2025-07-31"),
    ]
    return "plan.docx", data, Expected(title, YEAR, rows)


def _months(
    title: str, line: str, period: tuple[str, str], *, codes: tuple[str, ...] = ()
) -> tuple[str, bytes, Expected]:
    english = title.isascii()
    header = ("No", "Activity", "Deadline", "Result") if english else ("№", "Мероприятие", "Срок", "Результат")
    early, late = ("October", "February") if english else ("октябрь", "февраль")
    lines = (line,) if line else ()
    data = Draft().title(title).say(*lines).table(header, ("1", "A", early, "5"), ("2", "B", late, "6")).data()
    first, last = period[0][:4], period[1][:4]
    rows = [Row("1", "A", f"{first}-10-01..{first}-10-31"), Row("2", "B", f"{last}-02-01..{last}-02-28")]
    return "plan.docx", data, Expected(title, period, rows, problems=codes)


def a_school_year() -> tuple[str, bytes, Expected]:
    """A school year begins in September."""
    return _months("План обмена колледжей на 2026/2027 учебный год", "", ("2026-09-01", "2027-08-31"))


def from_month_to_month() -> tuple[str, bytes, Expected]:
    """The days are told below the title, with months in words."""
    line = "Implementation period: 1 May 2025 to 30 April 2026"
    return _months("Joint work plan", line, ("2025-05-01", "2026-04-30"))


def a_financial_year() -> tuple[str, bytes, Expected]:
    """A financial year is taken from April to March, and the reader is asked to check."""
    title = "Joint skills delivery plan 2025/26"
    return _months(title, "", ("2025-04-01", "2026-03-31"), codes=("PERIOD_ASSUMED",))


ALL = (
    numbered_cards,
    cards_of_two_sides,
    owners_behind_a_term,
    a_row_of_heading_words,
    numbers_by_letters,
    a_school_year,
    from_month_to_month,
    a_financial_year,
)
