"""The measures of editions as the calculation takes them, with the newest note of each, in one query."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import partial
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery

from promost.kit.moments import Moment
from promost.plans.models import Edition, Measure, MeasureEdition
from promost.plans.models.agreements import in_english
from promost.plans.queries.editions import in_force
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
    "edition__made_at", "measure__created_at",
)  # fmt: skip
_EDITION = ("edition__number", "edition__reporting", "newest")


@dataclass(frozen=True, slots=True)
class Lines:
    """The measures of one edition, and the newest note of each."""

    lines: list[MeasureLine] = field(default_factory=list)
    notes: dict[int, NoteLine] = field(default_factory=dict)


def lines_of(editions: Sequence[int], at: Moment) -> Mapping[int, Lines]:
    """Return {edition's key: its measures in order}."""
    rows = MeasureEdition.objects.filter(edition__in=editions).order_by("edition", "position")
    found: dict[int, Lines] = defaultdict(Lines)
    moment, days = instant(at), dict[str, date]()
    for row in rows.annotate(**_newest_note(at)).values(*_FIELDS):
        if not row["edition__made_at"] <= at.known_at < row["measure__created_at"]:  # by hand, to an edition in force
            _add(found[row["edition_id"]], row, moment, days)
    return found


def line_of(measure: Measure, at: Moment) -> tuple[Edition, Lines]:
    """Return the edition of a measure's plan that is in force, and the measure in it; in one query.

    A measure that it no longer has is given as it stood in the last edition that had it, not in force. Raises
    MeasureEdition.DoesNotExist for a measure that was never in an edition.
    """
    newest = Edition.objects.filter(plan=measure.plan_id).order_by(in_force(at).desc()).values("number")[:1]
    rows = MeasureEdition.objects.filter(measure=measure).annotate(newest=Subquery(newest), **_newest_note(at))
    wanted = rows.order_by("edition__number").values(*_FIELDS, *_EDITION)
    known = [row for row in wanted if row["edition__number"] <= row["newest"]] or list(wanted[:1])
    if not known:
        raise MeasureEdition.DoesNotExist
    row, lines = known[-1], Lines()
    _add(lines, row, instant(at), {})
    is_in_force = row["edition__number"] == row["newest"]
    lines.lines[0] = replace(lines.lines[0], in_force=is_in_force)
    reporting = row["edition__reporting"] if is_in_force else {}
    return Edition(pk=row["edition_id"], plan=measure.plan, number=row["newest"], reporting=reporting), lines


def _add(lines: Lines, row: Mapping[str, Any], moment: datetime, days: dict[str, date]) -> None:
    lines.lines.append(_line(row, moment, days))
    if row["note_day"]:
        by = in_english(row["note_by_en"] or "") or row["note_by"] or ""
        lines.notes[row["measure_id"]] = NoteLine(row["note_day"], row["note_text"], by)


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
