"""Several officers mend one row at once: one of them wins, the others are told, nothing is overwritten."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from threading import Barrier
from typing import Any

import pytest
from django.db import models, transaction

from promost.kit import transitions
from promost.kit.transitions import Overtaken
from tests.kit import tables

Row: Any = tables.model(
    "Row",
    text=models.TextField(default="as read"),
    state=models.TextField(default="open"),
    version=models.PositiveIntegerField(default=0),
    changes=models.PositiveIntegerField(default=0),
)
OFFICERS = 6


@pytest.fixture(scope="module", autouse=True)
def _table(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    with tables.table(Row, django_db_blocker):
        yield


@pytest.fixture
def row(transactional_db: None) -> Iterator[Any]:
    yield Row.objects.create()
    Row.objects.all().delete()


def mend(row_id: int, officer: int, write: Callable[[Any, str], None]) -> Callable[[Barrier], str]:
    """Return what an officer does: look at the row, wait until everybody has looked, and write."""

    def deed(everybody_has_looked: Barrier) -> str:
        seen = Row.objects.get(pk=row_id)
        everybody_has_looked.wait(timeout=10)
        write(seen, f"officer {officer}")
        return "done"

    return deed


def with_the_guard(seen: Any, text: str) -> None:
    transitions.change(seen, version=seen.version, text=text, changes=seen.changes + 1)


def without_the_guard(seen: Any, text: str) -> None:
    """Look whether it is still as it was, then save: what the guard is there to replace."""
    if seen.version == 0:
        seen.text, seen.version, seen.changes = text, seen.version + 1, seen.changes + 1
        seen.save()


def test_of_several_officers_who_change_a_row_at_once_one_wins_and_the_others_are_told(row: Any) -> None:
    outcomes = tables.at_once([mend(row.pk, number, with_the_guard) for number in range(OFFICERS)])
    told = [outcome for outcome in outcomes if isinstance(outcome, Overtaken)]
    now = Row.objects.get(pk=row.pk)
    assert (outcomes.count("done"), len(told)) == (1, OFFICERS - 1)
    assert now.text == f"officer {outcomes.index('done')}"
    assert (now.version, now.changes) == (1, 1)
    assert {getattr(each.current, "text", None) for each in told} == {now.text}, "they are shown what stands there now"


def test_without_the_guard_all_would_believe_they_had_won(row: Any) -> None:
    """The negative control: the same race, in which five of six changes are lost and nobody is told."""
    outcomes = tables.at_once([mend(row.pk, number, without_the_guard) for number in range(OFFICERS)])
    assert outcomes == ["done"] * OFFICERS
    assert Row.objects.get(pk=row.pk).changes == 1


def test_whoever_asks_again_from_what_stands_there_now_gets_through(row: Any) -> None:
    def stubborn(officer: int) -> Callable[[Barrier], str]:
        def deed(barrier: Barrier) -> str:
            seen = Row.objects.get(pk=row.pk)
            barrier.wait(timeout=10)
            while True:
                try:
                    with_the_guard(seen, f"officer {officer}")
                except Overtaken as overtaken:
                    seen = overtaken.current
                else:
                    return "done"

        return deed

    assert tables.at_once([stubborn(number) for number in range(4)]) == ["done"] * 4
    now = Row.objects.get(pk=row.pk)
    assert (now.version, now.changes) == (4, 4), "no change was lost"


def test_the_officer_s_own_copy_is_as_it_was_written(row: Any) -> None:
    transitions.change(row, version=0, text="mended")
    assert (row.text, row.version) == ("mended", 1)
    transitions.change(row, version=1, text="mended again")
    assert Row.objects.get(pk=row.pk).text == "mended again"


def test_an_old_version_changes_nothing_and_shows_the_row_of_now(row: Any) -> None:
    transitions.change(Row.objects.get(pk=row.pk), version=0, text="first")
    with pytest.raises(Overtaken) as overtaken:
        transitions.change(row, version=0, text="second")
    assert getattr(overtaken.value.current, "text", None) == "first"
    assert row.text == "as read"
    assert Row.objects.get(pk=row.pk).version == 1


def test_a_state_that_is_no_longer_the_expected_one_changes_nothing(row: Any) -> None:
    transitions.change(row, version=0, expected={"state": "open"}, state="accepted")
    with pytest.raises(Overtaken):
        transitions.change(row, version=1, expected={"state": "open"}, state="put aside")
    assert Row.objects.get(pk=row.pk).state == "accepted"


def test_a_row_that_is_gone_is_told_as_gone(row: Any) -> None:
    Row.objects.filter(pk=row.pk).delete()
    with pytest.raises(Overtaken) as overtaken:
        transitions.change(row, version=0, text="late")
    assert overtaken.value.current is None


def test_a_neighbour_of_the_same_version_stays_as_it_is(row: Any) -> None:
    neighbour = Row.objects.create()
    transitions.change(row, version=0, text="mended")
    neighbour.refresh_from_db()
    assert (neighbour.text, neighbour.version) == ("as read", 0)


def test_what_is_rolled_back_can_be_done_again(row: Any) -> None:
    with transaction.atomic():
        transitions.change(Row.objects.get(pk=row.pk), version=0, text="half")
        transaction.set_rollback(True)
    transitions.change(row, version=0, text="whole")
    assert Row.objects.get(pk=row.pk).text == "whole"
