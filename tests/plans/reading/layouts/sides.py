"""Who gives and who receives, by the forms in which documents say it."""

from __future__ import annotations

from tests.plans.reading.layouts.drawing import Draft, Expected, Row

YEAR = ("2025-01-01", "2025-12-31")


def _two(title: str, one: str, other: str, giver: str, *before: str) -> tuple[str, bytes, Expected]:
    """A table with two columns of owners; ``giver`` is "one" or "other"."""
    names = ("ЦРП", "Колледж")
    draft = Draft().title(title).say(*before)
    header = ("№", "Мероприятие", "Срок", one, other, "Результат")
    data = draft.table(header, ("1", "Обучить мастеров", "май 2025 г.", *names, "8 мастеров")).data()
    sides = ("donor", "recipient") if giver == "one" else ("recipient", "donor")
    owners = dict(zip(sides, names, strict=True))
    row = Row("1", "Обучить мастеров", "2025-05-01..2025-05-31", owners)
    return "plan.docx", data, Expected(title, YEAR, [row])


def help_of_one_to_the_other() -> tuple[str, bytes, Expected]:
    """Help of X to Y: the first name gives, the second receives."""
    title = "План помощи Калужской области Республике Калмыкия в подготовке кадров на 2025 год"
    return _two(title, "Калужская область", "Республика Калмыкия", "one")


def help_by_one_for_the_other() -> tuple[str, bytes, Expected]:
    """The giver in the instrumental stands behind the receiver."""
    title = "План поддержки Ивановской области городом Казанью на 2025 год"
    return _two(title, "Ивановская область", "г. Казань", "other")


def sides_by_ordinal() -> tuple[str, bytes, Expected]:
    """A preamble defines "Сторона 1" and "Сторона 2", and says what they do."""
    preamble = (
        "Правительство Псковской области (далее – Сторона 1, принимающая практику) и Правительство Тверской области "
        "(далее – Сторона 2, передающая практику) согласовали план."
    )
    title = "План совместных мероприятий на 2025 год"
    return _two(title, "Отв. исполнитель от Стороны 1", "Отв. исполнитель от Стороны 2", "other", preamble)


def parties_by_letter() -> tuple[str, bytes, Expected]:
    """An English preamble defines "Party A" and "Party B"."""
    preamble = (
        "The Government of Westland Province (hereinafter Party A, the recipient) and the Government of Eastland "
        "Province (hereinafter Party B, the donor) agree as follows."
    )
    return _two("Joint work plan for 2025", "Responsible of Party A", "Responsible of Party B", "other", preamble)


def names_behind_a_colon() -> tuple[str, bytes, Expected]:
    """Two headings share their words before the colon and differ in the name."""
    title = "План передачи опыта Самарской области в Пензенскую область на 2025 год"
    return _two(title, "Кто отвечает: Самарская область", "Кто отвечает: Пензенская область", "one")


def shortened_owners() -> tuple[str, bytes, Expected]:
    """Shortened headings that differ only in the role of the region."""
    title = "План совместных мероприятий на 2025 год"
    return _two(title, "Отв. исп. (регион-реципиент)", "Отв. исп. (регион-донор)", "other")


def a_district_marked_inside_the_cell() -> tuple[str, bytes, Expected]:
    """One cell of owners; a region and a district it helps are marked before colons, the district by its short form."""
    title = "План шефской помощи Омской области городскому округу Красный Яр на 2025 год"
    cell = "Омская область: Минпром Омской области\nг.о. Красный Яр: Администрация г.о. Красный Яр"
    header = ("№", "Мероприятие", "Срок", "Исполнители", "Результат")
    data = Draft().title(title).table(header, ("1", "Обучить мастеров", "май 2025 г.", cell, "8 мастеров")).data()
    owners = {"donor": "Минпром Омской области", "recipient": "Администрация г.о. Красный Яр"}
    row = Row("1", "Обучить мастеров", "2025-05-01..2025-05-31", owners)
    return "plan.docx", data, Expected(title, YEAR, [row], {"donor": "Омск", "recipient": "Красный Яр"})


ALL = (
    help_of_one_to_the_other,
    help_by_one_for_the_other,
    sides_by_ordinal,
    parties_by_letter,
    names_behind_a_colon,
    shortened_owners,
)
