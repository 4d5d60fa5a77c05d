"""The lines of a statement as its page shows them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from promost.progress.models import StatementLine
from promost.progress.statements.canonical import Line


@dataclass(frozen=True, slots=True)
class FactShown:
    """A line of a statement, as it was signed; ``is_late`` tells that its day was before the quarter."""

    uuid: str
    name: str
    day: date
    value: Decimal
    unit: str
    organisation: str
    release: str
    evidence: int
    is_late: bool
    is_reversal: bool


def fact_shown(row: StatementLine) -> FactShown:
    """Show a line, read with its fact and indicator (or observation)."""
    line: Line = json.loads(row.line)
    thing = row.fact or row.observation
    assert thing is not None  # noqa: S101 - the database holds to it; tells the type checker
    day = date.fromisoformat(line["happened_on"] if row.fact else line["ends_on"])
    return FactShown(
        uuid=line["fact"] if row.fact else "",
        name=thing.indicator.name,
        day=day,
        value=Decimal(line["value"]),
        unit=thing.indicator.unit,
        organisation=thing.organisation.called if thing.organisation else "",
        release=line.get("release", ""),
        evidence=len(line.get("evidence", ())),
        is_late=row.fact is not None and day < row.statement.starts_on,
        is_reversal=bool(line.get("reverses")),
    )
