"""What the form of a measure begins with: the measure as an edition has it."""

from __future__ import annotations

from datetime import date
from typing import Any

from promost.plans.forms.owners import plain
from promost.plans.models import MeasureEdition, TargetValue


def fields(row: MeasureEdition | None) -> dict[str, Any]:
    """Return the fields of a measure, or of a new one."""
    if row is None:
        return {"kind": "due"}
    return {
        "version": row.version,
        "number": row.number,
        "title": row.title,
        "direction": row.measure.direction,
        "deadline_text": row.deadline_text,
        "kind": row.deadline_kind,
        "start": row.starts_on,
        "end": row.ends_on,
        "due_dates": tuple(date.fromisoformat(day) for day in row.due_dates),
        "result": row.result,
        "completion_document": row.completion_document,
        "note": row.note,
        "section": row.section_id,
        "lead": row.lead_id,
    }


def owners(row: MeasureEdition | None) -> list[dict[str, Any]]:
    """Return a line for each owner."""
    names = ("party", "organisation", "person", "by_agreement")
    return list(row.owners.order_by("position").values(*names)) if row else []


def targets(row: MeasureEdition | None) -> list[dict[str, Any]]:
    """Return a line for each value of a target."""
    if row is None:
        return []
    values = TargetValue.objects.filter(edition=row.edition, target__measure=row.measure).select_related("target")
    return [
        {
            "comparator": each.target.comparator,
            "value": plain(each.value),
            "unit": each.target.unit,
            "label": each.target.label,
            "text": each.target.text,
        }
        for each in values.order_by("target__position")
    ]
