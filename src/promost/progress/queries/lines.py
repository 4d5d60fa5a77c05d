"""The measures of editions as the calculation takes them, with the newest note of each, in one query."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import partial
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery

from promost.kit.moments import Moment
from promost.plans.models import MeasureEdition
from promost.plans.models.agreements import in_english
from promost.plans.queries.rows import instant, zone_of
from promost.progress.calculation.rows import MeasureLine
from promost.progress.models import Note
from promost.progress.shapes import NoteLine
from promost.registry.models.organisations import FEDERAL_ZONE

NOTHING_NAMED = " -–—"
"""What stands in a cell where no completion document is asked for."""
_FIELDS = (
    "edition_id", "measure_id", "measure__uuid", "deadline_kind", "starts_on", "ends_on", "due_dates",
    "completion_document", "lead__zone_name", "lead__region__zone", "note_day", "note_text", "note_by", "note_by_en",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Lines:
    """The measures of one edition, and the newest note of each."""

    lines: list[MeasureLine] = field(default_factory=list)
    notes: dict[int, NoteLine] = field(default_factory=dict)


def lines_of(editions: Sequence[int], at: Moment, measure: int | None = None) -> Mapping[int, Lines]:
    """Return {edition's key: its measures in order}, or one measure in them."""
    rows = MeasureEdition.objects.filter(edition__in=editions).order_by("edition", "position")
    rows = rows.filter(measure=measure) if measure else rows
    found: dict[int, Lines] = defaultdict(Lines)
    moment, days = instant(at), dict[str, date]()
    for row in rows.annotate(**_newest_note(at)).values(*_FIELDS):
        lines = found[row["edition_id"]]
        lines.lines.append(_line(row, moment, days))
        if row["note_day"]:
            by = in_english(row["note_by_en"] or "") or row["note_by"] or ""
            lines.notes[row["measure_id"]] = NoteLine(row["note_day"], row["note_text"], by)
    return found


def _line(row: Mapping[str, Any], moment: datetime, days: dict[str, date]) -> MeasureLine:
    zone = row["lead__zone_name"] or row["lead__region__zone"] or FEDERAL_ZONE
    if zone not in days:
        days[zone] = moment.astimezone(zone_of(zone)).date()
    return MeasureLine(
        key=row["measure_id"],
        uuid=str(row["measure__uuid"]),
        kind=row["deadline_kind"],
        starts_on=row["starts_on"],
        ends_on=row["ends_on"],
        due_dates=tuple(map(date.fromisoformat, row["due_dates"])),
        needs_document=bool(row["completion_document"].strip(NOTHING_NAMED)),
        today=days[zone],
    )


def notes_known(at: Moment) -> QuerySet[Note]:
    """Return the notes that stood at a moment, the newest first."""
    stood = Q(withdrawn_at=None) | Q(withdrawn_at__gt=at.known_at)
    return Note.objects.filter(stood, day__lte=at.day, written_at__lte=at.known_at).order_by("-day", "-pk")


def _newest_note(at: Moment) -> dict[str, Subquery]:
    newest = notes_known(at).filter(measure=OuterRef("measure"))
    one = partial(_one, newest)
    short = "written_for__short_name"
    return {
        "note_day": one("day"),
        "note_text": one("text"),
        "note_by": one(short),
        "note_by_en": one("written_for__name_en"),
    }


def _one(notes: QuerySet[Note], name: str) -> Subquery:
    return Subquery(notes.values(name)[:1])
