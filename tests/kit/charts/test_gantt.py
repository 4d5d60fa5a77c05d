"""The schedule: what an officer must see in it, with eyes or without."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promost.kit.charts import Chart, gantt
from promost.kit.charts.gantt import Bar
from promost.kit.charts.gantt.layout import LABELS, WIDTH, Scale

YEAR = (date(2025, 1, 1), date(2025, 12, 31))
TODAY = date(2025, 11, 17)
SVG = "{http://www.w3.org/2000/svg}"


def drawn(*bars: Bar, language: str = "ru") -> Chart:
    return gantt.draw(bars, *YEAR, TODAY, language)


def tree(chart: Chart) -> ET.Element:
    return ET.fromstring(str(chart.svg))


def of_class(chart: Chart, name: str) -> Iterator[ET.Element]:
    return (node for node in tree(chart).iter() if name in node.get("class", "").split())


def test_a_late_measure_is_drawn_on_to_today() -> None:
    chart = drawn(Bar("1", "Аудит", start=date(2025, 2, 1), end=date(2025, 9, 1)))
    (tail,) = of_class(chart, "g-late")
    scale = Scale(*YEAR)
    assert float(tail.get("x2", "")) == pytest.approx(scale.close(TODAY), abs=0.1)
    assert len(list(of_class(chart, "bad"))) == 1
    assert chart.rows[0][3] == "просрочено на 77 дней"


def test_a_done_measure_does_not_look_late() -> None:
    chart = drawn(Bar("1", "Аудит", state="ok", end=date(2025, 9, 1), done_on=date(2025, 8, 30)))
    assert not list(of_class(chart, "g-late"))
    assert not list(of_class(chart, "bad"))
    assert len(list(of_class(chart, "g-check"))) == 1
    assert chart.rows[0][3].replace("\N{NO-BREAK SPACE}", " ") == "исполнено 30 августа"


def test_a_measure_without_a_deadline_says_so_and_gets_no_date() -> None:
    chart = drawn(Bar("3.2", "Режим ОЭЗ"))
    assert [node.text for node in of_class(chart, "g-none-word")] == ["без срока"]
    assert not list(of_class(chart, "g-due"))
    assert chart.rows[0][2] == "без срока"


def test_a_recurring_deadline_has_a_mark_for_each_of_its_days() -> None:
    days = tuple(date(2025, month, 28) for month in (3, 6, 9, 12))
    chart = drawn(Bar("1.3", "Отчёт", due_dates=days))
    assert len(list(of_class(chart, "g-due"))) == 4
    assert len(list(of_class(chart, "passed"))) == 3
    assert not list(of_class(chart, "g-late")), "its last day is still to come"


def test_groups_have_their_names_and_the_order_is_kept() -> None:
    chart = drawn(Bar("1", "А", "Кадры"), Bar("2", "Б", "Кадры"), Bar("3", "В", "Площадки"))
    assert [node.text for node in of_class(chart, "g-group-name")] == ["Кадры", "Площадки"]
    assert [row[0] for row in chart.rows] == ["1 А", "2 Б", "3 В"]


def test_a_long_title_ends_inside_its_column_and_is_whole_in_the_table() -> None:
    title = "Повышение квалификации инженеров-технологов промышленных предприятий " * 4
    chart = drawn(Bar("2.1", title))
    lines = ["".join(node.itertext()) for node in of_class(chart, "g-name")]
    assert lines[0].endswith("…")
    assert title.strip() in chart.as_table()


def test_a_row_leads_to_its_measure() -> None:
    chart = drawn(Bar("1", "Аудит", url="/measures/1/"), Bar("2", "Отчёт"))
    assert [node.get("href") for node in tree(chart).iter(f"{SVG}a")] == ["/measures/1/"]


def test_words_of_a_document_cannot_become_markup() -> None:
    chart = drawn(Bar("<1>", "<script>alert(1)</script>", "A & B", url='"><script>'))
    assert "<script" not in chart.svg
    assert "<script" not in chart.as_table()
    tree(chart)


def test_the_drawing_carries_no_styles_and_has_a_name() -> None:
    chart = drawn(Bar("1", "Аудит", end=date(2025, 9, 1)))
    assert "style=" not in chart.svg
    root = tree(chart)
    names = {node.get("id"): node.tag for node in root}
    assert names[root.get("aria-labelledby")] == f"{SVG}title"
    assert names[root.get("aria-describedby")] == f"{SVG}desc"
    assert root.findtext(f"{SVG}title") == "График мероприятий"
    assert "17 ноября 2025" in (root.findtext(f"{SVG}desc") or "").replace("\N{NO-BREAK SPACE}", " ")


def test_english_readers_get_english() -> None:
    chart = drawn(Bar("1", "Audit"), language="en")
    assert (chart.head[0], chart.rows[0][2]) == ("Measure", "without a deadline")
    assert not re.search("[а-я]", str(chart.svg))


def test_today_outside_the_schedule_draws_no_line() -> None:
    chart = gantt.draw([Bar("1", "А")], *YEAR, date(2026, 2, 1), "ru")
    assert not list(of_class(chart, "g-today"))


def test_an_empty_plan_still_gives_a_drawing() -> None:
    assert drawn().rows == []
    tree(drawn())


def test_a_schedule_that_ends_before_it_starts_is_refused() -> None:
    with pytest.raises(ValueError, match="before it starts"):
        gantt.draw([], date(2025, 2, 1), date(2025, 1, 1), TODAY)


DAYS = st.dates(date(2020, 1, 1), date(2030, 12, 31))
BARS = st.builds(
    Bar,
    number=st.text(max_size=5),
    title=st.text(max_size=80),
    group=st.sampled_from(["", "A", "Б"]),
    state=st.sampled_from(["neutral", "info", "ok", "warn", "bad"]),
    start=st.none() | DAYS,
    end=st.none() | DAYS,
    due_dates=st.lists(DAYS, max_size=4).map(tuple),
    done_on=st.none() | DAYS,
)


@given(st.lists(BARS, max_size=6), DAYS, st.integers(0, 800), DAYS)
def test_any_plan_can_be_drawn_and_no_measure_is_left_out(bars: list[Bar], start: date, days: int, today: date) -> None:
    chart = gantt.draw(bars, start, start + timedelta(days=days), today, "ru")
    assert len(chart.rows) == len(bars)
    assert str(chart.svg).count('class="g-number"') == len(bars)


@given(DAYS, st.integers(0, 800), DAYS)
def test_every_day_lies_inside_the_drawing(start: date, days: int, day: date) -> None:
    scale = Scale(start, start + timedelta(days=days))
    assert LABELS <= scale.x(day) <= scale.close(day) <= WIDTH


def test_the_last_day_of_all_can_be_drawn() -> None:
    bar = Bar("1", "А", end=date.max)
    assert gantt.draw([bar], date(2025, 1, 1), date.max, TODAY, "ru").rows[0][2].startswith("до")
    assert len(list(of_class(drawn(bar), "g-due"))) == 1, "beyond the schedule it stands at the edge"


def column_names(start: date, end: date) -> list[str]:
    return [node.text or "" for node in of_class(gantt.draw([Bar("1", "А")], start, end, TODAY, "ru"), "g-month")]


def test_a_plan_of_one_year_names_its_months() -> None:
    names = column_names(*YEAR)
    assert (names[0], len(names)) == ("янв", 12)


def test_a_plan_over_two_years_says_which_january_it_is() -> None:
    names = column_names(date(2025, 7, 1), date(2026, 6, 30))
    assert names[:7] == ["июл", "авг", "сен", "окт", "ноя", "дек", "2026"]


def test_a_long_plan_names_quarters_and_a_very_long_one_years() -> None:
    assert column_names(date(2025, 1, 1), date(2027, 12, 31))[:3] == ["2025", "апр", "июл"]
    assert column_names(date(2025, 5, 1), date(2034, 12, 31))[:2] == ["2025", "2026"]


def test_where_a_measure_stands_can_be_said_by_its_room() -> None:
    chart = drawn(Bar("1", "Аудит", end=date(2025, 9, 1), said="срок истёк, факт не подтверждён"))
    assert chart.rows[0][3] == "срок истёк, факт не подтверждён"
