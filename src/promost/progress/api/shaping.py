"""From what progress answers to what the API tells."""

from __future__ import annotations

from dataclasses import asdict
from decimal import Decimal
from typing import Any
from uuid import UUID

from promost.progress.shapes import Figure, MeasureProgress, MeasureState, PlanProgress, Point, TargetProgress

SHARE = Decimal("0.0001")
"""A share is told to four places."""


def plan(uuid: UUID, progress: PlanProgress) -> dict[str, Any]:
    """Tell of a plan."""
    return {
        "plan": uuid,
        "edition": progress.edition,
        "day": progress.day,
        "reporting": list(progress.reporting),
        "measures": {state: progress.count(state) for state in MeasureState},
        "targets": [target(each) for each in progress.targets],
    }


def measure(progress: MeasureProgress) -> dict[str, Any]:
    """Tell of a measure."""
    same = ("state", "risk", "due_on", "done_on", "in_time", "is_handed_in", "is_submitted", "needs_document",
        "facts")  # fmt: skip
    return {
        **{name: getattr(progress, name) for name in same},
        "id": progress.uuid,
        "occurrences": [asdict(each) for each in progress.occurrences],
        "note": asdict(progress.note) if progress.note else None,
        "targets": [target(each) for each in progress.targets],
    }


def target(progress: TargetProgress) -> dict[str, Any]:
    """Tell of a target."""
    same = ("label", "indicator", "confirmed", "breakdown", "comparator", "scope", "cumulative", "standing", "changes")
    return {
        **{name: getattr(progress, name) for name in same},
        "id": progress.uuid,
        "unit": {"okei": progress.okei, "text": progress.unit},
        "figure": figure(progress.figure),
        "points": [_point(each) for each in progress.points],
    }


def _point(point: Point) -> dict[str, Any]:
    same = ("due_on", "promised", "original", "standing")
    return {**{name: getattr(point, name) for name in same}, "figure": figure(point.figure)}


def figure(each: Figure) -> dict[str, Any]:
    """Tell of a figure."""
    same = ("state", "value", "contributors", "facts", "release", "unknown")
    parts = {"numerator": each.parts[0], "denominator": each.parts[1]} if each.parts else None
    share = None if each.by_hand is None else each.by_hand.quantize(SHARE)
    return {**{name: getattr(each, name) for name in same}, "by_hand": share, "parts": parts}
