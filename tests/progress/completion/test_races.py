"""Two who answer for one document at once: one wins, the other is told."""

from __future__ import annotations

from collections.abc import Callable
from threading import Barrier
from typing import Any

import pytest
from django.db import connection

from promost.kit import clock
from promost.kit.transitions import Overtaken
from promost.ledger.models import Entry
from promost.progress import owed
from promost.progress.completion import actions
from promost.progress.completion.queries import Waiting, waiting_entry
from promost.progress.models import Decision, Verdict
from promost.progress.shapes import MeasureState
from tests.kit.tables import at_once
from tests.progress.completion.conftest import NOON
from tests.progress.completion.documents import Documents

pytestmark = pytest.mark.django_db(transaction=True)
Deed = Callable[[Documents, Entry], Any]


def confirm(programme: Documents, entry: Entry) -> Decision:
    return programme.confirm(entry)


def give_back(programme: Documents, entry: Entry) -> Decision:
    return programme.return_(entry)


def race(programme: Documents, first: Deed, second: Deed) -> tuple[list[Any], list[Any]]:
    """Let two answer at once, and return those who won and those who were told."""
    entry = programme.hand_in()

    def deed(what: Deed) -> Callable[[Barrier], Any]:
        def run(barrier: Barrier) -> Any:
            barrier.wait(10)
            with clock.stopped(NOON):
                return what(programme, entry)

        return run

    outcomes = at_once([deed(first), deed(second)])
    won = [each for each in outcomes if isinstance(each, Decision)]
    told = [each for each in outcomes if isinstance(each, Overtaken)]
    assert len(won) + len(told) == 2, outcomes
    return won, told


@pytest.mark.parametrize("second", [confirm, give_back])
def test_one_wins_and_the_other_is_told_who(three: Documents, second: Deed) -> None:
    (won,), (told,) = race(three, confirm, second)
    assert told.current == won == Decision.objects.get()
    assert three.progress().state == (
        MeasureState.DONE if won.verdict == Verdict.CONFIRMED else MeasureState.NOT_STARTED
    )


@pytest.mark.postgres
@pytest.mark.parametrize("second", [confirm, give_back])
def test_looking_alone_both_would_have_answered(
    three: Documents, second: Deed, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without waiting for each other both find the document waiting: the one decision of an entry keeps them apart."""
    seen: list[Waiting | None] = []
    together = Barrier(2)

    def look(entry: Entry) -> Waiting | None:
        seen.append(waiting_entry(entry))
        together.wait(10)
        return seen[0]

    monkeypatch.setattr(owed, "hold", lambda _plans: None)
    monkeypatch.setattr(actions, "waiting_entry", look)
    won, told = race(three, confirm, second)
    assert None not in seen
    assert (len(seen), len(won), len(told)) == (2, 1, 1)
    assert connection.vendor == "postgresql"
