"""Bars against targets."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from decimal import Decimal

from promost.kit.charts import Chart, bar
from promost.kit.charts.bar import WIDTH, Item


def of_class(chart: Chart, name: str) -> list[ET.Element]:
    return [node for node in ET.fromstring(str(chart.svg)).iter() if node.get("class") == name]


def plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


def test_not_reported_is_not_zero() -> None:
    chart = bar.draw([Item("Резиденты", None, 15, "ед."), Item("Линии", 0, 15, "ед.")], "ru")
    assert [plain(row[1]) for row in chart.rows] == ["не сообщено", "0 из 15 ед. · 0 %"]


def test_a_bar_is_as_long_as_its_share_of_the_target() -> None:
    chart = bar.draw([Item("Рабочие места", 130, 520)], "ru")
    (run,) = of_class(chart, "h-run")
    assert float(run.get("width", "")) == WIDTH / 4


def test_more_than_the_target_moves_the_mark_and_not_the_bar_beyond_the_edge() -> None:
    chart = bar.draw([Item("Обучено", Decimal(240), 120)], "ru")
    (run,), (mark,) = of_class(chart, "h-run"), of_class(chart, "h-mark")
    assert float(run.get("width", "")) == WIDTH
    assert float(mark.get("x", "")) < WIDTH / 2


def test_one_scale_for_figures_of_one_unit() -> None:
    chart = bar.draw([Item("A", 50), Item("B", 100)], shared_scale=True)
    assert [float(run.get("width", "")) for run in of_class(chart, "h-run")] == [WIDTH / 2, WIDTH]


def test_a_negative_figure_draws_no_bar_to_the_left() -> None:
    chart = bar.draw([Item("Изменение", -5, 10)], "ru")
    assert all(float(run.get("width", "")) >= 0 for run in of_class(chart, "h-run"))
    assert "−5" in chart.rows[0][1]


def test_nothing_to_draw_is_no_error() -> None:
    assert bar.draw([]).rows == []
