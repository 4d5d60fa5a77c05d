"""The map of tiles and its bridges."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import pytest

from promost.kit.charts import Chart, tile_map
from promost.kit.charts.spans import Span
from promost.kit.charts.tile_map import Bridge, Tile

MOSCOW = Tile("RU-MOW", "МОС", "Москва", 4, 4, 4, "/regions/RU-MOW/", "118")
MAGADAN = Tile("RU-MAG", "МАГ", "Магаданская область", 16, 1, 5, value="121")
SMOLENSK = Tile("RU-SMO", "СМО", "Смоленская область", 2, 4)
TILES = [MOSCOW, MAGADAN, SMOLENSK]


def draw(*bridges: Bridge, language: str = "ru") -> Chart:
    return tile_map.draw(TILES, bridges, language, level_words=["нет", "мало"])


def classes(chart: Chart) -> list[str]:
    return [node.get("class", "") for node in ET.fromstring(str(chart.svg)).iter()]


def test_a_bridge_stands_between_its_regions_and_both_are_marked() -> None:
    chart = draw(Bridge("RU-MOW", "RU-MAG", "12 практик"))
    assert classes(chart).count("b-arch") == 1
    assert classes(chart).count("b-pier") == 2
    assert len([name for name in classes(chart) if name.endswith("t-end")]) == 4  # square and letters of two tiles
    assert "12 практик" in chart.svg


def test_the_table_names_both_ends_of_a_bridge() -> None:
    rows = {row[0]: row for row in draw(Bridge("RU-MOW", "RU-MAG")).rows}
    assert rows["Москва"] == ("Москва", "118", "Магаданская область")
    assert rows["Магаданская область"][2] == "Москва"
    assert "Смоленская область" not in rows, "it has nothing to tell yet"


def test_a_bridge_to_a_region_that_is_not_on_the_map_is_told_and_not_drawn() -> None:
    chart = draw(Bridge("RU-MOW", "RU-XX"))
    assert "b-arch" not in classes(chart)
    assert next(row for row in chart.rows if row[0] == "Москва")[2] == "RU-XX"


def test_only_a_region_with_an_address_is_a_link_and_it_has_a_name() -> None:
    root = ET.fromstring(str(draw().svg))
    links = list(root.iter("{http://www.w3.org/2000/svg}a"))
    assert [(link.get("href"), link.get("aria-label")) for link in links] == [("/regions/RU-MOW/", "Москва: 118")]


def test_letters_lie_over_the_bridges() -> None:
    svg = str(draw(Bridge("RU-MOW", "RU-MAG")).svg)
    assert svg.index('class="bridge"') < svg.index('class="t-codes"')


@pytest.mark.parametrize("end", [(700.0, 0.0), (700.0, 300.0), (0.0, 300.0), (40.0, 0.0)])
def test_a_bridge_and_its_word_stay_below_the_top_of_the_map(end: tuple[float, float]) -> None:
    span = Span((0.0, 100.0), end, "двенадцать практик переданы")
    assert span.top < min(span.start[1], span.end[1])
    assert span.word_at[1] - 24 >= span.top - 0.01


def test_a_level_out_of_range_is_drawn_at_the_nearest() -> None:
    chart = tile_map.draw([Tile("A", "А", "А", 0, 0, 9), Tile("B", "Б", "Б", 1, 0, -1)])
    assert "t-tile q5" in classes(chart)
    assert "t-tile q0" in classes(chart)


def test_an_empty_register_still_gives_a_drawing() -> None:
    assert tile_map.draw([]).rows == []


def test_it_says_in_words_that_the_table_holds_the_same() -> None:
    assert "bridges: 1" in str(draw(Bridge("RU-MOW", "RU-MAG"), language="en").svg)
