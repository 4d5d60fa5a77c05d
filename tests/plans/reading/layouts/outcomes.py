"""Results under headings that no list foresees, or that speak of indicators and of success."""

from __future__ import annotations

from tests.plans.reading.layouts.drawing import Draft, Expected, Row

YEAR = ("2025-01-01", "2025-12-31")
TITLE = "План кооперации Липецкой области и Республики Калмыкия на 2025 год"


def _one(heading: str, *told: tuple[str, list[tuple[float, str]]]) -> tuple[str, bytes, Expected]:
    deeds = ("Провести отбор", "Устроить ярмарку", "Обучить мастеров")
    rows = [(str(i), deed, "май 2025 г.", text) for i, (deed, (text, _)) in enumerate(zip(deeds, told, strict=True), 1)]
    data = Draft().title(TITLE).table(("№", "Мероприятие", "Срок", heading), *rows).data()
    wanted = [
        Row(str(i), deed, "2025-05-01..2025-05-31", result=text, targets=figures)
        for i, (deed, (text, figures)) in enumerate(zip(deeds, told, strict=True), 1)
    ]
    return "plan.docx", data, Expected(TITLE, YEAR, wanted)


def an_indicator_told_in_words() -> tuple[str, bytes, Expected]:
    """The only outcome column is headed as an indicator; a cell of it holds no figure."""
    return _one(
        "Индикатор успеха",
        ("Реестр участников", []),
        ("12 участников", [(12, "чел")]),
        ("Не менее 8 мастеров", [(8, "чел")]),
    )


def an_unforeseen_heading() -> tuple[str, bytes, Expected]:
    """Nobody foresaw the heading, but what stands below promises figures."""
    return _one(
        "К чему придём",
        ("Отобрано 5 станков", [(5, "ед")]),
        ("12 участников", [(12, "чел")]),
        ("8 мастеров", [(8, "чел")]),
    )


def shortened_words() -> tuple[str, bytes, Expected]:
    """The heading is shortened as narrow columns ask."""
    return _one("Ожид. рез.", ("Список", []), ("12 участников", [(12, "чел")]), ("8 мастеров", [(8, "чел")]))


def the_measure_of_success() -> tuple[str, bytes, Expected]:
    """What is done stands under "Action"; a measure of success is no measure."""
    title = "Joint action plan for 2025"
    rows = [("Open a test bench", "By end of May 2025", "1 bench in use"), ("Train welders", "June 2025", "30 welders")]
    data = Draft().title(title).table(("Action", "By when", "Measure of success"), *rows).data()
    wanted = [
        Row("", "Open a test bench", "..2025-05-31", result="1 bench in use"),
        Row("", "Train welders", "2025-06-01..2025-06-30", result="30 welders"),
    ]
    return "plan.docx", data, Expected(title, YEAR, wanted)


ALL = (an_indicator_told_in_words, an_unforeseen_heading, shortened_words, the_measure_of_success)
