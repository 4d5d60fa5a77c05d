"""Observed levels that plans' promises are measured by, as they were known, in one query; none where nobody asks."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from promost.kit.moments import Moment
from promost.plans.models import Participant
from promost.profiles.models import Observation
from promost.progress.calculation.rows import IndicatorRow, LevelRow, TargetRow

_FIELDS = (
    "pk", "indicator_id", "region_id", "organisation_id", "organisation__region_id", "starts_on", "ends_on",
    "breakdown", "value", "release", "recorded_at", "superseded_by__recorded_at",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Asked:
    """Which levels are asked for: of these indicators, of regions with their organisations, and of others named."""

    indicators: frozenset[int]
    regions: frozenset[str]
    organisations: frozenset[int]
    plans: frozenset[int]


def levels_of(asked: Asked, moments: Sequence[Moment]) -> list[list[LevelRow]]:
    """Return for each moment the levels observed up to its day that no release known by then superseded."""
    if not asked.indicators:
        return [[] for _ in moments]
    of_regions = Q(region__in=asked.regions) | Q(organisation__region__in=asked.regions)
    participants = Participant.objects.filter(plan__in=asked.plans).order_by().values("organisation")
    of_others = Q(organisation__in=asked.organisations) | Q(organisation__in=participants)
    known = [at.known_at for at in moments]
    rows = Observation.objects.filter(
        of_regions | of_others,
        indicator__in=asked.indicators,
        ends_on__lte=max(at.day for at in moments),
        recorded_at__lte=max(known),
    )
    read = list(rows.exclude(superseded_by__recorded_at__lte=min(known)).order_by("pk").values_list(*_FIELDS))
    return [[LevelRow(*row[:-2]) for row in read if _is_known(row, at)] for at in moments]


def _is_known(row: Sequence[Any], at: Moment) -> bool:
    ends_on, recorded_at, superseded_at = row[_FIELDS.index("ends_on")], *row[-2:]
    stands = superseded_at is None or superseded_at > at.known_at
    return bool(ends_on <= at.day and recorded_at <= at.known_at and stands)


def observed_by(targets: Iterable[TargetRow]) -> frozenset[int]:
    """Return the observed indicators that targets, or the parts of their ratios, are measured by."""
    every = (each for target in targets if target.indicator for each in _made_of(target.indicator))
    return frozenset(key for each in every if (key := each.key if each.kind == "observed" else each.level))


def _made_of(indicator: IndicatorRow) -> Collection[IndicatorRow]:
    return (indicator, *(indicator.parts or ()))
