"""The changes of targets as a report has them, and how many there are of each kind. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import chain

from promost.progress.queries import SeenChange
from promost.reports.snapshot.drawn import Drawn
from promost.reports.snapshot.figures import figure_line
from promost.reports.snapshot.shapes import ChangeLine, Name, ValueLine
from promost.reports.snapshot.whole import ChangeTotals

GRAVITY = ("", "kept", "unknown", "not_reported", "short")
"""Ways of lowering, the gravest last."""


def change_lines(drawn: Drawn) -> tuple[ChangeLine, ...]:
    """Return all changes, the oldest first, in the order of targets within an edition."""
    every = chain.from_iterable(drawn.changes.values())
    return tuple(_line(each, drawn) for each in sorted(every, key=lambda each: each.change.made.number))


def gravest(changes: Iterable[ChangeLine]) -> str:
    """Return the gravest way in which a target was lowered, "" where it never was."""
    return max((each.lowering for each in changes), key=GRAVITY.index, default="")


def totals(changes: Sequence[ChangeLine]) -> ChangeTotals:
    """Count changes by what is flagged."""
    lowered = Counter(each.lowering for each in changes)
    in_last_month = sum(1 for each in changes if each.in_last_month)
    return ChangeTotals(len(changes), in_last_month, lowered["short"], lowered["not_reported"], lowered["unknown"])


def _line(seen: SeenChange, drawn: Drawn) -> ChangeLine:
    change, amendment = seen.change, seen.change.amendment
    measure = drawn.promise.measure(change.measure)
    by = Name(amendment.party.name, amendment.party.name_en) if amendment else Name("")
    body = amendment.proposed_for if amendment else None
    return ChangeLine(
        target=change.uuid,
        label=change.label,
        measure=measure.number if measure else "",
        measure_uuid=measure.uuid if measure else "",
        indicator_name=drawn.promise.indicators.get(change.indicator, Name("")),
        unit=change.unit,
        okei=change.okei,
        edition=change.made.number,
        agreed_on=change.agreed_on,
        entered_on=change.entered_on,
        act=change.act,
        reason=change.reason,
        proposed_by=by,
        proposed_for=Name(body.short_name or body.name, body.name_en) if body else Name(""),
        values=tuple(ValueLine(each.due_on, each.before, each.after) for each in change.values),
        is_removed=change.is_removed,
        in_last_month=change.in_last_month,
        is_lowered=change.is_lowered,
        lowering=str(seen.judged.lowering),
        eve=figure_line(seen.judged.figure) if seen.judged.figure else None,
    )
