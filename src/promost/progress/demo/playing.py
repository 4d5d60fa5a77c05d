"""Playing the story: event after event, each at its moment, and the duties brought up to date as quarters go by."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from promost.kit import clock
from promost.ledger import after as after_facts
from promost.plans import after as after_plans
from promost.progress import owed
from promost.progress.demo import deeds
from promost.progress.demo.events import Event
from promost.progress.demo.stage import Stage


def play_all(stages: Mapping[str, Stage], events: Iterator[tuple[str, str, Event]]) -> None:
    """Play the events, given in the order of time with the agreement's number and the event's lasting name.

    Every recording refreshes the duties of its plans; here it is done once a quarter, which comes to the same.
    """
    quarter = None
    for number, name, event in events:
        this = (event.at.year, (event.at.month - 1) // 3)
        if quarter and quarter != this:
            with clock.stopped(event.at):
                refresh(stages)
        quarter = this
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
