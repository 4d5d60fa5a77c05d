"""A figure by reporting day in a small drawing: what came, what was promised, what is missing."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from promost.kit.charts import sparkline
from promost.kit.charts.sparkline import HEIGHT, WIDTH, Step

MARCH, JUNE, SEPTEMBER, DECEMBER = (date(2025, month, day) for month, day in ((3, 31), (6, 30), (9, 30), (12, 31)))
YEAR = [
    Step(MARCH, 5, 0),
    Step(JUNE, 14, None, "не сообщено"),
    Step(SEPTEMBER, 25, 20),
    Step(DECEMBER, 40, None, "срок не наступил"),
]


def drawn(steps: list[Step]) -> ET.Element:
    return ET.fromstring(str(sparkline.draw(steps, "Резиденты", "ед.", "ru")))


def of_class(steps: list[Step], name: str) -> list[ET.Element]:
    return [node for node in drawn(steps).iter() if name in (node.get("class") or "").split()]


def test_zero_is_a_point_and_what_is_missing_is_a_gap() -> None:
    assert len(of_class(YEAR, "s-point")) == 2, "the zero of March and the figure of September"
    assert not of_class(YEAR, "s-line"), "no line leads over the day of which nothing is known"


def test_a_line_joins_neighbours_that_both_have_a_figure() -> None:
    steps = [Step(MARCH, 5, 4), Step(JUNE, 14, 9), Step(SEPTEMBER, 25, None), Step(DECEMBER, 40, 31)]
    assert len(of_class(steps, "s-line")) == 1


def test_what_there_is_so_far_stands_at_today_and_once() -> None:
    steps = [Step(MARCH, 5, 5), Step(SEPTEMBER, 25, 16), Step(DECEMBER, 40, 16)]
    shown = ET.fromstring(str(sparkline.draw(steps, "Резиденты", "ед.", "ru", today=date(2025, 7, 1))))
    points = [node for node in shown.iter() if "s-point" in (node.get("class") or "")]
    assert [node.get("class") for node in points] == ["s-point neutral", "s-point ahead"]
    assert float(points[1].get("cx", "")) < WIDTH / 2, "at today, not at a day to come"
    (title,) = (node.text or "" for node in shown.iter() if node.tag == "title")
    assert "30 сентября 2025 г. – пока 16 из 25 ед." in title.replace("\N{NO-BREAK SPACE}", " ")


def test_each_promise_is_a_step_up_to_its_day_and_a_dash_is_none() -> None:
    steps = [Step(MARCH, None, None), Step(JUNE, 150, None), Step(SEPTEMBER, None, None), Step(DECEMBER, 680, None)]
    june, december = of_class(steps, "s-promise")
    assert float(june.get("x2", "")) < float(december.get("x1", ""))
    assert float(june.get("y1", "")) > float(december.get("y1", "")), "more is higher"


def test_who_cannot_see_it_is_told_every_day_in_words() -> None:
    (title,) = (node for node in drawn(YEAR).iter() if node.tag == "title")
    text = (title.text or "").replace("\N{NO-BREAK SPACE}", " ")
    assert text.startswith("Резиденты: 31 марта 2025 г. – 0 из 5 ед.")
    assert "30 июня 2025 г. – не сообщено из 14 ед." in text
    assert text.endswith("31 декабря 2025 г. – срок не наступил из 40 ед.")
    assert drawn(YEAR).get("role") == "img"


def test_what_a_plan_calls_its_indicator_cannot_break_the_page() -> None:
    shown = str(sparkline.draw([Step(MARCH, 1, 1)], "<script>alert(1)</script>", "ru"))
    assert "<script>" not in shown


def test_there_is_no_style_in_it() -> None:
    assert "style" not in str(sparkline.draw(YEAR, "Резиденты"))


def test_nothing_to_draw_is_nothing() -> None:
    assert sparkline.draw([], "Резиденты") == ""


amounts = st.none() | st.decimals(min_value=-(10**12), max_value=10**12, places=4)
steps_of_any_kind = st.lists(
    st.builds(Step, st.dates(date(2020, 1, 1), date(2030, 12, 31)), amounts, amounts), min_size=1, max_size=12
)


@given(steps_of_any_kind)
def test_whatever_the_figures_every_sign_stays_within_the_drawing(steps: list[Step]) -> None:
    numbers = re.findall(r'\b(c?[xy][12]?)="(-?[\d.e+-]+)"', str(sparkline.draw(steps, "Показатель")))
    assert all(0 <= float(value) <= (WIDTH if "x" in name else HEIGHT) for name, value in numbers)


@given(st.lists(st.decimals(min_value=0, max_value=10**6, places=2), min_size=2, max_size=6))
def test_a_greater_figure_never_stands_lower(values: list[Decimal]) -> None:
    steps = [Step(date(2025, 1 + at, 1), None, value) for at, value in enumerate(values)]
    heights = [float(node.get("cy", "")) for node in of_class(steps, "s-point")]
    for (one, one_height), (other, other_height) in zip(
        zip(values, heights, strict=True), list(zip(values, heights, strict=True))[1:], strict=False
    ):
        assert one_height >= other_height if one <= other else one_height <= other_height
