"""Documents with several difficulties at once."""

from __future__ import annotations

from datetime import date

from tests.plans.reading.layouts.drawing import LEFT, UP, Book, Draft, Expected, Row

YEAR = ("2025-01-01", "2025-12-31")


def four_sides_in_english() -> tuple[str, bytes, Expected]:
    """Four sides, lettered workstreams, a day to be determined, a row without number, indicators without units."""
    data = (
        Draft()
        .say("Approved by the Joint Committee on 3 February 2025", right=True)
        .title(
            "JOINT ROADMAP",
            "of the Port City, the Highland Region, the Federal Ministry of Industry and Northern Railways",
            "on supplier development in the Highland Region, 2025–2026",
        )
        .say("Reports are submitted semi-annually.")
        .table(
            ("Item", "Key actions", "Due", "Accountable", LEFT, LEFT, LEFT, "Deliverables", "KPI", "Target"),
            (
                UP,
                UP,
                UP,
                "Port City",
                "Highland Region",
                "Federal Ministry of Industry",
                "Northern Railways",
                UP,
                UP,
                UP,
            ),
            ("Workstream A – Supplier development", *[LEFT] * 9),
            (
                "A.1",
                "Map supplier base",
                "31 Mar 2025",
                "City Agency",
                "Ministry of Economy (A. Brown)",
                "n/a",
                "Procurement Office",
                "Supplier map",
                "Suppliers mapped",
                "120",
            ),
            (
                "A.2",
                "Qualify suppliers",
                "TBD",
                "-",
                "Ministry of Economy; Chamber of Commerce (subject to agreement)",
                "Department of Regional Policy",
                "Quality Centre",
                "Qualified list",
                "Suppliers qualified",
                "≥ 40",
            ),
            (
                "",
                "Supplier day",
                "annually, in October",
                "City Agency",
                "Chamber of Commerce",
                "-",
                "Procurement Office",
                "Event held",
                "Participants",
                "200",
            ),
            ("Workstream B – Skills", *[LEFT] * 9),
            (
                "B.1",
                "Train auditors",
                "Q2–Q4 2025",
                "City College",
                "Regional College",
                "-",
                "-",
                "Auditors trained",
                "Auditors",
                "25",
            ),
        )
        .data()
    )
    rows = [
        Row("A.1", "Map supplier base", "2025-03-31..2025-03-31", {"donor": "City Agency", "recipient": "Ministry of Economy", "buyer": "Procurement Office"}, "A", "supply", "Supplier map", targets=[(120, "ед")]),
        Row("A.2", "Qualify suppliers", "none", {"recipient": "Ministry of Economy; Chamber of Commerce", "curator": "Department of Regional Policy", "buyer": "Quality Centre"}, "A", "supply", targets=[(40, "ед")], errors=("UNRESOLVED_DEADLINE",)),
        Row("", "Supplier day", "recurring", {"donor": "City Agency", "recipient": "Chamber of Commerce", "buyer": "Procurement Office"}, "A", "supply", targets=[(200, "чел")]),
        Row("B.1", "Train auditors", "2025-04-01..2025-12-31", {"donor": "City College", "recipient": "Regional College"}, "B", "training"),
    ]  # fmt: skip
    title = "Joint roadmap of the Port City, the Highland Region, the Federal Ministry of Industry and Northern Railways on supplier development in the Highland Region, 2025–2026"
    parties = {
        "donor": "Port City",
        "recipient": "Highland",
        "curator": "Federal Ministry",
        "buyer": "Northern Railways",
    }
    return "plan.docx", data, Expected(title, ("2025-01-01", "2026-12-31"), rows, parties)


def heading_written_in_two_lines() -> tuple[str, bytes, Expected]:
    """A heading whose words run over two unmerged lines, shortened names of regions, an approval and a total."""
    title = (
        "План-график совместной работы Липецкой области и Чувашской Республики (подготовка кадров Чувашской Республики)"
    )
    data = (
        Book()
        .sheet(
            "План 2025",
            ("", "", "", "", "", "УТВЕРЖДАЮ"),
            ("", "", "", "", "", "_________ И.О. Фамилия"),
            ("",),
            (title, *[LEFT] * 6),
            ("на 2025 год", *[LEFT] * 6),
            ("№", "Наименование", "Исполнение", LEFT, "Исполнители", LEFT, "Прим."),
            ("п/п", "мероприятия", "с", "по", "Липецкая обл.", "Чувашская Респ.", ""),
            ("А", "Б", "1", "2", "3", "4", "5"),
            ("", "Кадры", "", "", "", "", ""),
            (
                1,
                "Сетевая программа",
                date(2025, 2, 1),
                date(2025, 5, 31),
                "Управление образования",
                "Минобразования Чувашии",
                "",
            ),
            (
                2,
                "Чемпионат профессий",
                "15.09.2025",
                "19.09.2025",
                "Управление образования (Петрова О.Н.)",
                "Минобразования Чувашии, Минтруд Чувашии",
                "",
            ),
            ("", "Туризм", "", "", "", "", ""),
            (3, "Аудит маршрутов", "июнь", "июль", "Управление туризма", "Минкультуры Чувашии", ""),
            (4, "Каталог", "", "до 01.12.2025", "Управление туризма", "Минкультуры Чувашии", ""),
            ("", "ВСЕГО мероприятий: 4", "", "", "", "", ""),
        )
        .data()
    )
    rows = [
        Row("1", "Сетевая программа", "2025-02-01..2025-05-31", {"donor": "Управление образования", "recipient": "Минобразования Чувашии"}, "Кадры", "training"),
        Row("2", "Чемпионат профессий", "2025-09-15..2025-09-19", {"donor": "Управление образования", "recipient": "Минобразования Чувашии; Минтруд Чувашии"}, "Кадры", "training"),
        Row("3", "Аудит маршрутов", "2025-06-01..2025-07-31", {"donor": "Управление туризма", "recipient": "Минкультуры Чувашии"}, "Туризм", "tourism"),
        Row("4", "Каталог", "..2025-12-01", {"donor": "Управление туризма", "recipient": "Минкультуры Чувашии"}, "Туризм", "tourism"),
    ]  # fmt: skip
    return "plan.xlsx", data, Expected(f"{title} на 2025 год", YEAR, rows, {"donor": "Липецк", "recipient": "Чувашск"})


def objectives_as_sections() -> tuple[str, bytes, Expected]:
    """English: objectives merged over their activities, one column of bodies, figures beside their words."""
    data = (
        Draft()
        .title("Action plan 2025")
        .table(
            ("Objective", "Activities", "Timeline", "Responsible", "Indicator / target"),
            ("Strengthen skills", "Train 20 welders", "Mar–May 2025", "College", "20 certificates"),
            (UP, "Buy simulators", "Sep 2025", "College; Fund", "3 simulators"),
            ("Promote tourism", "Design 2 routes", "2025 Q4", "Tourism Board", "2 routes"),
        )
        .data()
    )
    rows = [
        Row("", "Train 20 welders", "2025-03-01..2025-05-31", {"other": "College"}, "Strengthen skills", "training", targets=[(20, "ед")]),
        Row("", "Buy simulators", "2025-09-01..2025-09-30", {"other": "College; Fund"}, "Strengthen skills", "training"),
        Row("", "Design 2 routes", "2025-10-01..2025-12-31", {"other": "Tourism Board"}, "Promote tourism", "tourism"),
    ]  # fmt: skip
    return "plan.docx", data, Expected("Action plan 2025", YEAR, rows, problems=("SIDES_UNKNOWN",))


def planned_and_actual() -> tuple[str, bytes, Expected]:
    """Planned and actual days and results side by side: the plan is read, the facts are kept beside it."""
    data = (
        Draft()
        .title("План мероприятий на 2025 год")
        .table(
            (
                "№",
                "Мероприятие",
                "Срок (план)",
                "Срок (факт)",
                "Отв.",
                "Отметка о выполнении",
                "Результат (план)",
                "Результат (факт)",
            ),
            (
                "1",
                "Семинар",
                "март 2025 г.",
                "28.03.2025",
                "Минэк области",
                "выполнено",
                "30 участников",
                "32 участника",
            ),
            ("2", "Ярмарка", "май 2025 г.", "", "Минторг области", "в работе", "1 ярмарка", ""),
        )
        .data()
    )
    rows = [
        Row("1", "Семинар", "2025-03-01..2025-03-31", {"other": "Минэк области"}, result="30 участников", targets=[(30, "чел")]),
        Row("2", "Ярмарка", "2025-05-01..2025-05-31", {"other": "Минторг области"}, result="1 ярмарка"),
    ]  # fmt: skip
    return "plan.docx", data, Expected("План мероприятий на 2025 год", YEAR, rows)


def capitals_and_a_split_last_row() -> tuple[str, bytes, Expected]:
    """Small-letter headings, sections in capitals, a sentence split over the last two rows, money in words."""
    data = (
        Draft()
        .table(("СОГЛАСОВАНО", "УТВЕРЖДАЮ"), ("Глава администрации _______", "Губернатор _______"))
        .title("Перечень", "мероприятий города Набережные Челны по опыту Удмуртской Республики на 2025 – 2026 гг.")
        .say("(в ред. от 15.01.2025)")
        .table(
            (
                "№ п./п.",
                "наименование мероприятий",
                "ответственный исполнитель, соисполнители",
                "период исполнения",
                "индикаторы выполнения",
                "источник, объем финансирования (тыс.руб.)",
            ),
            ("1", "2", "3", "4", "5", "6"),
            ("1.", "ОРГАНИЗАЦИЯ ПОДДЕРЖКИ", "", "", "", ""),
            (
                "1.1.",
                "Создание рабочей группы",
                "Минпромторг Удмуртской Республики, Исполком г. Набережные Челны",
                "1 кв. 2025",
                "распоряжение",
                "не требуется",
            ),
            ("2.", "КООПЕРАЦИЯ И ПОСТАВКИ", "", "", "", ""),
            (
                "2.1.",
                "Биржа контактов «Поставщик – заказчик»",
                "ТПП Удмуртской Республики (по согласованию), ПАО «КАМАЗ» (по согласованию)",
                "апрель 2025, апрель 2026",
                "30 переговоров",
                "бюджет города – 250",
            ),
            ("2.2.", "Мониторинг заключенных", "Исполком г. Набережные Челны", "постоянно", "отчет", ""),
            ("", "договоров", "", "", "", ""),
            ("Всего по плану: 3 мероприятия", *[LEFT] * 5),
        )
        .say("Начальник отдела                     И.О. Фамилия")
        .data()
    )
    rows = [
        Row("1.1", "Создание рабочей группы", "2025-01-01..2025-03-31", {"donor": "Минпромторг Удмуртской Республики", "recipient": "Исполком г. Набережные Челны"}, "1", "support"),
        Row("2.1", "Биржа контактов «Поставщик – заказчик»", "multiple 2025-04-01..2026-04-30", {"donor": "ТПП Удмуртской Республики", "other": "ПАО «КАМАЗ»"}, "2", "supply", targets=[(30, "ед")]),
        Row("2.2", "Мониторинг заключенных договоров", "2025-01-01..2026-12-31", {"recipient": "Исполком г. Набережные Челны"}, "2", "supply"),
    ]  # fmt: skip
    title = "Перечень мероприятий города Набережные Челны по опыту Удмуртской Республики на 2025 – 2026 гг."
    return (
        "plan.docx",
        data,
        Expected(title, ("2025-01-01", "2026-12-31"), rows, {"donor": "Удмурт", "recipient": "Набережные Челны"}),
    )


def bodies_in_brackets() -> tuple[str, bytes, Expected]:
    """Three parties, told by the title alone; a name with a dash inside is no marker."""
    title = "План совместных действий Минпромторга России, Правительства Кемеровской области и Правительства Москвы на 2025 год"
    data = (
        Draft()
        .title(title)
        .table(
            ("№", "Мероприятие", "Ответственные", "Срок исполнения", "Ожидаемый результат"),
            (
                "1",
                "Внедрение сервисов поддержки предприятий Кемеровской области",
                "Минпромторг России; Правительство Москвы (ДИПП); Правительство Кемеровской области – Кузбасса",
                "до 1 сентября 2025 г.",
                "Внедрено 3 сервиса",
            ),
            (
                "2",
                "Стажировка команды Кемеровской области",
                "ДИПП города Москвы, Минэкономразвития Кемеровской области",
                "октябрь",
                "15 чел.",
            ),
        )
        .data()
    )
    rows = [
        Row("1", "Внедрение сервисов поддержки предприятий Кемеровской области", "..2025-09-01", {"curator": "Минпромторг России", "donor": "Правительство Москвы (ДИПП)", "recipient": "Правительство Кемеровской области – Кузбасса"}),
        Row("2", "Стажировка команды Кемеровской области", "2025-10-01..2025-10-31", {"donor": "ДИПП города Москвы", "recipient": "Минэкономразвития Кемеровской области"}, targets=[(15, "чел")]),
    ]  # fmt: skip
    return (
        "plan.docx",
        data,
        Expected(title, YEAR, rows, {"curator": "Минпромторг", "recipient": "Кемеровск", "donor": "Москв"}),
    )


def figures_by_quarter() -> tuple[str, bytes, Expected]:
    """No column of terms: what is planned for each quarter tells when, and the officer is asked."""
    title = "Мероприятия по реализации соглашения Иркутской области и Республики Тыва на 2025 год в интересах Республики Тыва"
    data = (
        Book()
        .sheet(
            "Мероприятия",
            (title,),
            ("№", "Мероприятие", "Ед. изм.", "План на 2025 г.", LEFT, LEFT, LEFT, "Ответственный"),
            (UP, UP, UP, "I кв.", "II кв.", "III кв.", "IV кв.", UP),
            (1, "Обучение по программам", "чел.", 10, 20, 20, 30, "Минобр Республики Тыва"),
            (2, "Поставка оборудования", "ед.", "-", "-", 2, 1, "Минпром Иркутской области"),
        )
        .data()
    )
    rows = [
        Row("1", "Обучение по программам", "2025-01-01..2025-12-31", {"recipient": "Минобр Республики Тыва"}, targets=[(10, "чел"), (20, "чел"), (20, "чел"), (30, "чел")]),
        Row("2", "Поставка оборудования", "2025-07-01..2025-12-31", {"donor": "Минпром Иркутской области"}, targets=[(2, "ед"), (1, "ед")]),
    ]  # fmt: skip
    return (
        "plan.xlsx",
        data,
        Expected(title, YEAR, rows, {"donor": "Иркутск", "recipient": "Тыва"}, ("NO_DEADLINE_COLUMN",)),
    )


def sides_without_a_word_above() -> tuple[str, bytes, Expected]:
    """Columns headed only by the names of regions; numbers in titles; a term shared by two measures."""
    data = (
        Draft()
        .title(
            "План на 2025 год",
            "сотрудничества Рязанской области и Республики Ингушетия для предприятий Республики Ингушетия",
        )
        .table(
            ("Раздел / мероприятие", "Срок", "Рязанская область", "Республика Ингушетия"),
            ("Раздел 1. Технологии", "", "", ""),
            ("1) Аудит", "апрель 2025 г.", "РЦК", "Минэк"),
            ("2) Пилот", UP, "РЦК", "Минэк; ТПП"),
            ("Раздел 2. Кадры", "", "", ""),
            ("3) Курсы", "до 01.10.2025", "РГРТУ (по согласованию)", "Минобр"),
        )
        .data()
    )
    rows = [
        Row("1", "Аудит", "2025-04-01..2025-04-30", {"donor": "РЦК", "recipient": "Минэк"}, "1", "technology"),
        Row("2", "Пилот", "2025-04-01..2025-04-30", {"donor": "РЦК", "recipient": "Минэк; ТПП"}, "1", "technology"),
        Row("3", "Курсы", "..2025-10-01", {"donor": "РГРТУ", "recipient": "Минобр"}, "2", "training"),
    ]
    title = (
        "План на 2025 год сотрудничества Рязанской области и Республики Ингушетия для предприятий Республики Ингушетия"
    )
    return "plan.docx", data, Expected(title, YEAR, rows, {"donor": "Рязанск", "recipient": "Ингушети"})


def results_in_rows_of_their_own() -> tuple[str, bytes, Expected]:
    """Below each measure a merged row says its result and who answers."""
    title = "План мероприятий Тульской области и Республики Алтай в интересах Республики Алтай на 2025 год"
    data = (
        Draft()
        .title(title)
        .table(
            ("№", "Мероприятие", "Срок", "Тульская область", "Республика Алтай"),
            ("1", "Семинар", "март 2025 г.", "Минпром", "Минэк"),
            ("Ожидаемый результат: проведен 1 семинар, 30 участников", *[LEFT] * 4),
            ("2", "Выезд экспертов", "май 2025 г.", "Минпром", "Минэк"),
            ("Ожидаемый результат: 2 отчета", *[LEFT] * 4),
        )
        .data()
    )
    both = {"donor": "Минпром", "recipient": "Минэк"}
    rows = [
        Row("1", "Семинар", "2025-03-01..2025-03-31", both, result="проведен 1 семинар, 30 участников", targets=[(1, "ед"), (30, "чел")]),
        Row("2", "Выезд экспертов", "2025-05-01..2025-05-31", both, result="2 отчета", targets=[(2, "ед")]),
    ]  # fmt: skip
    return "plan.docx", data, Expected(title, YEAR, rows, {"donor": "Тульск", "recipient": "Алтай"})


def persons_beside_bodies() -> tuple[str, bytes, Expected]:
    """Under each party stand two columns, the body and its person."""
    title = "План мероприятий города Казани и Пензенской области по развитию Пензенской области на 2025 год"
    data = (
        Draft()
        .title(title)
        .table(
            ("№", "Мероприятие", "Сроки", "от города Казани", LEFT, "от Пензенской области", LEFT),
            (UP, UP, UP, "организация", "ФИО", "организация", "ФИО"),
            ("1", "Семинар", "март 2025 г.", "Исполком", "Иванов И.И.", "Минпром", "Петров П.П."),
            ("2", "Визит", "май 2025 г.", "Исполком", "", "Минпром; ТПП", ""),
        )
        .data()
    )
    rows = [
        Row("1", "Семинар", "2025-03-01..2025-03-31", {"donor": "Исполком", "recipient": "Минпром"}),
        Row("2", "Визит", "2025-05-01..2025-05-31", {"donor": "Исполком", "recipient": "Минпром; ТПП"}),
    ]
    return "plan.docx", data, Expected(title, YEAR, rows, {"donor": "Казан", "recipient": "Пензенск"})


def numbers_behind_the_word() -> tuple[str, bytes, Expected]:
    """A list whose items begin "Мероприятие 1.1."; every field has a line of its own."""
    data = (
        Draft()
        .title(
            "ДОРОЖНАЯ КАРТА",
            "по развитию промышленного туризма в Республике Алтай с участием Тульской области на 2025 год",
        )
        .say("Раздел 1. Подготовка кадров", bold=True)
        .say(
            "Мероприятие 1.1. Обследование предприятий",
            "Срок: январь – март 2025 г.",
            "Исполнители: Минтуризма Республики Алтай, Комитет по туризму Тульской области",
            "Результат: обследовано 12 предприятий",
        )
        .say(
            "Мероприятие 1.2. Обучение гидов",
            "Срок: до 30.04.2025",
            "Исполнители: Минтуризма Республики Алтай",
            "Результат: 25 гидов",
        )
        .say("Раздел 2. Туризм", bold=True)
        .say(
            "Мероприятие 2.1. Открытие маршрутов",
            "Срок: июнь 2025 г.",
            "Исполнители: Минтуризма Республики Алтай",
            "Результат: 4 маршрута",
        )
        .data()
    )
    rows = [
        Row("1.1", "Обследование предприятий", "2025-01-01..2025-03-31", {"recipient": "Минтуризма Республики Алтай", "donor": "Комитет по туризму Тульской области"}, "1", "training", targets=[(12, "ед")]),
        Row("1.2", "Обучение гидов", "..2025-04-30", {"recipient": "Минтуризма Республики Алтай"}, "1", "training"),
        Row("2.1", "Открытие маршрутов", "2025-06-01..2025-06-30", {"recipient": "Минтуризма Республики Алтай"}, "2", "tourism", "4 маршрута"),
    ]  # fmt: skip
    title = (
        "Дорожная карта по развитию промышленного туризма в Республике Алтай с участием Тульской области на 2025 год"
    )
    return "plan.docx", data, Expected(title, YEAR, rows, {"recipient": "Алтай", "donor": "Тульск"})


def banner_and_empty_column() -> tuple[str, bytes, Expected]:
    """An empty first column, a banner above the heading, "who" instead of "responsible", a note inside the table."""
    data = (
        Draft()
        .title("Action plan for 2025", "City of Lakeport – Fernhill Region: support to industry of Fernhill Region")
        .table(
            ("", "ACTIVITIES FOR 2025", LEFT, LEFT, LEFT, LEFT),
            ("", "Nr", "Activity", "When", "Who (Lakeport)", "Who (Fernhill)"),
            ("", "1", "Trade mission", "10–12 June 2025", "Lakeport Chamber", "Fernhill Agency"),
            ("", "2", "Grant scheme design", "by 15 December 2025", "–", "Ministry of Economy"),
            ("", "Note: dates may change.", LEFT, LEFT, LEFT, LEFT),
        )
        .data()
    )
    rows = [
        Row(
            "1",
            "Trade mission",
            "2025-06-10..2025-06-12",
            {"donor": "Lakeport Chamber", "recipient": "Fernhill Agency"},
        ),
        Row("2", "Grant scheme design", "..2025-12-15", {"recipient": "Ministry of Economy"}),
    ]
    title = "Action plan for 2025 City of Lakeport – Fernhill Region: support to industry of Fernhill Region"
    return "plan.docx", data, Expected(title, YEAR, rows, {"donor": "Lakeport", "recipient": "Fernhill"})


def sections_in_the_number_column() -> tuple[str, bytes, Expected]:
    """A section "Раздел I" stands in the number column; start and end share a cell; sides are named on lines of one cell."""
    title = "План мероприятий Новосибирской области и Республики Хакасия по развитию предприятий Республики Хакасия на 2025-2026 годы"
    data = (
        Draft()
        .title(title)
        .say("Координатор: Минэкономразвития России")
        .table(
            (
                "№ п/п",
                "Наименование мероприятия",
                "Сроки реализации\n(начало / окончание)",
                "Ответственные исполнители\n(ФИО, должность)",
                "Вид подтверждающего документа",
                "Контрольная точка",
            ),
            ("Раздел I", "Поддержка МСП в промышленности", "", "", "", ""),
            (
                "I.1",
                "Обмен реестрами мер поддержки",
                "01.03.2025 / 30.04.2025",
                "Новосибирская область: Минпромторг НСО (Иванов И.И.)\nРеспублика Хакасия: Минэкономразвития РХ",
                "Письмо",
                "30.04.2025",
            ),
            (
                "I.2",
                "Обучение сотрудников центра",
                "05.2025 – 09.2025",
                "Новосибирская область: АНО «ЦСРП»\nРеспублика Хакасия: Фонд развития РХ (по согласованию)",
                "Отчет",
                "30.09.2025",
            ),
            ("Раздел II", "Технологии", "", "", "", ""),
            ("II.1", "Пилот по цифровому двойнику", "до 25.12.2026", "Новосибирская область: НГТУ", "Акт", "—"),
        )
        .data()
    )
    rows = [
        Row("I.1", "Обмен реестрами мер поддержки", "2025-03-01..2025-04-30", {"donor": "Минпромторг НСО", "recipient": "Минэкономразвития РХ"}, "I", "support", completion="Письмо"),
        Row("I.2", "Обучение сотрудников центра", "2025-05-01..2025-09-30", {"donor": "АНО «ЦСРП»", "recipient": "Фонд развития РХ"}, "I", "support"),
        Row("II.1", "Пилот по цифровому двойнику", "..2026-12-25", {"donor": "НГТУ"}, "II", "technology"),
    ]  # fmt: skip
    return (
        "plan.docx",
        data,
        Expected(title, ("2025-01-01", "2026-12-31"), rows, {"donor": "Новосибирск", "recipient": "Хакасия"}),
    )


def months_by_figures() -> tuple[str, bytes, Expected]:
    """Months are columns headed 1 to 12; nothing tells the sides, so the officer is asked."""
    title = "Annual work plan 2025: Riverton Region with Easton City"
    data = (
        Book()
        .sheet(
            "S",
            (title,),
            ("#", "Task", "Body", *range(1, 13)),
            (1, "Launch helpdesk", "Riverton Agency", "■", "■", *[""] * 10),
            (2, "Train staff", "Easton College", *[""] * 5, "■", "■", *[""] * 5),
        )
        .data()
    )
    rows = [
        Row("1", "Launch helpdesk", "2025-01-01..2025-02-28", {"donor": "Riverton Agency"}),
        Row("2", "Train staff", "2025-06-01..2025-07-31", {"recipient": "Easton College"}),
    ]
    return (
        "plan.xlsx",
        data,
        Expected(title, YEAR, rows, {"donor": "Riverton", "recipient": "Easton"}, ("SIDES_ASSUMED",)),
    )


def sheet_per_year() -> tuple[str, bytes, Expected]:
    """A sheet per year, its name dates the months on it; one party is a town known from the title."""
    title = "Дорожная карта г. Казани и Курской области для предприятий Курской области на 2025-2026 гг."
    header = ("№", "Мероприятие", "Срок", "Казань", "Курская область")
    data = (
        Book()
        .sheet("2025", (title,), header, (1, "Первая встреча", "март", "Исполком", "Минпром"))
        .sheet("2026", header, (2, "Вторая встреча", "март", "Исполком", "Минпром"))
        .data()
    )
    both = {"donor": "Исполком", "recipient": "Минпром"}
    rows = [
        Row("1", "Первая встреча", "2025-03-01..2025-03-31", both),
        Row("2", "Вторая встреча", "2026-03-01..2026-03-31", both),
    ]
    return (
        "plan.xlsx",
        data,
        Expected(title, ("2025-01-01", "2026-12-31"), rows, {"donor": "Казань", "recipient": "Курск"}),
    )


ALL = (
    sections_in_the_number_column,
    months_by_figures,
    sheet_per_year,
    results_in_rows_of_their_own,
    persons_beside_bodies,
    numbers_behind_the_word,
    banner_and_empty_column,
    four_sides_in_english,
    heading_written_in_two_lines,
    objectives_as_sections,
    planned_and_actual,
    capitals_and_a_split_last_row,
    bodies_in_brackets,
    figures_by_quarter,
    sides_without_a_word_above,
)
