"""Questions about indicators and observed levels."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from promost.kit.moments import Moment
from promost.profiles.models import Indicator, Observation
from promost.registry.models import Organisation, Region

Subject = Region | Organisation


def by_code(codes: Collection[str] | None = None) -> Mapping[str, Indicator]:
    """Return {code: indicator} of all, or of some, with what they are made of, in one query."""
    found = Indicator.objects.select_related("numerator", "denominator", "level")
    return {row.code: row for row in (found if codes is None else found.filter(code__in=codes))}


def by_room() -> dict[str, list[Indicator]]:
    """Return every indicator by the code of the room whose work brings its facts, in their order, in one query."""
    found: dict[str, list[Indicator]] = {}
    for row in Indicator.objects.select_related("numerator", "denominator", "level").order_by("position", "code"):
        found.setdefault(row.source, []).append(row)
    return found


def levels(
    at: Moment,
    *,
    indicators: Collection[Indicator] | None = None,
    regions: Collection[str] | None = None,
    organisations: Collection[int] | None = None,
) -> QuerySet[Observation]:
    """Return the levels that held at a moment: of periods over by its day, from the newest release recorded by then.

    Each indicator, subject, period and breakdown stands once, whatever is added later. ``regions`` are codes,
    ``organisations`` keys; with both, levels of either.
    """
    found = Observation.objects.filter(ends_on__lte=at.day, recorded_at__lte=at.known_at)
    if indicators is not None:
        found = found.filter(indicator__in=indicators)
    if regions is not None and organisations is not None:
        found = found.filter(Q(region__in=regions) | _of_some(organisations))
    elif regions is not None:
        found = found.filter(region__in=regions)
    elif organisations is not None:
        found = found.filter(_of_some(organisations))
    later = Observation.objects.filter(supersedes=OuterRef("pk"), recorded_at__lte=at.known_at)
    return found.filter(~Exists(later)).order_by("indicator__position", "ends_on", "starts_on", "breakdown", "pk")


def newest(
    indicator: Indicator, subject: Subject, starts_on: date, ends_on: date, breakdown: str = ""
) -> Observation | None:
    """Return the newest release of a period's level, or None."""
    rows = _current(indicator, subject, breakdown).filter(starts_on=starts_on, ends_on=ends_on)
    return rows.order_by("-pk").first()


def last_of_others(
    indicator: Indicator, subject: Subject, starts_on: date, ends_on: date, breakdown: str = ""
) -> Observation | None:
    """Return the level of the period that ended last, leaving out the period itself; None where there is none."""
    rows = _current(indicator, subject, breakdown).exclude(starts_on=starts_on, ends_on=ends_on)
    return rows.order_by("-ends_on", "-starts_on", "-pk").first()


def releases_of(subject: Subject) -> list[Observation]:
    """Return all that was ever observed of a subject, superseded ones too: by indicator, the last period first, the
    newest release first, in one query.
    """
    rows = Observation.objects.filter(_of(subject)).select_related("indicator", "recorded_for", "superseded_by")
    return list(rows.order_by("indicator__position", "breakdown", "-ends_on", "-starts_on", "-pk"))


def _current(indicator: Indicator, subject: Subject, breakdown: str) -> QuerySet[Observation]:
    return Observation.objects.filter(_of(subject), indicator=indicator, breakdown=breakdown, superseded_by=None)


def _of_some(organisations: Collection[int]) -> Q:
    return Q(organisation__in=organisations) | Q(organisation__merged_into__in=organisations)


def _of(subject: Subject) -> Q:
    """The levels of a subject; those of former entries of an organisation are its own (they are never moved)."""
    if isinstance(subject, Region):
        return Q(region=subject)
    return Q(organisation=subject) | Q(organisation__merged_into=subject)
