"""Two who record for one measure at once: the duty that both together meet is met."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from threading import Barrier
from typing import Any

import pytest
from django.db import connection, transaction

from promost.duties.models import Duty
from promost.progress import owed
from promost.progress.owed import keeping
from tests.kit.tables import at_once
from tests.progress.programme import QUARTERS, Programme, indicator

pytestmark = pytest.mark.django_db(transaction=True)


def record_half(programme: Programme, measure: Any, *, meet_again: bool) -> Callable[[Barrier], None]:
    """Return the deed: half of what is promised is recorded, and the duties are made true, in one transaction.

    On PostgreSQL both have recorded before either looks; ``meet_again`` holds both until each has looked.
    """
    together = connection.vendor == "postgresql"

    def deed(barrier: Barrier) -> None:
        with transaction.atomic():
            programme.fact(indicator("TRAINED_T"), date(2025, 5, 14), 10, measure=measure)
            if together:
                barrier.wait(10)
            owed.refresh(programme.plan)
            if together and meet_again:
                barrier.wait(10)

    return deed


def race(*, meet_again: bool) -> int:
    """Let two record ten of twenty each, and return how many duties are left open."""
    programme = Programme.build()
    measure = programme.measure(QUARTERS[1])
    programme.target(indicator("TRAINED_T"), 20, measure=measure)
    owed.refresh(programme.plan)
    outcomes = at_once([record_half(programme, measure, meet_again=meet_again) for _ in range(2)])
    assert outcomes == [None, None]
    return Duty.objects.filter(closed_at=None).count()


def test_the_second_sees_what_the_first_has_recorded() -> None:
    assert race(meet_again=False) == 0


@pytest.mark.postgres
def test_without_waiting_each_would_see_its_own_half_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeping, "hold", lambda _plans: None)
    assert race(meet_again=True) == 2
