"""A ledger that lives: whatever is recorded, reversed, attached, erased in whatever order, its figures stay true."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, ClassVar
from uuid import UUID, uuid4

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, invariant, rule, run_state_machine_as_test

from promost.kit import clock, files
from promost.kit.moments import Moment
from promost.ledger import actions, checking, sums
from promost.ledger.files import Upload
from promost.ledger.models import Evidence, Fact
from promost.ledger.problems import Bad
from promost.profiles.models import Indicator, Kind
from tests.ledger.conftest import NOON, indicator
from tests.ledger.test_sheets import book, row, saved
from tests.world import World

values = st.integers(-40, 40).map(lambda number: Decimal(number) / 8)
days = st.dates(date(2025, 1, 1), date(2025, 9, 15))


class Ledger(RuleBasedStateMachine):
    """The model: what each living fact is worth, which files there are, and what was answered before.

    Each run has an indicator of its own, so that runs do not see each other.
    """

    world: ClassVar[World]

    facts = Bundle("facts")
    evidence = Bundle("evidence")

    def __init__(self) -> None:
        super().__init__()
        self.of: Indicator = indicator(f"test.machine.{uuid4().hex[:12]}", Kind.STOCK, may_be_negative=True)
        self.alive: dict[UUID, tuple[Decimal, date]] = {}
        self.answered: list[tuple[Moment, Decimal | None]] = []
        self.steps = 0
        self.kept: dict[int, str] = {}

    @contextmanager
    def now(self) -> Iterator[None]:
        """Each step happens a minute after the one before."""
        self.steps += 1
        with clock.stopped(NOON + timedelta(minutes=self.steps)):
            yield

    def common(self, day: date) -> dict[str, Any]:
        return {"token": uuid4(), "indicator": self.of, "happened_on": day, "measure": self.world.measure}

    @rule(target=facts, value=values, day=days)
    def record(self, value: Decimal, day: date) -> Fact:
        with self.now():
            given = self.common(day)
            made = actions.record_by_hand(self.world.actor("recipient"), value=value, **given)
            assert actions.record_by_hand(self.world.actor("recipient"), value=value, **given) == made
        self.alive[made.uuid] = value, day
        return made

    @rule(target=facts, day=days)
    def nil(self, day: date) -> Fact:
        with self.now():
            made = actions.nil_report(self.world.actor("recipient"), **self.common(day))
        self.alive[made.uuid] = Decimal(0), day
        return made

    @rule(value=values, day=days)
    def sheet(self, value: Decimal, day: date) -> None:
        line = row(indicator=self.of.code, value=float(value), day=day)
        with self.now():
            data = saved(book(line, row(indicator=self.of.code, value="many")))
            taken = actions.take_sheet(self.world.actor("recipient"), self.world.plan, "a.xlsx", data)
            assert actions.take_sheet(self.world.actor("recipient"), self.world.plan, "a.xlsx", data).again
        for made in Fact.objects.filter(source_id=str(taken.sheet.uuid)):
            self.alive[made.uuid] = value, day

    @rule(fact=consumes(facts))
    def reverse(self, fact: Fact) -> None:
        with self.now():
            back = actions.reverse(self.world.actor("recipient"), fact, "A mistake", uuid4())
            for wrong in (fact, back):
                with pytest.raises(Bad):
                    actions.reverse(self.world.actor("recipient"), wrong, "Again", uuid4())
        del self.alive[fact.uuid]

    @rule(target=evidence, fact=facts)
    def attach(self, fact: Fact) -> Evidence:
        with self.now():
            data = b"%PDF-1.4 " + uuid4().hex.encode()
            (made,) = actions.attach(self.world.actor("donor"), fact, [Upload("a.pdf", data)], personal=True)
        self.kept[made.pk] = made.sha256
        return made

    @rule(gone=consumes(evidence))
    def erase(self, gone: Evidence) -> None:
        with self.now():
            actions.erase_evidence(self.world.actor("donor"), gone, "The term is over", gone.version)
        del self.kept[gone.pk]

    @invariant()
    def figures_are_those_of_what_lives(self) -> None:
        at = Moment(date(2025, 12, 31), NOON + timedelta(minutes=self.steps))
        with clock.stopped(at.known_at):
            found = sums.total(self.of, at)
            spring = sums.total(self.of, at, until=date(2025, 4, 30)) or 0
        assert (found or 0) == sum(value for value, _ in self.alive.values())
        assert spring == sum(value for value, day in self.alive.values() if day <= date(2025, 4, 30))
        self.answered.append((at, found))

    @invariant()
    def what_was_answered_stays(self) -> None:
        assert all(sums.total(self.of, then) == found for then, found in self.answered[-6:])

    @invariant()
    def what_is_kept_is_whole(self) -> None:
        assert all(files.read(digest) for digest in self.kept.values())


@pytest.mark.django_db
def test_a_ledger_that_lives(world: World) -> None:
    Ledger.world = world
    few = settings(max_examples=8, stateful_step_count=12, deadline=None)
    run_state_machine_as_test(Ledger, settings=few)
    assert not [str(found) for step in checking.steps() for found in step.run() if found]
