"""The short notation in which the cases beside this file write what is read."""

from __future__ import annotations

from promost.plans.reading.draft import Deadline, DeadlineKind


def told(deadline: Deadline) -> str:
    """A deadline as deadlines.toml writes it: kind and days, "a..b" for a stretch, an event for a relative one."""
    kind = deadline.kind.value
    if deadline.kind is DeadlineKind.RECURRING:
        return " ".join([kind, deadline.recurrence, *map(str, deadline.due_dates)])
    if deadline.kind is DeadlineKind.MULTIPLE:
        return " ".join([kind, *(f"{part.start or ''}..{part.end}" for part in deadline.parts)])
    if deadline.relative is not None:
        hangs = deadline.relative
        days = f"working {hangs.unit}" if hangs.working else hangs.unit
        return f"{kind} {hangs.amount} {days} {hangs.event}".rstrip()
    if deadline.start is None and deadline.end is None:
        return kind
    if deadline.kind is DeadlineKind.DUE:
        return f"{kind} {deadline.end}"
    return f"{kind} {deadline.start or ''}..{deadline.end}"
