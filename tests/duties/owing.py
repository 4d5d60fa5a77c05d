"""A room of the tests' own that tells what should be owed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from promost.duties.expected import Expected
from promost.duties.models import Duty
from promost.kit.moments import Moment
from promost.kit.refs import Ref
from promost.registry.models import Organisation

REPORT = Ref("plans.measure", "00000000-0000-0000-0000-000000000007")
expected: list[Expected] = []
"""What the room tells, until the test is over."""


def expected_duties(_at: Moment) -> Iterable[Expected]:
    """Tell what the test put there."""
    return list(expected)


def owed(organisation: Organisation, **values: Any) -> Expected:
    """Return a duty to report by the end of June, or as ``values`` say."""
    given: dict[str, Any] = {"kind": "test.report", "origin": REPORT, "part": "", "due_on": date(2025, 6, 30), **values}
    return Expected(organisation.pk, zone=str(given.pop("zone", organisation.zone)), **given)


def opened() -> list[tuple[int, str, str, date]]:
    """Return what is open: organisation, kind, part, day."""
    rows = Duty.objects.filter(closed_at=None).order_by("kind", "organisation_id", "part", "due_on")
    return [(duty.organisation_id, duty.kind, duty.part, duty.due_on) for duty in rows]


def settled() -> list[tuple[str, str, date]]:
    """Return what is closed: kind, outcome, day."""
    rows = Duty.objects.exclude(closed_at=None).order_by("due_on", "kind")
    return [(duty.kind, duty.outcome, duty.due_on) for duty in rows]
