"""The measures of editions as the calculation takes them, with the newest note of each, in one query."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import partial
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery

from promost.kit.moments import Moment
from promost.plans.models import Edition, Measure, MeasureEdition
from promost.plans.models.agreements import in_english
from promost.plans.queries.editions import in_force
from promost.plans.queries.measures import known_view
from promost.plans.queries.rows import instant, zone_of
from promost.progress.calculation.rows import MeasureLine
from promost.progress.models import Note
from promost.progress.shapes import NoteLine
from promost.registry.models.organisations import FEDERAL_ZONE

NOTHING_NAMED = " -–—"
"""What stands in a cell where no completion document is asked for."""
_FIELDS = (
    "edition_id", "measure_id", "measure__uuid", "deadline_kind", "starts_on", "ends_on", "due_dates",
    "completion_document", "lead__zone_name", "lead__region__zone", "edition__made_at", "measure__created_at",
)  # fmt: skip
_NOTE = ("note_day", "note_text", "note_by", "note_by_en")
_EDITION = ("edition__number", "edition__reporting", "newest")
MeasureRow = Mapping[str, Any]
"""A measure of an edition as read, by the names of the fields."""


@dataclass(frozen=True, slots=True)
class Lines:
    """The measures of one edition, and the newest note of each."""

    lines: list[MeasureLine] = field(default_factory=list)
    notes: dict[int, NoteLine] = field(default_factory=dict)


def lines_of(editions: Sequence[int], at: Moment) -> Mapping[int, Lines]:
    """Return {edition's key: its measures in order}."""
    return lines_in(measure_rows(editions, [at]), at)


def measure_rows(editions: Sequence[int], moments: Sequence[Moment], also: Sequence[str] = ()) -> list[MeasureRow]:
    """Return the measures of editions in order, each with its newest note by each of the moments, in one query.

    ``also`` names further fields of ``MeasureEdition`` that the reader asks for.
    """
    rows = MeasureEdition.objects.filter(edition__in=editions).order_by("edition", "position")
    notes = {f"{name}{place}": told for place, at in enumerate(moments) for name, told in _newest_note(at).items()}
    return list(rows.annotate(**notes).values(*_FIELDS, *notes, *also))


def lines_in(rows: Iterable[MeasureRow], at: Moment, place: int = 0) -> Mapping[int, Lines]:
    """Return the same of rows that were read before; ``place`` is that of the moment among theirs."""
    found: dict[int, Lines] = defaultdict(Lines)
    moment, days = instant(at), dict[str, date]()
    for row in rows:
        if not row["edition__made_at"] <= at.known_at < row["measure__created_at"]:  # by hand, to an edition in force
            _add(found[row["edition_id"]], row, moment, days, place)
    return found


def line_of(measure: Measure, at: Moment) -> tuple[Edition, Lines]:
    """Return the edition of a measure's plan that is in force, and the measure in it; in one query,
    or in none where the measure's page has read it (and asked ``newest_notes`` along).

    A measure that it no longer has is given as it stood in the last edition that had it, not in force. Raises
    MeasureEdition.DoesNotExist for a measure that was never in an edition.
    """
    row, lines = _known(measure, at) or _newest_row(measure, at), Lines()
    _add(lines, row, instant(at), {}, 0)
    is_in_force = row["edition__number"] == row["newest"]
    lines.lines[0] = replace(lines.lines[0], in_force=is_in_force)
    reporting = row["edition__reporting"] if is_in_force else {}
    return Edition(pk=row["edition_id"], plan=measure.plan, number=row["newest"], reporting=reporting), lines


def _known(measure: Measure, at: Moment) -> MeasureRow | None:
    """What the measure's page has read of it, where it is in force."""
    view = known_view(measure, at)
    if view is None or not view.is_current:
        return None
    names = (*_FIELDS, *(f"{name}0" for name in _NOTE), *_EDITION)
    return {name: _value(view.row, name) for name in names}


def _value(row: Any, path: str) -> Any:
    for name in path.split("__"):
        row = None if row is None else getattr(row, name)
    return row


def _newest_row(measure: Measure, at: Moment) -> MeasureRow:
    newest = Edition.objects.filter(plan=measure.plan_id).order_by(in_force(at).desc()).values("number")[:1]
    notes = newest_notes(at)
    rows = MeasureEdition.objects.filter(measure=measure).annotate(newest=Subquery(newest), **notes)
    wanted = rows.order_by("edition__number").values(*_FIELDS, *notes, *_EDITION)
    known: list[MeasureRow] = [row for row in wanted if row["edition__number"] <= row["newest"]] or list(wanted[:1])
    if not known:
        raise MeasureEdition.DoesNotExist
    return known[-1]


def newest_notes(at: Moment) -> dict[str, Subquery]:
    """Return what asks for a measure's newest note by a moment, by the names under which ``line_of`` looks for it."""
    return {f"{name}0": told for name, told in _newest_note(at).items()}


def _add(lines: Lines, row: MeasureRow, moment: datetime, days: dict[str, date], place: int) -> None:
    lines.lines.append(_line(row, moment, days))
    day, text, by, by_en = (row[f"{name}{place}"] for name in _NOTE)
    if day:
        lines.notes[row["measure_id"]] = NoteLine(day, text, in_english(by_en or "") or by or "")


def _line(row: MeasureRow, moment: datetime, days: dict[str, date]) -> MeasureLine:
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
