"""Whether applications are taken on a day: windows end at midnight where the provider works."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from promost.registry.models.organisations import FEDERAL_ZONE
from promost.support.models import Scheme, SchemeState, Window


@dataclass(frozen=True, slots=True)
class Opening:
    """Whether a scheme takes applications. ``until``: the last day (None: no end); ``next_on``: when it opens again."""

    is_open: bool
    until: date | None = None
    next_on: date | None = None
    closed_on: date | None = None
    """The last day of the window that was missed."""


def zone_of(scheme: Scheme) -> ZoneInfo:
    """Return the zone whose midnight ends a window: the provider's, the region's, or the federal authorities'."""
    if scheme.provider:
        return scheme.provider.zone
    return scheme.region.zone_info if scheme.region else ZoneInfo(FEDERAL_ZONE)


def opening(scheme: Scheme, moment: datetime) -> Opening:
    """Tell whether a published scheme takes applications at a moment; one without windows always does.

    Reads ``scheme.windows.all()``, so that a list prefetches them.
    """
    if scheme.state != SchemeState.PUBLISHED:
        return Opening(is_open=False)
    return opening_of(scheme.windows.all(), moment.astimezone(zone_of(scheme)).date())


def opening_of(windows: Iterable[Window], day: date) -> Opening:
    """Tell what windows say of a day in the provider's zone."""
    every = sorted(windows, key=lambda each: each.opens_on)
    if not every:
        return Opening(is_open=True)
    for each in every:
        if each.opens_on <= day and (each.closes_on is None or day <= each.closes_on):
            return Opening(is_open=True, until=each.closes_on)
    later = [each.opens_on for each in every if each.opens_on > day]
    past = [each.closes_on for each in every if each.closes_on is not None and each.closes_on < day]
    return Opening(is_open=False, next_on=min(later, default=None), closed_on=max(past, default=None))
