"""From a snapshot to what the API tells."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from promost.reports.snapshot import Snapshot
from promost.reports.snapshot.shapes import ChangeLine, FigureLine, MeasureLine, TargetLine

_HEAD = (
    "plan", "title", "agreement", "edition", "year", "quarter", "quarter_end", "day", "known_at",
)  # fmt: skip
_CHANGE = (
    "target", "label", "edition", "agreed_on", "entered_on", "act", "reason", "is_removed", "in_last_month",
    "is_lowered", "lowering",
)  # fmt: skip
_TARGET = (
    "label", "comparator", "due_on", "is_due", "original", "promised", "changes", "changed_in_last_month", "lowering",
    "standing", "reason",
)  # fmt: skip
_MEASURE = ("number", "title", "outcome", "due_on", "done_on", "days_late")


def report(snapshot: Snapshot) -> dict[str, Any]:
    """Tell of a report."""
    return {
        **_same(snapshot, _HEAD),
        **{name: asdict(getattr(snapshot, name)) for name in ("whole", "of_quarter", "change_totals")},
        "measures": [_measure(each) for each in snapshot.measures],
        "targets": [_target(each) for each in snapshot.targets],
        "changes": [_change(each) for each in snapshot.changes],
        "signatories": [asdict(each) for each in snapshot.signatories],
    }


def _measure(line: MeasureLine) -> dict[str, Any]:
    return {"id": line.uuid, **_same(line, _MEASURE)}


def _target(line: TargetLine) -> dict[str, Any]:
    return {"id": line.uuid, **_same(line, _TARGET), **_place(line), "figure": _figure(line.figure)}


def _change(line: ChangeLine) -> dict[str, Any]:
    return {
        **_same(line, _CHANGE),
        **_place(line),
        "proposed_by": asdict(line.proposed_by),
        "proposed_for": asdict(line.proposed_for),
        "values": [asdict(each) for each in line.values],
        "eve": _figure(line.eve) if line.eve else None,
    }


def _place(line: TargetLine | ChangeLine) -> dict[str, Any]:
    return {"measure": line.measure_uuid or None, "unit": {"okei": line.okei, "text": line.unit}}


def _figure(line: FigureLine) -> dict[str, Any]:
    return _same(line, ("state", "value", "facts"))


def _same(line: object, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: getattr(line, name) for name in names}
