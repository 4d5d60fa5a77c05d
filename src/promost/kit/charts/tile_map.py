"""A country as a grid of tiles, one for each region, with bridges between those that work together."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext, override

from promost.kit import formats
from promost.kit.charts.chart import Chart, Key, frame
from promost.kit.charts.spans import Span
from promost.kit.charts.svg import element, group, link

STEP = 44.0
SIZE = 40.0
LEVELS = 6


@dataclass(frozen=True, slots=True)
class Tile:
    """A region: `code` (ISO 3166-2), `label` of three or four letters, column `x` and row `y` from 0, level 0 to 5."""

    code: str
    label: str
    name: str
    x: int
    y: int
    level: int = 0
    url: str = ""
    value: str = ""


@dataclass(frozen=True, slots=True)
class Bridge:
    """A cooperation between two regions, with the few words that stand over it."""

    from_code: str
    to_code: str
    label: str = ""


def _square(tile: Tile, tops: float, ends: frozenset[str]) -> SafeString:
    name = f"{tile.name}: {tile.value}" if tile.value else tile.name
    square = element("rect", x=tile.x * STEP, y=tops + tile.y * STEP, width=SIZE, height=SIZE, rx=7, class_="t-square")
    label = name if tile.url else None
    return link(tile.url, element("title", name), square, class_=_classes(tile, ends), aria_label=label)


def _classes(tile: Tile, ends: frozenset[str]) -> str:
    level = min(max(tile.level, 0), LEVELS - 1)
    return f"t-tile q{level}{' t-end' if tile.code in ends else ''}"


def _code(tile: Tile, tops: float, ends: frozenset[str]) -> SafeString:
    """The letters of a tile, drawn over the bridges so that they stay readable."""
    x, y = tile.x * STEP + SIZE / 2, tops + tile.y * STEP + SIZE / 2
    size = "t-code t-long" if len(tile.label) > 3 else "t-code"
    return group(element("text", tile.label, x=x, y=y, class_=size), class_=_classes(tile, ends))


def _spans(tiles: Sequence[Tile], bridges: Sequence[Bridge], tops: float) -> list[Span]:
    """The bridges whose two ends are on the map, from tile top to tile top; the others are in the table."""
    places = {tile.code: (tile.x * STEP + SIZE / 2, tops + tile.y * STEP + 1) for tile in tiles}
    return [
        Span(places[bridge.from_code], places[bridge.to_code], bridge.label)
        for bridge in bridges
        if bridge.from_code in places and bridge.to_code in places
    ]


def _level_keys(words: Sequence[str]) -> list[Key]:
    def sign(level: int) -> SafeString:
        square = element("rect", x=1, y=0, width=14, height=14, rx=3, class_="t-square")
        return element(
            "svg", group(square, class_=f"t-tile q{level}"), viewBox="0 0 16 14", class_="key", aria_hidden="true"
        )

    return [Key(sign(level), word) for level, word in enumerate(words[:LEVELS]) if word]


def _rows(tiles: Sequence[Tile], bridges: Sequence[Bridge]) -> list[tuple[str, str, str]]:
    """Table rows: the regions that have something to say, each with its bridges."""
    names = {tile.code: tile.name for tile in tiles}
    partners: dict[str, list[str]] = {}
    for bridge in bridges:
        for here, there in ((bridge.from_code, bridge.to_code), (bridge.to_code, bridge.from_code)):
            partners.setdefault(here, []).append(names.get(there, there))
    told = (tile for tile in tiles if tile.level or tile.value or tile.code in partners)
    return [(tile.name, tile.value, ", ".join(partners.get(tile.code, ()))) for tile in told]


def draw(
    tiles: Sequence[Tile],
    bridges: Sequence[Bridge] = (),
    language: str | None = None,
    title: str = "",
    level_words: Sequence[str] = (),
    ident: str = "tiles",
) -> Chart:
    """Draw the regions as equal tiles and the bridges between them.

    `level_words` are the words of levels 0, 1, … for the key (an empty one has no line in it); a tile's own figure
    stands in its `value`. A tile with a `url` is a link. `ident` must be unique on the page.
    """
    with override(language or formats.resolve()):
        name = title or gettext("Regions of the programme")
        said = gettext("One tile for each region; bridges: %(count)s. The table below says the same in words.")
        size, parts = _parts(tiles, bridges)
        svg = frame(ident, name, said % {"count": len(bridges)}, size, parts, "tiles")
        heads = (gettext("Region"), gettext("Figure"), gettext("Works together with"))
        return Chart(name, svg, heads, _rows(tiles, bridges), _level_keys(level_words))


def _parts(tiles: Sequence[Tile], bridges: Sequence[Bridge]) -> tuple[tuple[float, float], list[SafeString]]:
    """Size of the map and its layers: squares, bridges, letters, words; a high bridge makes room above the tiles."""
    columns, lines = (max(places, default=0) + 1 for places in ([t.x for t in tiles], [t.y for t in tiles]))
    tops = max((-span.top for span in _spans(tiles, bridges, 0)), default=0.0)
    tops = max(tops, 1.0)
    ends = frozenset(code for bridge in bridges for code in (bridge.from_code, bridge.to_code))
    spans = _spans(tiles, bridges, tops)
    squares = group(*(_square(tile, tops, ends) for tile in tiles))
    codes = group(*(_code(tile, tops, ends) for tile in tiles), class_="t-codes", aria_hidden="true")
    size = (columns * STEP - (STEP - SIZE), tops + lines * STEP - (STEP - SIZE) + 1)
    return size, [squares, *(span.draw() for span in spans), codes, *(span.draw_word() for span in spans)]
