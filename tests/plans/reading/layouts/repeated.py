"""What stands once for several measures: a mark that repeats the cell above, a heading that gives the term."""

from __future__ import annotations

from tests.plans.reading.layouts.drawing import LEFT, Draft, Expected, Row

YEAR = ("2025-01-01", "2025-12-31")


def _ditto(title: str, header: tuple[str, ...], *marks: str) -> bytes:
    words, bar, quote = marks
    return (
        Draft()
        .title(title)
        .table(
            header,
            ("1", "Собрать заявки", "до 30.06.2025", "Минпром Тульской области", "Минэк Республики Алтай", "Реестр"),
            ("2", "Проверить заявки", words, words, words, "Заключение"),
            ("3", "Отобрать заявки", "IV квартал 2025 г.", bar, bar, "5 заявок"),
            ("4", "Наградить лучших", quote, quote, "–", "3 награды"),
        )
        .data()
    )


def marks_that_repeat() -> tuple[str, bytes, Expected]:
    """Words and marks that say "as above" are the cell above; a dash stays a dash."""
    title = "План передачи опыта Тульской области Республике Алтай на 2025 год"
    header = ("№", "Мероприятие", "Срок", "От Тульской области (донор)", "От Республики Алтай (реципиент)", "Результат")
    both = {"donor": "Минпром Тульской области", "recipient": "Минэк Республики Алтай"}
    rows = [
        Row("1", "Собрать заявки", "..2025-06-30", both),
        Row("2", "Проверить заявки", "..2025-06-30", both),
        Row("3", "Отобрать заявки", "2025-10-01..2025-12-31", both, targets=[(5, "ед")]),
        Row("4", "Наградить лучших", "2025-10-01..2025-12-31", {"donor": both["donor"]}),
    ]
    data = _ditto(title, header, "То же", "-//-", "»")
    return "plan.docx", data, Expected(title, YEAR, rows, {"donor": "Тульск", "recipient": "Алтай"})


def terms_in_headings() -> tuple[str, bytes, Expected]:
    """Quarters and months head the measures below; a term of its own goes before the heading's."""
    title = "План работы рабочей группы на 2025 год"
    data = (
        Draft()
        .title(title)
        .table(
            ("№", "Мероприятие", "Дата", "Исполнитель", "Результат"),
            ("I КВАРТАЛ", LEFT, LEFT, LEFT, LEFT),
            ("1", "Встреча технологов", "", "Минпром", "Протокол"),
            ("Август 2025 г.", LEFT, LEFT, LEFT, LEFT),
            ("2", "Школа сварщиков", "", "Колледж", "20 человек"),
            ("3", "Подведение итогов", "15.09.2025", "Минпром", "Отчёт"),
        )
        .data()
    )
    rows = [
        Row("1", "Встреча технологов", "2025-01-01..2025-03-31", section="I КВАРТАЛ"),
        Row("2", "Школа сварщиков", "2025-08-01..2025-08-31", section="Август 2025 г."),
        Row("3", "Подведение итогов", "2025-09-15..2025-09-15", section="Август 2025 г."),
    ]
    return "plan.docx", data, Expected(title, YEAR, rows)


ALL = (marks_that_repeat, terms_in_headings)
