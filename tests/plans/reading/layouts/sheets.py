"""Plans in workbooks, Russian and English."""

from __future__ import annotations

from datetime import date

from tests.plans.reading.layouts.drawing import LEFT, UP, X_SHADE, Book, Expected, Row


def titled_book() -> tuple[str, bytes, Expected]:
    """A title block above the heading, the heading in row 7, merged cells, two lines of owners per measure."""
    data = (
        Book()
        .sheet(
            "План",
            ("", "", "", "", "УТВЕРЖДАЮ", LEFT),
            ("", "", "", "", "Заместитель Губернатора ____________", LEFT),
            ("ПЛАН МЕРОПРИЯТИЙ", LEFT, LEFT, LEFT, LEFT, LEFT),
            (
                "по тиражированию опыта Белгородской области в Орловской области на 2025 год",
                LEFT,
                LEFT,
                LEFT,
                LEFT,
                LEFT,
            ),
            ("",),
            ("№", "Мероприятие", "Ответственные лица", LEFT, "Дата исполнения", "Итог"),
            (UP, UP, "Белгородская область", "Орловская область", UP, UP),
            (
                1,
                "Изучение регионального стандарта производительности",
                "Департамент промышленности",
                "Департамент экономики",
                date(2025, 4, 30),
                "Отчет",
            ),
            (
                2,
                "Запуск программы на 5 предприятиях",
                "Региональный центр компетенций",
                "Орловский центр компетенций",
                "июнь 2025",
                "5 предприятий",
            ),
            (UP, UP, "Белгородский технопарк", "", UP, UP),
            (
                3,
                "Подведение итогов",
                "Департамент промышленности",
                "Департамент экономики",
                date(2025, 12, 19),
                "Доклад",
            ),
        )
        .sheet("Справочник", ("Код", "Значение"), ("1", "да"), hidden=True)
        .data()
    )
    expected = Expected(
        "План мероприятий по тиражированию опыта Белгородской области в Орловской области на 2025 год",
        ("2025-01-01", "2025-12-31"),
        [
            Row("1", "Изучение регионального стандарта производительности", "2025-04-30..2025-04-30", {"donor": "Департамент промышленности", "recipient": "Департамент экономики"}),
            Row("2", "Запуск программы на 5 предприятиях", "2025-06-01..2025-06-30", {"donor": "Региональный центр компетенций; Белгородский технопарк", "recipient": "Орловский центр компетенций"}),
            Row("3", "Подведение итогов", "2025-12-19..2025-12-19", {"donor": "Департамент промышленности", "recipient": "Департамент экономики"}),
        ],
        {"donor": "Белгородск", "recipient": "Орловск"},
        ("HIDDEN_SHEET",),
    )  # fmt: skip
    return "plan.xlsx", data, expected


def months_shaded() -> tuple[str, bytes, Expected]:
    """A schedule of months in which shaded cells show the term; numbers as numbers."""
    months = ("Янв", "Фев", "Мар", "Апр", "Май", "Июн", "Июл", "Авг", "Сен", "Окт", "Ноя", "Дек")

    def shades(first: int, last: int) -> tuple[str, ...]:
        return tuple(X_SHADE if first <= month <= last else "" for month in range(1, 13))

    data = (
        Book()
        .sheet(
            "График",
            ("График работ по плану сотрудничества на 2025 год",),
            ("№ п/п", "Наименование работ", "Исполнитель", *months),
            (1, "Подбор площадки", "Корпорация развития", *shades(2, 4)),
            (2, "Подключение к сетям", "Сетевая компания", *shades(5, 9)),
            (3, "Ввод цеха", "Корпорация развития", *shades(12, 12)),
        )
        .data()
    )
    expected = Expected(
        "График работ по плану сотрудничества на 2025 год",
        ("2025-01-01", "2025-12-31"),
        [
            Row("1", "Подбор площадки", "2025-02-01..2025-04-30"),
            Row("2", "Подключение к сетям", "2025-05-01..2025-09-30"),
            Row("3", "Ввод цеха", "2025-12-01..2025-12-31"),
        ],
    )
    return "plan.xlsx", data, expected


def english_book() -> tuple[str, bytes, Expected]:
    """An English workbook: start and finish as dates, lead and partner by party, budget by year."""
    data = (
        Book()
        .sheet(
            "Workplan",
            ("JOINT ACTION PLAN",),
            (
                "of the Northport Region and the Eastvale Region on development of industry in the Eastvale Region for 2025–2026",
            ),
            ("",),
            (
                "No.",
                "Activity",
                "Start",
                "Finish",
                "Lead (Northport Region)",
                "Partner (Eastvale Region)",
                "Expected output",
                "Budget, EUR",
                LEFT,
                "Remarks",
            ),
            (UP, UP, UP, UP, UP, UP, UP, "2025", "2026", UP),
            ("A. Training of personnel", LEFT, LEFT, LEFT, LEFT, LEFT, LEFT, LEFT, LEFT, LEFT),
            (
                "1.1",
                "Train machine operators",
                date(2025, 3, 3),
                date(2025, 6, 27),
                "Northport Skills Centre",
                "Ministry of Education",
                "At least 40 people trained",
                12000,
                "",
                "",
            ),
            (
                "1.2",
                "Exchange of trainers",
                date(2025, 9, 1),
                date(2026, 2, 28),
                "Northport Skills Centre",
                "Eastvale College (subject to agreement)",
                "6 trainers exchanged",
                "",
                8000,
                "two visits",
            ),
            ("B. Industrial sites", LEFT, LEFT, LEFT, LEFT, LEFT, LEFT, LEFT, LEFT, LEFT),
            (
                "2.1",
                "Publish a catalogue of sites",
                date(2025, 5, 1),
                date(2025, 10, 31),
                "Development Agency",
                "Eastvale Development Corporation",
                "Catalogue of 25 sites",
                3000,
                "",
                "",
            ),
            ("Total", "", "", "", "", "", "", 15000, 8000, ""),
        )
        .data()
    )
    expected = Expected(
        "Joint action plan of the Northport Region and the Eastvale Region on development of industry in the Eastvale Region for 2025–2026",
        ("2025-01-01", "2026-12-31"),
        [
            Row("1.1", "Train machine operators", "2025-03-03..2025-06-27", {"donor": "Northport Skills Centre", "recipient": "Ministry of Education"}, "A", "training", targets=[(40, "чел")], resources=[(2025, 12000)]),
            Row("1.2", "Exchange of trainers", "2025-09-01..2026-02-28", {"donor": "Northport Skills Centre", "recipient": "Eastvale College"}, "A", "training", resources=[(2026, 8000)]),
            Row("2.1", "Publish a catalogue of sites", "2025-05-01..2025-10-31", {"donor": "Development Agency", "recipient": "Eastvale Development Corporation"}, "B", "zones"),
        ],
        {"donor": "Northport", "recipient": "Eastvale"},
    )  # fmt: skip
    return "plan.xlsx", data, expected


def sheet_per_section() -> tuple[str, bytes, Expected]:
    """A sheet per section, its name the section's; no section rows inside."""
    header = ("№", "Мероприятие", "Срок", "Ответственный от Вологодской области", "Ответственный от Республики Алтай")
    data = (
        Book()
        .sheet(
            "Поддержка предприятий",
            (
                "План сотрудничества Вологодской области и Республики Алтай по развитию промышленности Республики Алтай на 2025 год",
            ),
            header,
            (1, "Круглый стол по субсидиям", "20.03.2025", "Департамент экономики", "Минэкономразвития"),
        )
        .sheet("Туризм", header, (2, "Маршрут по предприятиям", "май – июль 2025 г.", "Турцентр", "Минтуризма"))
        .data()
    )
    expected = Expected(
        "План сотрудничества Вологодской области и Республики Алтай по развитию промышленности Республики Алтай на 2025 год",
        ("2025-01-01", "2025-12-31"),
        [
            Row("1", "Круглый стол по субсидиям", "2025-03-20..2025-03-20", {"donor": "Департамент экономики", "recipient": "Минэкономразвития"}, direction="support"),
            Row("2", "Маршрут по предприятиям", "2025-05-01..2025-07-31", {"donor": "Турцентр", "recipient": "Минтуризма"}, "Туризм", "tourism"),
        ],
        {"donor": "Вологодск", "recipient": "Алтай"},
    )  # fmt: skip
    return "plan.xlsx", data, expected


def flat_export() -> tuple[str, bytes, Expected]:
    """An export of a task programme: heading in the first row, no title, dates typed, one column of sides."""
    data = (
        Book()
        .sheet(
            "Sheet1",
            ("ID", "Task", "Start date", "Due date", "Owner", "Status", "Comments"),
            (101, "Sign the memorandum", date(2025, 2, 1), date(2025, 2, 28), "Ministry of Industry", "done", ""),
            (
                102,
                "Select pilot enterprises",
                date(2025, 3, 1),
                date(2025, 4, 15),
                "Ministry of Industry; Chamber of Commerce",
                "open",
                "list attached",
            ),
        )
        .data()
    )
    expected = Expected(
        "",
        ("2025-01-01", "2025-12-31"),
        [
            Row("101", "Sign the memorandum", "2025-02-01..2025-02-28", {"other": "Ministry of Industry"}),
            Row("102", "Select pilot enterprises", "2025-03-01..2025-04-15", {"other": "Ministry of Industry; Chamber of Commerce"}),
        ],
        problems=("MISSING_PLAN_TITLE", "MISSING_YEAR", "SIDES_UNKNOWN"),
    )  # fmt: skip
    return "tasks.xlsx", data, expected


ALL = (titled_book, months_shaded, english_book, sheet_per_section, flat_export)
