"""Further Word tables: split, headless, drawn as cards, with stages, with sections told only by a line between tables."""

from __future__ import annotations

from tests.plans.reading.layouts.drawing import LEFT, UP, Draft, Expected, Row

YEAR = ("2025-01-01", "2025-12-31")
SIDES = ("Ответственный от Томской области", "Ответственный от Республики Хакасия")
TITLE = "План мероприятий Томской области и Республики Хакасия по развитию предприятий Республики Хакасия на 2025 год"
PARTIES = {"donor": "Томск", "recipient": "Хакаси"}
OWNERS = ("Департамент промышленности", "Минэкономразвития")
BOTH = {"donor": "Департамент промышленности", "recipient": "Минэкономразвития"}


def heading_per_section() -> tuple[str, bytes, Expected]:
    """One table in which every section row is followed by the heading anew."""
    header = ("№", "Мероприятие", "Срок", *SIDES)
    data = (
        Draft()
        .title(TITLE)
        .table(
            ("Раздел 1. Поставки", LEFT, LEFT, LEFT, LEFT),
            header,
            ("1.1", "Аудит поставщиков", "май 2025 г.", *OWNERS),
            ("Раздел 2. Кадры", LEFT, LEFT, LEFT, LEFT),
            header,
            ("2.1", "Школа мастеров", "до 01.10.2025", *OWNERS),
        )
        .data()
    )
    rows = [
        Row("1.1", "Аудит поставщиков", "2025-05-01..2025-05-31", BOTH, "1", "supply"),
        Row("2.1", "Школа мастеров", "..2025-10-01", BOTH, "2", "training"),
    ]
    return "plan.docx", data, Expected(TITLE, YEAR, rows, PARTIES)


def headless_continuation() -> tuple[str, bytes, Expected]:
    """The table goes on after a page in a table without a heading."""
    data = (
        Draft()
        .title(TITLE)
        .table(("№", "Мероприятие", "Срок", *SIDES), ("1", "Первое совещание", "март 2025 г.", *OWNERS))
        .say("Продолжение таблицы")
        .table(("2", "Второе совещание", "июнь 2025 г.", *OWNERS), ("3", "Третье совещание", "–", "–", OWNERS[1]))
        .data()
    )
    rows = [
        Row("1", "Первое совещание", "2025-03-01..2025-03-31", BOTH),
        Row("2", "Второе совещание", "2025-06-01..2025-06-30", BOTH),
        Row("3", "Третье совещание", "none", {"recipient": OWNERS[1]}, errors=("MISSING_DEADLINE",)),
    ]
    return "plan.docx", data, Expected(TITLE, YEAR, rows, PARTIES)


def plain_lines_head_tables() -> tuple[str, bytes, Expected]:
    """Between the tables stands a plain line: the section, neither bold nor numbered."""
    header = ("№", "Мероприятие", "Срок", *SIDES)
    data = (
        Draft()
        .title(TITLE)
        .say("1. Развитие промышленного туризма")
        .table(header, ("1", "Конкурс маршрутов", "апрель 2025 г.", *OWNERS))
        .say("Внедрение цифровых технологий")
        .table(header, ("2", "Пилотный проект", "сентябрь 2025 г.", *OWNERS))
        .data()
    )
    rows = [
        Row("1", "Конкурс маршрутов", "2025-04-01..2025-04-30", BOTH, "1", "tourism"),
        Row("2", "Пилотный проект", "2025-09-01..2025-09-30", BOTH, "Внедрение цифровых технологий", "technology"),
    ]
    return "plan.docx", data, Expected(TITLE, YEAR, rows, PARTIES)


def dashed_markers() -> tuple[str, bytes, Expected]:
    """Sides inside one cell, told by a name and a dash; a body with a dash of its own is no marker."""
    data = (
        Draft()
        .title(TITLE)
        .table(
            ("№ п/п", "Мероприятие", "Срок", "Ответственные исполнители"),
            (
                "1",
                "Обмен делегациями",
                "II квартал 2025 г.",
                "Томская область – Департамент промышленности; Республика Хакасия – Минэкономразвития",
            ),
            (
                "2",
                "Отбор участников",
                "III квартал 2025 г.",
                "Республика Хакасия – предприятия – участники (по согласованию)",
            ),
        )
        .data()
    )
    rows = [
        Row("1", "Обмен делегациями", "2025-04-01..2025-06-30", BOTH),
        Row("2", "Отбор участников", "2025-07-01..2025-09-30", {"recipient": "предприятия – участники"}),
    ]  # fmt: skip
    return "plan.docx", data, Expected(TITLE, YEAR, rows, PARTIES)


def stages_of_a_measure() -> tuple[str, bytes, Expected]:
    """A measure over several rows: its number and title are merged downwards, terms and results stand apart."""
    data = (
        Draft()
        .title(TITLE)
        .table(
            ("№", "Мероприятие", "Срок", *SIDES, "Результат"),
            ("1", "Создание центра компетенций", "до 01.04.2025", *OWNERS, "Концепция"),
            (UP, UP, "до 01.11.2025", UP, UP, "Открыт 1 центр"),
            ("2", "Итоговая встреча", "декабрь 2025 г.", *OWNERS, "Протокол"),
        )
        .data()
    )
    rows = [
        Row(
            "1",
            "Создание центра компетенций",
            "multiple 2025-04-01..2025-11-01",
            BOTH,
            result="Концепция; Открыт 1 центр",
        ),
        Row("2", "Итоговая встреча", "2025-12-01..2025-12-31", BOTH),
    ]
    return "plan.docx", data, Expected(TITLE, YEAR, rows, PARTIES)


def title_inside_the_table() -> tuple[str, bytes, Expected]:
    """The title, letters set wide, is the table's first row; headings are parted by hyphens and very long."""
    data = (
        Draft()
        .say("П Л А Н", centred=True, bold=True)
        .say(
            "мероприятий Томской области и Республики Хакасия в интересах предприятий Республики Хакасия на 2025 год",
            centred=True,
        )
        .table(
            (
                "№\nп/п",
                "Наимено-\nвание мероприя-\nтия",
                "Планируемый срок исполнения мероприятия (квартал, месяц, число), установленный настоящим планом или решением рабочей группы",
                "Ответст-\nвенные исполнители (наименование органа исполнительной власти, подведомственной организации) от Томской области",
                "Ответст-\nвенные исполнители (наименование органа исполнительной власти, подведомственной организации) от Республики Хакасия",
            ),
            ("1.", "Семинар", "IV квартал", *OWNERS),
            ("2.", "Выставка", "20 – 22 мая", *OWNERS),
        )
        .data()
    )
    title = (
        "План мероприятий Томской области и Республики Хакасия в интересах предприятий Республики Хакасия на 2025 год"
    )
    rows = [
        Row("1", "Семинар", "2025-10-01..2025-12-31", BOTH),
        Row("2", "Выставка", "2025-05-20..2025-05-22", BOTH),
    ]
    return "plan.docx", data, Expected(title, YEAR, rows, PARTIES)


def cards() -> tuple[str, bytes, Expected]:
    """A little table for every measure: labels on the left, what they say on the right."""
    data = (
        Draft()
        .title(TITLE)
        .table(
            ("Мероприятие", "Запуск школы экспорта"),
            ("Срок", "до 15.06.2025"),
            ("Ответственные", "от Томской области: Центр экспорта; от Республики Хакасия: Минэкономразвития"),
            ("Ожидаемый результат", "Обучено 20 компаний"),
        )
        .say("")
        .table(
            ("Мероприятие", "Экскурсии для школьников"),
            ("Срок", "октябрь 2025 г."),
            ("Ответственные", "от Томской области: Департамент туризма; от Республики Хакасия: Минтуризма"),
            ("Ожидаемый результат", "10 экскурсий"),
        )
        .data()
    )
    rows = [
        Row("", "Запуск школы экспорта", "..2025-06-15", {"donor": "Центр экспорта", "recipient": "Минэкономразвития"}, result="Обучено 20 компаний"),
        Row("", "Экскурсии для школьников", "2025-10-01..2025-10-31", {"donor": "Департамент туризма", "recipient": "Минтуризма"}, direction="tourism"),
    ]  # fmt: skip
    return "plan.docx", data, Expected(TITLE, YEAR, rows, PARTIES)


def numbers_in_titles() -> tuple[str, bytes, Expected]:
    """No column of numbers: they stand in front of the titles, three levels deep."""
    data = (
        Draft()
        .title(TITLE)
        .table(
            ("Наименование раздела, мероприятия", "Срок", *SIDES),
            ("1. Промышленные зоны", LEFT, LEFT, LEFT),
            ("1.1. Подготовка площадок", LEFT, LEFT, LEFT),
            ("1.1.1. Инвентаризация участков", "I полугодие 2025 г.", *OWNERS),
            ("1.1.2. Паспорта площадок", "II полугодие 2025 г.", *OWNERS),
        )
        .data()
    )
    rows = [
        Row("1.1.1", "Инвентаризация участков", "2025-01-01..2025-06-30", BOTH, "1.1", "zones"),
        Row("1.1.2", "Паспорта площадок", "2025-07-01..2025-12-31", BOTH, "1.1", "zones"),
    ]
    return "plan.docx", data, Expected(TITLE, YEAR, rows, PARTIES)


def english_agencies() -> tuple[str, bytes, Expected]:
    """English: lead agency, supporting agencies, timeframe, KPI, budget with its source."""
    data = (
        Draft()
        .title(
            "Joint Action Plan 2025",
            "between Westmark Oblast and Hillside Krai to support development of Hillside Krai",
        )
        .table(
            (
                "No",
                "Action",
                "Lead agency",
                "Supporting agencies",
                "Timeframe",
                "KPI",
                "Budget (RUB million)",
                "Source of funding",
            ),
            (
                "1",
                "Set up a supplier development programme",
                "Hillside Ministry of Industry",
                "Westmark Export Centre",
                "Q1 – Q3 2025",
                "15 suppliers",
                "4.5",
                "regional budget",
            ),
            (
                "2",
                "Introduce lean production at plants",
                "Westmark Competence Centre",
                "Hillside Ministry of Industry",
                "by the end of 2025",
                "at least 5 plants",
                "–",
                "",
            ),
        )
        .data()
    )
    title = "Joint Action Plan 2025 between Westmark Oblast and Hillside Krai to support development of Hillside Krai"
    rows = [
        Row("1", "Set up a supplier development programme", "2025-01-01..2025-09-30", {"recipient": "Hillside Ministry of Industry", "donor": "Westmark Export Centre"}, direction="supply", resources=[(None, 4.5)]),
        Row("2", "Introduce lean production at plants", "..2025-12-31", {"donor": "Westmark Competence Centre", "recipient": "Hillside Ministry of Industry"}, direction="technology"),
    ]  # fmt: skip
    return "plan.docx", data, Expected(title, YEAR, rows, {"donor": "Westmark", "recipient": "Hillside"})


def merges_written_out() -> tuple[str, bytes, Expected]:
    """Merged cells written out cell by cell, as some programs save them: heading and section rows repeat their text."""
    section = ("Раздел I. Внедрение технологий",) * 5
    data = (
        Draft()
        .title(TITLE)
        .table(
            ("№ п/п", "Мероприятие", "Срок", "Ответственные исполнители", "Ответственные исполнители"),
            ("№ п/п", "Мероприятие", "Срок", "от Томской области", "от Республики Хакасия"),
            section,
            ("1.1", "Роботизация участка", "июль 2025 г.", "АО\n«Томский завод»", "Минэкономразвития\n(Иванов И.И.)"),
            ("1.2", "Аудит технологий", "до 01.12.2025", *OWNERS),
        )
        .data()
    )
    rows = [
        Row("1.1", "Роботизация участка", "2025-07-01..2025-07-31", {"donor": "АО «Томский завод»", "recipient": "Минэкономразвития"}, "I", "technology"),
        Row("1.2", "Аудит технологий", "..2025-12-01", BOTH, "I", "technology"),
    ]  # fmt: skip
    return "plan.docx", data, Expected(TITLE, YEAR, rows, PARTIES)


def indicators_below_each_other() -> tuple[str, bytes, Expected]:
    """Further indicators of a measure stand in rows of their own, nothing merged; a total closes each section."""
    data = (
        Draft()
        .title(TITLE)
        .table(
            ("№", "Мероприятие", "Срок", *SIDES, "Показатель", "Ед. изм.", "Значение"),
            ("1", "Школа поставщиков", "май 2025 г.", *OWNERS, "Слушатели", "чел.", "30"),
            ("", "", "", "", "", "Выданные сертификаты", "ед.", "25"),
            ("", "Итого", "", "", "", "", "", "55"),
            ("2", "Витрина продукции", "октябрь 2025 г.", *OWNERS, "Предложения", "ед.", "100"),
        )
        .data()
    )
    rows = [
        Row("1", "Школа поставщиков", "2025-05-01..2025-05-31", BOTH, targets=[(30, "чел"), (25, "ед")]),
        Row("2", "Витрина продукции", "2025-10-01..2025-10-31", BOTH, targets=[(100, "ед")]),
    ]
    return "plan.docx", data, Expected(TITLE, YEAR, rows, PARTIES)


ALL = (
    merges_written_out,
    indicators_below_each_other,
    heading_per_section,
    headless_continuation,
    plain_lines_head_tables,
    dashed_markers,
    stages_of_a_measure,
    title_inside_the_table,
    cards,
    numbers_in_titles,
    english_agencies,
)
