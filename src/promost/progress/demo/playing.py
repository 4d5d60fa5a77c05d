"""Playing the story: event after event, each at its moment, and the duties brought up to date at the end."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from promost.ledger import after as after_facts
from promost.plans import after as after_plans
from promost.progress import owed
from promost.progress.demo import deeds
from promost.progress.demo.events import Event
from promost.progress.demo.stage import Stage


def play_all(stages: Mapping[str, Stage], events: Iterator[tuple[str, str, Event]]) -> None:
    """Play the events, given in the order of time with the agreement's number and the event's lasting name.

    Duties stay as they are: the answers for documents come after it and refresh them in the order of time. Refreshed
    here as well, they would be met in October, owed again in May, and stand twice among those that were met.
    """
    for number, name, event in events:
        deeds.play(stages[number], name, event)


def refresh(stages: Mapping[str, Stage]) -> None:
    """Bring the duties of all plans up to date."""
    owed.refresh_many([stage.plan for stage in stages.values()])


@contextmanager
def without_refreshing() -> Iterator[None]:
    """Leave the duties alone within the block: whoever uses it refreshes them in time."""
    after_facts.forget(owed.after_facts)
    after_plans.forget(owed.refresh)
    try:
        yield
    finally:
        after_facts.on_record(owed.after_facts)
        after_plans.on_change(owed.refresh)
