"""Regions on their clocks: what stands on the map and in the table of the regions' page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from promost.kit.charts.chart import Chart
from promost.kit.charts.tile_map import Tile, draw
from promost.registry import built_in
from promost.registry.models import Region
from promost.registry.models.organisations import FEDERAL_ZONE

HOUR = timedelta(hours=1)
STEPS = 6


@dataclass(frozen=True, slots=True)
class RegionLine:
    """A region in the table: its hour there, and how far that is from Moscow's ("MSK+8")."""

    region: Region
    there: str
    ahead: str
    organisations: int


@dataclass(frozen=True, slots=True)
class District:
    """A federal district with its regions."""

    name: str
    lines: tuple[RegionLine, ...]


def districts(regions: Iterable[Region], moment: datetime) -> list[District]:
    """Return the regions by federal district, those of none last."""
    grouped: dict[str, list[RegionLine]] = {}
    for region in regions:
        grouped.setdefault(region.district, []).append(_line(region, moment))
    names = _district_names()
    known = [code for code in names if code in grouped]
    rest = sorted(code for code in grouped if code not in names)
    return [District(names.get(code, code or _("Other regions")), tuple(grouped[code])) for code in (*known, *rest)]


def time_map(regions: Iterable[Region], moment: datetime) -> Chart:
    """Draw the map of the hours: the deeper a tile, the later the hour there."""
    placed = [region for region in regions if region.tile_x is not None and region.tile_y is not None]
    hours = {region.code: _hours_ahead(region.zone, moment) for region in placed}
    least, most = min(hours.values(), default=0), max(hours.values(), default=0)
    tiles = [
        Tile(
            region.code,
            region.short,
            region.name,
            region.tile_x or 0,
            region.tile_y or 0,
            level=_level(hours[region.code], least, most),
            url=f"#{region.code}",
            value=f"{_clock(region, moment)}, {ahead(hours[region.code])}",
        )
        for region in placed
    ]
    return draw(tiles, title=_("The hour in the regions"), level_words=_level_words(least, most), ident="hours")


def ahead(hours: float) -> str:
    """Write how far a clock is from Moscow's: "MSK+8", "MSK"."""
    word = _("MSK")
    if not hours:
        return word
    return f"{word}{'+' if hours > 0 else '−'}{abs(hours):g}"


def _line(region: Region, moment: datetime) -> RegionLine:
    hours = _hours_ahead(region.zone, moment)
    count = getattr(region, "organisations_count", 0)
    return RegionLine(region, _clock(region, moment), ahead(hours), count)


def _clock(region: Region, moment: datetime) -> str:
    return f"{moment.astimezone(region.zone_info):%H:%M}"


def _hours_ahead(zone: str, moment: datetime) -> float:
    there, here = moment.astimezone(ZoneInfo(zone)).utcoffset(), moment.astimezone(ZoneInfo(FEDERAL_ZONE)).utcoffset()
    return ((there or timedelta()) - (here or timedelta())) / HOUR


def _level(hours: float, least: float, most: float) -> int:
    width = (most - least + 1) / STEPS
    return min(int((hours - least) / width), STEPS - 1)


def _level_words(least: float, most: float) -> Sequence[str]:
    """The hours of each level, the first to the last; none where all clocks agree."""
    if least == most:
        return ()
    every: dict[int, list[float]] = {}
    for step in range(int(most - least) + 1):
        every.setdefault(_level(least + step, least, most), []).append(least + step)
    return [" … ".join(dict.fromkeys((ahead(hours[0]), ahead(hours[-1])))) for _level_, hours in sorted(every.items())]


def _district_names() -> Mapping[str, str]:
    english = (get_language() or "ru").startswith("en")
    return {row["code"]: row["name_en" if english else "name_ru"] for row in built_in.table("regions")["district"]}
