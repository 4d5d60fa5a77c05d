"""English plans in Word, and plans written as lists in either language."""

from __future__ import annotations

from tests.plans.reading.layouts.drawing import LEFT, UP, Draft, Expected, Row

YEAR = ("2025-01-01", "2025-12-31")


def english_table() -> tuple[str, bytes, Expected]:
    """An English table with "Responsible (Donor)" and "Responsible (Recipient)", evidence and targets."""
    data = (
        Draft()
        .title(
            "ROADMAP",
            "for industrial cooperation between the City of Harbourton and the Republic of Lowland",
            "for 2025",
        )
        .say("The Parties report to each other quarterly, by the 10th day of the month after the quarter.")
        .table(
            (
                "#",
                "Measure",
                "Deadline",
                "Responsible (Donor)",
                "Responsible (Recipient)",
                "Expected result",
                "Completion document",
            ),
            ("Section 1. Support of enterprises", LEFT, LEFT, LEFT, LEFT, LEFT, LEFT),
            (
                "1.1",
                "Hold workshops on soft loans",
                "quarterly",
                "Harbourton Business Agency",
                "Ministry of Economy of Lowland (J. Smith)",
                "At least 4 workshops",
                "Minutes",
            ),
            (
                "1.2",
                "Draft a law on industrial complexes",
                "by 30 June 2025",
                "City Department of Industry",
                "Ministry of Justice of Lowland",
                "Draft law submitted",
                "Draft law",
            ),
            ("Section 2. Industrial tourism", LEFT, LEFT, LEFT, LEFT, LEFT, LEFT),
            (
                "2.1",
                "Open plant tours",
                "May – September 2025",
                "—",
                "Tourism Board; enterprises (subject to agreement)",
                "1,500 visitors",
                "Report",
            ),
        )
        .data()
    )
    expected = Expected(
        "Roadmap for industrial cooperation between the City of Harbourton and the Republic of Lowland for 2025",
        YEAR,
        [
            Row("1.1", "Hold workshops on soft loans", "recurring", {"donor": "Harbourton Business Agency", "recipient": "Ministry of Economy of Lowland"}, "1", "support", "At least 4 workshops", "Minutes"),
            Row("1.2", "Draft a law on industrial complexes", "..2025-06-30", {"donor": "City Department of Industry", "recipient": "Ministry of Justice of Lowland"}, "1", "support"),
            Row("2.1", "Open plant tours", "2025-05-01..2025-09-30", {"donor": "", "recipient": "Tourism Board; enterprises"}, "2", "tourism", targets=[(1500, "чел")]),
        ],
    )  # fmt: skip
    return "plan.docx", data, expected


def english_list() -> tuple[str, bytes, Expected]:
    """A protocol in English: numbered sentences, labels on lines of their own."""
    data = (
        Draft()
        .title(
            "PROTOCOL",
            "on implementation of the Agreement between the Government of Rivermark and the Government of Stonefield for 2025",
        )
        .say("The Parties have agreed as follows:")
        .say("1. In the field of training of personnel", bold=True)
        .say(
            "1.1. Organise an internship for at least 12 engineers of the enterprises of Stonefield.",
            "Deadline: 2nd quarter of 2025",
            "Responsible:",
            "from Rivermark: Department of Industry;",
            "from Stonefield: Ministry of Labour.",
        )
        .say(
            "1.2. Exchange curricula of vocational colleges.",
            "Deadline: by 1 September 2025",
            "Responsible:",
            "from Rivermark: Department of Education;",
            "from Stonefield: Ministry of Education, Stonefield College (subject to agreement).",
        )
        .say("2. In the field of industrial tourism", bold=True)
        .say(
            "2.1. Hold a seminar for 8 enterprises of Stonefield in May – June 2025.",
            "Responsible:",
            "from Rivermark: Tourism Office;",
            "from Stonefield: Ministry of Culture.",
        )
        .say("This Protocol is drawn up in two copies.", "For Rivermark ____________   For Stonefield ____________")
        .data()
    )
    expected = Expected(
        "Protocol on implementation of the Agreement between the Government of Rivermark and the Government of Stonefield for 2025",
        YEAR,
        [
            Row("1.1", "Organise an internship for at least 12 engineers of the enterprises of Stonefield.", "2025-04-01..2025-06-30", {"donor": "Department of Industry", "recipient": "Ministry of Labour"}, "1", "training", targets=[(12, "чел")]),
            Row("1.2", "Exchange curricula of vocational colleges.", "..2025-09-01", {"donor": "Department of Education", "recipient": "Ministry of Education; Stonefield College"}, "1", "training"),
            Row("2.1", "Hold a seminar for 8 enterprises of Stonefield in May – June 2025.", "2025-05-01..2025-06-30", {"donor": "Tourism Office", "recipient": "Ministry of Culture"}, "2", "tourism"),
        ],
        {"donor": "Rivermark", "recipient": "Stonefield"},
    )  # fmt: skip
    return "protocol.docx", data, expected


def inline_list() -> tuple[str, bytes, Expected]:
    """A Russian list whose items carry "Срок: … Ответственные: …" inside the paragraph; sections by words."""
    data = (
        Draft()
        .title("ПРОТОКОЛ СОВЕЩАНИЯ", "по вопросам сотрудничества Краснодарского края и Республики Адыгея в 2025 году")
        .say("Решили:")
        .say(
            "1. Провести биржу контактов предприятий Краснодарского края и Республики Адыгея. Срок: до 25 апреля 2025 г. Ответственные: Департамент промышленной политики Краснодарского края, Минэкономразвития Республики Адыгея."
        )
        .say(
            "2. Подготовить перечень свободных площадок Республики Адыгея. Срок: май 2025 г. Ответственный: Минэкономразвития Республики Адыгея (Хапачев М.К.)."
        )
        .say(
            "3. Обобщить опыт Краснодарского края по субсидированию процентной ставки. Срок: III квартал 2025 г. Ответственный: Департамент промышленной политики Краснодарского края."
        )
        .say("Председатель ____________")
        .data()
    )
    expected = Expected(
        "ПРОТОКОЛ СОВЕЩАНИЯ по вопросам сотрудничества Краснодарского края и Республики Адыгея в 2025 году",
        YEAR,
        [
            Row("1", "Провести биржу контактов предприятий Краснодарского края и Республики Адыгея.", "..2025-04-25", {"donor": "Департамент промышленной политики Краснодарского края", "recipient": "Минэкономразвития Республики Адыгея"}),
            Row("2", "Подготовить перечень свободных площадок Республики Адыгея.", "2025-05-01..2025-05-31", {"recipient": "Минэкономразвития Республики Адыгея"}, direction="zones"),
            Row("3", "Обобщить опыт Краснодарского края по субсидированию процентной ставки.", "2025-07-01..2025-09-30", {"donor": "Департамент промышленной политики Краснодарского края"}, direction="support"),
        ],
        {"donor": "Краснодарск", "recipient": "Адыге"},
    )  # fmt: skip
    return "protocol.docx", data, expected


def lettered_list() -> tuple[str, bytes, Expected]:
    """Lettered items below numbered fields of work."""
    data = (
        Draft()
        .title(
            "Протокол о намерениях на 2025 год",
            "между Правительством Хабаровского края и Правительством Амурской области",
        )
        .say("1. В сфере внедрения технологий:")
        .say(
            "а) провести технологический аудит 5 предприятий Амурской области;",
            "Срок: до 01.06.2025",
            "Ответственные: от Хабаровского края – Центр компетенций; от Амурской области – Минэкономразвития.",
        )
        .say(
            "б) создать реестр внедренных решений.",
            "Срок: IV квартал 2025 г.",
            "Ответственные: от Хабаровского края – Центр компетенций; от Амурской области – Минэкономразвития.",
        )
        .say("2. В сфере кадров:")
        .say(
            "а) организовать стажировку 10 инженеров.",
            "Срок: сентябрь 2025 г.",
            "Ответственные: от Хабаровского края – КнАГУ (по согласованию); от Амурской области – Минобр.",
        )
        .data()
    )
    expected = Expected(
        "Протокол о намерениях на 2025 год между Правительством Хабаровского края и Правительством Амурской области",
        YEAR,
        [
            Row("а", "провести технологический аудит 5 предприятий Амурской области;", "..2025-06-01", {"donor": "Центр компетенций", "recipient": "Минэкономразвития"}, "1", "technology"),
            Row("б", "создать реестр внедренных решений.", "2025-10-01..2025-12-31", {"donor": "Центр компетенций", "recipient": "Минэкономразвития"}, "1", "technology"),
            Row("а", "организовать стажировку 10 инженеров.", "2025-09-01..2025-09-30", {"donor": "КнАГУ", "recipient": "Минобр"}, "2", "training"),
        ],
        {"donor": "Хабаровск", "recipient": "Амурск"},
    )  # fmt: skip
    return "protocol.docx", data, expected


def quarters_and_targets() -> tuple[str, bytes, Expected]:
    """English schedule by quarters of two years, and an annex of target indicators."""
    data = (
        Draft()
        .title("Work plan of the Partnership for 2025–2026")
        .table(
            ("Ref", "Action", "Responsible body", "2025", LEFT, LEFT, LEFT, "2026", LEFT, LEFT, LEFT),
            (UP, UP, UP, "Q1", "Q2", "Q3", "Q4", "Q1", "Q2", "Q3", "Q4"),
            ("1", "Select suppliers", "Chamber of Commerce", "x", "x", "", "", "", "", "", ""),
            ("2", "Audit plants", "Quality Centre", "", "", "x", "x", "x", "", "", ""),
        )
        .say("Annex. Target indicators")
        .table(
            ("No.", "Indicator", "Unit", "Baseline (2024)", "Target value", LEFT),
            (UP, UP, UP, UP, "2025", "2026"),
            ("1", "Suppliers qualified", "units", "3", "8", "15"),
            ("2", "Contracts signed", "mln EUR", "–", "1.5", "4"),
        )
        .data()
    )
    expected = Expected(
        "Work plan of the Partnership for 2025–2026",
        ("2025-01-01", "2026-12-31"),
        [
            Row(
                "1", "Select suppliers", "2025-01-01..2025-06-30", {"other": "Chamber of Commerce"}, direction="supply"
            ),
            Row("2", "Audit plants", "2025-07-01..2026-03-31", {"other": "Quality Centre"}),
        ],
        targets=2,
    )
    return "plan.docx", data, expected


def dated_sentences() -> tuple[str, bytes, Expected]:
    """Sentences that name the day themselves and the bodies in brackets; no label stands outside them."""
    title = "Перечень мероприятий Липецкой области и Республики Северная Осетия по развитию предприятий Республики Северная Осетия на 2025 год"
    data = (
        Draft()
        .title(title)
        .say("1. Провести до 1 июня 2025 г. семинар для 20 предприятий (ответственный – Минпром Липецкой области).")
        .say("2. Открыть в IV квартале 2025 года центр компетенций (отв. Минэкономики Республики Северная Осетия).")
        .say("3. Подготовить в декабре 2025 г. доклад о кооперации.")
        .data()
    )
    rows = [
        Row("1", "Провести до 1 июня 2025 г. семинар для 20 предприятий (ответственный – Минпром Липецкой области).", "..2025-06-01", {"donor": "Минпром Липецкой области"}, targets=[(20, "ед")]),
        Row("2", "Открыть в IV квартале 2025 года центр компетенций (отв. Минэкономики Республики Северная Осетия).", "2025-10-01..2025-12-31", {"recipient": "Минэкономики Республики Северная Осетия"}),
        Row("3", "Подготовить в декабре 2025 г. доклад о кооперации.", "2025-12-01..2025-12-31"),
    ]  # fmt: skip
    return "list.docx", data, Expected(title, YEAR, rows, {"donor": "Липецк", "recipient": "Осетия"})


def addressed_protocol() -> tuple[str, bytes, Expected]:
    """Minutes that address bodies in the dative, once for several lettered points."""
    data = (
        Draft()
        .title(
            "ПРОТОКОЛ № 5",
            "заседания рабочей группы по сотрудничеству Пензенской области и Республики Дагестан в интересах предприятий Республики Дагестан",
            "на 2025 год",
        )
        .say("I. О подготовке кадров", bold=True)
        .say("1.1. Министерству образования Пензенской области совместно с Минобрнауки Республики Дагестан:")
        .say("а) провести отбор слушателей.", "Срок – до 15 марта 2025 г.")
        .say("б) организовать обучение 30 наладчиков.", "Срок – II квартал 2025 г.")
        .say("II. О поставках", bold=True)
        .say("2.1. Минпромторгу Республики Дагестан представить перечень предприятий.", "Срок: 1 апреля 2025 года.")
        .say("Председательствующий ____________")
        .data()
    )
    both = {"donor": "Министерство образования Пензенской области", "recipient": "Минобрнауки Республики Дагестан"}
    rows = [
        Row("а", "провести отбор слушателей.", "..2025-03-15", both, "1.1", "training"),
        Row("б", "организовать обучение 30 наладчиков.", "2025-04-01..2025-06-30", both, "1.1", "training", targets=[(30, "чел")]),
        Row("2.1", "Минпромторгу Республики Дагестан представить перечень предприятий.", "2025-04-01..2025-04-01", {"recipient": "Минпромторг Республики Дагестан"}, "II", "supply"),
    ]  # fmt: skip
    title = "Протокол № 5 заседания рабочей группы по сотрудничеству Пензенской области и Республики Дагестан в интересах предприятий Республики Дагестан на 2025 год"
    return "protocol.docx", data, Expected(title, YEAR, rows, {"donor": "Пензенск", "recipient": "Дагестан"})


ALL = (
    addressed_protocol,
    dated_sentences,
    english_table,
    english_list,
    inline_list,
    lettered_list,
    quarters_and_targets,
)
