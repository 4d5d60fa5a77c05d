"""One plan drawn in any of many forms: columns in another order and under other words, sides told otherwise, and so on."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

from tests.plans.reading.layouts.drawing import LEFT, UP, Book, Draft, Row

HEADINGS = {
    "ru": {
        "number": ("№ п/п", "№", "N п/п", "№ п.п.", "Номер"),
        "title": (
            "Мероприятие", "Наименование мероприятия", "Содержание мероприятия", "Перечень мероприятий", "Мероприятия",
            "Наименование мероприятий плана", "Описание мероприятия",
        ),
        "deadline": (
            "Срок", "Срок исполнения", "Срок реализации", "Сроки", "Период реализации", "Дата исполнения", "Плановый срок",
            "Сроки проведения", "Срок выполнения мероприятия",
        ),
        "result": ("Ожидаемый результат", "Результат", "Итог", "Планируемые результаты", "Ожидаемый эффект"),
        "completion": (
            "Вид документа", "Форма завершения", "Подтверждающий документ", "Форма завершения (вид документа)", "Документ",
        ),
        "note": ("Примечание", "Комментарий"),
        "owner": ("Ответственные исполнители", "Ответственный исполнитель", "Исполнители", "Ответственные", "Ответственные лица"),
        "donor": ("от города Тюмени", "город Тюмень", "Тюмень", "от администрации города Тюмени", "Ответственный от города Тюмени"),
        "recipient": (
            "от Курской области", "Курская область", "Правительство Курской области", "Ответственный от Курской области",
        ),
    },
    "en": {
        "number": ("No.", "#", "No", "Ref"),
        "title": ("Measure", "Activity", "Action", "Planned activities", "Name of the measure"),
        "deadline": ("Deadline", "Timeframe", "Timeline", "Period of implementation", "Due date", "Date"),
        "result": ("Expected result", "Result", "Expected outcome", "Output"),
        "completion": ("Completion document", "Evidence", "Means of verification", "Confirming document"),
        "note": ("Note", "Remarks", "Comments"),
        "owner": ("Responsible", "Responsible parties", "Owners", "Executors"),
        "donor": ("from the City of Norwood", "City of Norwood", "Norwood", "Responsible (City of Norwood)"),
        "recipient": ("from Elmshire Region", "Elmshire Region", "Responsible (Elmshire Region)"),
    },
}  # fmt: skip
TITLES = {
    "ru": "План мероприятий города Тюмени и Курской области по развитию промышленности Курской области на 2025 год",
    "en": "Action plan of the City of Norwood and Elmshire Region for development of industry in Elmshire Region for 2025",
}
ROWS = {
    "ru": (
        ("Поддержка предприятий", "support", (
            Row("1.1", "Проведение семинара по субсидиям", "2025-03-01..2025-03-31", {"donor": "Фонд развития", "recipient": "Комитет промышленности"}),
            Row("1.2", "Консультирование заявителей", "..2025-06-30", {"donor": "Центр «Мой бизнес»", "recipient": "Министерство экономики; ТПП"}),
        )),
        ("Промышленный туризм", "tourism", (
            Row("2.1", "Открытие маршрутов по предприятиям", "2025-07-01..2025-09-30", {"donor": "Комитет по туризму", "recipient": "Министерство культуры"}),
            Row("2.2", "Подготовка экскурсоводов", "2025-05-12..2025-05-23", {"donor": "", "recipient": "Министерство культуры"}),
        )),
    ),
    "en": (
        ("Support of enterprises", "support", (
            Row("1.1", "Hold a seminar on subsidies", "2025-03-01..2025-03-31", {"donor": "Development Fund", "recipient": "Committee of Industry"}),
            Row("1.2", "Advise applicants", "..2025-06-30", {"donor": "Business Centre", "recipient": "Ministry of Economy; Chamber of Commerce"}),
        )),
        ("Industrial tourism", "tourism", (
            Row("2.1", "Open routes through plants", "2025-07-01..2025-09-30", {"donor": "Tourism Committee", "recipient": "Ministry of Culture"}),
            Row("2.2", "Train guides", "2025-05-12..2025-05-23", {"donor": "", "recipient": "Ministry of Culture"}),
        )),
    ),
}  # fmt: skip
TERMS = {
    "ru": {
        "1.1": ("март 2025 г.", "март", "в течение марта 2025 года"),
        "1.2": ("до 30.06.2025", "не позднее 30 июня 2025 г.", "до 30 июня"),
        "2.1": ("III квартал 2025 г.", "июль – сентябрь 2025 г.", "3 квартал 2025 года"),
        "2.2": ("12 – 23 мая 2025 г.", "с 12 по 23 мая 2025 г.", "12.05.2025 – 23.05.2025"),
    },
    "en": {
        "1.1": ("March 2025", "March", "in March 2025"),
        "1.2": ("by 30 June 2025", "no later than 30 June 2025", "by June 30, 2025"),
        "2.1": ("Q3 2025", "July – September 2025", "3rd quarter of 2025"),
        "2.2": ("12 – 23 May 2025", "from 12 to 23 May 2025", "12.05.2025 – 23.05.2025"),
    },
}
DATES = {
    "1.1": ("01.03.2025", "31.03.2025"), "1.2": ("", "30.06.2025"), "2.1": ("01.07.2025", "30.09.2025"), "2.2": ("12.05.2025", "23.05.2025"),
}  # fmt: skip
QUARTERS = {"1.1": (1,), "1.2": (1, 2), "2.1": (3,), "2.2": (2,)}
BY_QUARTER = {
    "1.1": "2025-01-01..2025-03-31",
    "1.2": "2025-01-01..2025-06-30",
    "2.1": "2025-07-01..2025-09-30",
    "2.2": "2025-04-01..2025-06-30",
}
"""The terms of the measures where a schedule of quarters gives them."""
GROUPS: dict[str, dict[str, tuple[tuple[str, ...], ...]]] = {
    "dates": {
        "ru": (("Срок реализации", "начало", "окончание"), ("Сроки", "Дата начала", "Дата окончания"), ("Период", "с", "по")),
        "en": (("Period", "Start", "End"), ("Implementation period", "from", "to"), ("Dates", "Start date", "Finish date")),
    },
    "quarters": {
        "ru": (("2025 год", "I кв.", "II кв.", "III кв.", "IV кв."), ("График выполнения", "1 квартал", "2 квартал", "3 квартал", "4 квартал")),
        "en": (("2025", "Q1", "Q2", "Q3", "Q4"), ("Schedule", "1st quarter", "2nd quarter", "3rd quarter", "4th quarter")),
    },
    "indicator": {
        "ru": (("Показатель", "наименование", "ед. изм.", "значение"), ("Целевой показатель", "Наименование показателя", "Единица измерения", "Плановое значение")),
        "en": (("Indicator", "Name", "Unit", "Value"), ("Performance indicator", "Indicator", "Unit of measurement", "Target")),
    },
    "funding": {
        "ru": (("Объем финансирования, тыс. руб.", "2025", "2026"), ("Финансирование, млн руб.", "Региональный бюджет", "Внебюджетные источники")),
        "en": (("Budget, RUB thousand", "2025", "2026"), ("Funding", "Regional budget", "Private funds")),
    },
}  # fmt: skip
REGIONS = {
    "ru": {"donor": ("", " города Тюмени"), "recipient": ("", " Курской области")},
    "en": {"donor": ("Norwood ", ""), "recipient": ("Elmshire ", "")},
}
CURATORS = {
    "ru": ("Минпромторг России", "от Минпромторга России", "Федеральный куратор"),
    "en": ("Federal ministry", "Curator", "Ministry of Industry of Russia"),
}
CURATING = {"ru": ("Департамент региональной политики",), "en": ("Department of Regional Policy",)}
INDICATORS = {
    "ru": (("Количество участников", "чел.", "25"), ("Количество договоров", "ед.", "не менее 3")),
    "en": (("Participants", "people", "25"), ("Contracts", "units", "at least 3")),
}
RESULTS = {
    "ru": ("Проведено 5 встреч", "Перечень утвержден", "Отчет"),
    "en": ("5 meetings held", "List approved", "Report"),
}
DOCUMENTS = {"ru": ("Протокол", "Приказ", "Справка"), "en": ("Minutes", "Order", "Report")}
SECTION_WORDS = {"ru": "Раздел", "en": "Section"}
ROMAN = ("I", "II")


@dataclass(frozen=True)
class Variation:
    """A drawn document and what makes it different, for the message of a failing test."""

    name: str
    data: bytes
    rows: tuple[tuple[Row, str, str], ...]
    """Each measure with its section's title and direction."""
    traits: str


def vary(seed: int) -> Variation:
    """The plan of the given seed: the same one always."""
    dice = random.Random(seed)
    language = dice.choice(("ru", "ru", "en"))
    columns = _columns(dice)
    sides = dice.choice(("grouped", "apart", "marked", "curated", "unmarked"))
    sections = dice.choice(("merged", "merged", "numbered", "column", "first cell"))
    numbered = dice.random() < 0.8
    heads = _heads(dice, language, columns, sides, sections == "column", numbered=numbered)
    body = _body(dice, language, columns, sides, sections, numbered=numbered)
    book = dice.random() < 0.4
    rows = tuple((row, title, direction) for title, direction, found in ROWS[language] for row in found)
    traits = f"{language} {columns} {sides} {sections} numbered={numbered} book={book} {heads}"
    data = _book(dice, language, heads, body) if book else _word(dice, language, heads, body)
    wanted = tuple(
        (_as_drawn(row, language, columns, sides, numbered=numbered), title, direction)
        for row, title, direction in rows
    )
    return Variation("plan.xlsx" if book else "plan.docx", data, wanted, traits)


def _as_drawn(row: Row, language: str, columns: Sequence[str], sides: str, *, numbered: bool) -> Row:
    """The measure as this drawing shows it: without a number, with the term that its quarters give, with full names."""
    term = BY_QUARTER[row.number] if "quarters" in columns else row.term
    owners = (
        {side: _full(language, side, names) for side, names in row.owners.items()}
        if sides == "unmarked"
        else row.owners
    )
    return Row(row.number if numbered else "", row.title, term, owners)


def _full(language: str, side: str, names: str) -> str:
    """The bodies with the name of their region, as a column without markers needs them."""
    before, behind = REGIONS[language][side]
    return "; ".join(f"{before}{name}{behind}" for name in names.split("; ") if name)


def _columns(dice: random.Random) -> list[str]:
    """The order of the columns after number and title."""
    middle = [dice.choice(("deadline", "deadline", "dates", "quarters")), "owner"]
    if dice.random() < 0.3:
        middle.reverse()
    extra = [name for name in ("result", "completion", "indicator", "funding") if dice.random() < 0.5]
    return [*middle, *extra, *(["note"] if dice.random() < 0.3 else [])]


def _heads(
    dice: random.Random, language: str, columns: Sequence[str], sides: str, section: bool, *, numbered: bool
) -> list[tuple[str, ...]]:
    """The heading's one or two lines, and sometimes the numbers of the columns."""
    words = HEADINGS[language]
    upper: list[str] = [{"ru": "Направление", "en": "Area"}[language]] if section else []
    upper += [dice.choice(words["number"])] if numbered else []
    upper += [dice.choice(words["title"])]
    lower = [UP] * len(upper)
    for name in columns:
        if name in GROUPS:
            (top, *below) = dice.choice(GROUPS[name][language])
            upper += [top, *[LEFT] * (len(below) - 1)]
            lower += below
        elif name != "owner" or sides in {"marked", "unmarked"}:
            upper.append(dice.choice(words[name]))
            lower.append(UP)
        elif sides in {"grouped", "curated"}:
            curator = [dice.choice(CURATORS[language])] if sides == "curated" else []
            upper += [dice.choice(words["owner"]), LEFT, *[LEFT for _ in curator]]
            lower += [dice.choice(words["donor"]), dice.choice(words["recipient"]), *curator]
        else:
            outright = {"ru": ("Ответственный от города Тюмени", "Ответственный от Курской области")}
            pair = outright.get(language, ("Responsible (City of Norwood)", "Responsible (Elmshire Region)"))
            upper += list(pair)
            lower += [UP, UP]
    heads = [tuple(upper)] + ([tuple(lower)] if set(lower) != {UP} else [])
    if dice.random() < 0.3:
        heads.append(tuple(str(n) for n in range(1, len(upper) + 1)))
    return heads


def _body(
    dice: random.Random, language: str, columns: Sequence[str], sides: str, sections: str, *, numbered: bool
) -> list[tuple[str, ...]]:
    owners = {"marked": 1, "unmarked": 1, "curated": 3}.get(sides, 2)
    widths = {"owner": owners, "dates": 2, "quarters": 4, "indicator": 3, "funding": 2}
    width = sum(widths.get(name, 1) for name in columns) + 1 + numbered + (sections == "column")
    body: list[tuple[str, ...]] = []
    for at, (title, _, rows) in enumerate(ROWS[language]):
        if sections == "merged":
            head = dice.choice((f"{SECTION_WORDS[language]} {at + 1}. {title}", f"{ROMAN[at]}. {title}", title))
            body.append((head, *[LEFT] * (width - 1)))
        elif sections == "first cell":
            body.append((f"{ROMAN[at]}. {title}", *[""] * (width - 1)))
        elif sections == "numbered":
            lead: tuple[str, ...] = (str(at + 1), title) if numbered else (f"{at + 1}. {title}",)
            body.append((*lead, *[""] * (width - len(lead))))
        for order, row in enumerate(rows):
            lead = (title if order == 0 else UP,) if sections == "column" else ()
            lead += (row.number,) if numbered else ()
            body.append((*lead, row.title, *_cells(dice, language, columns, sides, row)))
    return body


def _cells(dice: random.Random, language: str, columns: Sequence[str], sides: str, row: Row) -> list[str]:
    cells: list[str] = []
    for name in columns:
        if name == "deadline":
            cells.append(dice.choice(TERMS[language][row.number]))
        elif name == "dates":
            cells += DATES[row.number]
        elif name == "quarters":
            mark = dice.choice(("X", "+", "х", "V"))
            cells += [mark if quarter in QUARTERS[row.number] else "" for quarter in (1, 2, 3, 4)]
        elif name == "indicator":
            cells += dice.choice(INDICATORS[language])
        elif name == "funding":
            cells += dice.choice((["120", "–"], ["", ""], ["1 200,5", "300"]))
        elif name == "owner":
            cells += _owners(dice, language, sides, row)
        elif name == "note":
            cells.append("")
        else:
            cells.append(dice.choice((RESULTS if name == "result" else DOCUMENTS)[language]))
    return cells


def _owners(dice: random.Random, language: str, sides: str, row: Row) -> list[str]:
    parting = dice.choice(("; ", ";\n", "\n"))
    donor, recipient = (row.owners[side].replace("; ", parting) or "–" for side in ("donor", "recipient"))
    if sides == "unmarked":
        named = [_full(language, side, row.owners[side]).replace("; ", parting) for side in ("donor", "recipient")]
        return [parting.join(text for text in named if text)]
    if sides == "curated":
        return [donor, recipient, dice.choice(("–", "", *CURATING[language]))]
    if sides != "marked":
        return [donor, recipient]
    marks = {
        "ru": ("от города Тюмени", "от Курской области"),
        "en": ("from the City of Norwood", "from Elmshire Region"),
    }
    parts = [f"{mark}: {text}" for mark, text in zip(marks[language], (donor, recipient), strict=True) if text != "–"]
    return [";\n".join(parts) + dice.choice(("", "."))]


def _word(
    dice: random.Random, language: str, heads: Sequence[tuple[str, ...]], body: Sequence[tuple[str, ...]]
) -> bytes:
    word = Draft()
    if dice.random() < 0.3:
        word.say({"ru": "УТВЕРЖДАЮ\n____________", "en": "APPROVED\n____________"}[language], right=True)
    title = TITLES[language].split(" ")
    cut = dice.choice((len(title), 1, 2 if language == "ru" else 3))
    word.title(*[" ".join(part) for part in (title[:cut], title[cut:]) if part])
    if dice.random() < 0.2 and len(body) > 4:
        cut = len(body) // 2
        while cut and UP in body[cut]:
            cut -= 1
        return word.table(*heads, *body[:cut]).say("").table(*heads, *body[cut:]).data()
    word.table(*heads, *body)
    if dice.random() < 0.3:
        word.say({"ru": "Примечание. Сроки могут уточняться.", "en": "Note. Dates may change."}[language])
    return word.data()


def _book(
    dice: random.Random, language: str, heads: Sequence[tuple[str, ...]], body: Sequence[tuple[str, ...]]
) -> bytes:
    above = [(TITLES[language],), ("",)][: dice.choice((1, 2))]
    return Book().sheet("1", *above, *heads, *body, first_row=dice.choice((1, 1, 3))).data()
