"""Observed levels as a page shows them: by indicator, then by period, the newest release with the earlier ones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from promost.profiles import breakdowns
from promost.profiles.models import Indicator, Observation


@dataclass(frozen=True, slots=True)
class PeriodLevel:
    """A period's level: the newest release, and earlier ones, the newest first."""

    newest: Observation
    earlier: tuple[Observation, ...]

    @property
    def is_day(self) -> bool:
        """Whether it is the level of one day."""
        return self.newest.starts_on == self.newest.ends_on


@dataclass(frozen=True, slots=True)
class IndicatorLevels:
    """An indicator's levels, told apart in one way, the last period first."""

    indicator: Indicator
    breakdown: str
    periods: tuple[PeriodLevel, ...]

    @property
    def name(self) -> str:
        """The indicator's name, with what it is told apart by."""
        said = breakdowns.named(self.breakdown)
        return f"{self.indicator.name} — {said}" if said else self.indicator.name


def grouped(rows: Sequence[Observation]) -> list[IndicatorLevels]:
    """Group what was observed of one subject (``queries.releases_of``, in its order)."""
    return [
        IndicatorLevels(rows_[0].indicator, rows_[0].breakdown, tuple(_periods(rows_)))
        for rows_ in (list(several) for _, several in groupby(rows, key=_what))
    ]


def _periods(rows: Sequence[Observation]) -> list[PeriodLevel]:
    several = [list(of_period) for _, of_period in groupby(rows, key=_when)]
    return [PeriodLevel(newest, tuple(earlier)) for newest, *earlier in several]


def _what(row: Observation) -> tuple[int, str]:
    return row.indicator_id, row.breakdown


def _when(row: Observation) -> tuple[date, date]:
    return row.starts_on, row.ends_on
