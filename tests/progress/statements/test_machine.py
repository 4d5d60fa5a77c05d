"""A machine that lives with a plan: whatever it does, no signed statement's totals differ from its facts.

It keeps its own account of facts in plain dictionaries, and counts what each statement should come to by itself.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any, ClassVar
from uuid import UUID, uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django.test import TestCase
from django.utils import translation
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from promost.kit import clock
from promost.kit.access import Refused
from promost.kit.transitions import Overtaken
from promost.ledger.models import Fact
from promost.ledger.problems import Bad
from promost.progress.models import Declared, Dispute, Statement, StatementState
from promost.progress.statements import actions
from promost.progress.statements.verifying import verify
from tests.progress.statements.signing import JUNE, MARCH, SEPTEMBER, Signed

pytestmark = pytest.mark.django_db
TOLD = (Refused, Bad, ValidationError, Overtaken)
QUARTERS = (MARCH, JUNE, SEPTEMBER)
NOW = datetime.fromisoformat("2025-10-20T12:00:00+03:00")
SIDES = st.sampled_from(["recipient", "donor", "curator"])
DAYS = st.sampled_from([date(2025, 2, 1), MARCH, date(2025, 5, 1), date(2025, 8, 1)])


class Life(RuleBasedStateMachine):
    """The verbs of facts and of statements, in any order and by any side; what is refused changes nothing."""

    reached: ClassVar[Counter[str]] = Counter()
    """How many statements came to which state, so that a machine that never gets there is found out."""

    @initialize()
    def begin(self) -> None:
        """Make the programme, inside a transaction that is taken back at the end."""
        self.stopped = clock.stopped(NOW)
        self.stopped.__enter__()
        self.made = Signed.of_three()
        self.moment = 0

    @rule(value=st.integers(1, 9), day=DAYS)
    def record(self, value: int, day: date) -> None:
        """Record a fact."""
        self.made.fact(value, day)

    @precondition(lambda self: self.made.facts)
    @rule(data=st.data())
    def reverse(self, data: st.DataObject) -> None:
        """Take a fact back: one that is being signed, or was taken back, is refused."""
        self.attempt(lambda: self.made.reverse(data.draw(st.sampled_from(self.made.facts))))

    @precondition(lambda self: self.made.facts)
    @rule(data=st.data(), value=st.integers(1, 9))
    def correct(self, data: st.DataObject, value: int) -> None:
        """Take a fact back and record the right one of the same day."""
        wrong = data.draw(st.sampled_from(self.made.facts))

        def deed() -> None:
            self.made.reverse(wrong)
            self.made.fact(value, wrong.happened_on)

        self.attempt(deed)

    @rule(ends_on=st.sampled_from(QUARTERS), says=st.sampled_from(list(Declared)))
    def declare(self, ends_on: date, says: Declared) -> None:
        """Say zero or not reported."""
        actor = self.made.actor("recipient")
        actions.declare(actor, self.made.target, ends_on, says, "The list is late", uuid4())

    @rule(ends_on=st.sampled_from(QUARTERS), side=SIDES)
    def draw(self, ends_on: date, side: str) -> None:
        """Draw a statement."""
        self.attempt(lambda: self.made.draw(ends_on, side))

    @rule(side=SIDES)
    def sign(self, side: str) -> None:
        """Sign the newest statement, whoever's turn it is."""
        newest = self.newest()
        if newest:
            self.attempt(lambda: self.made.sign(newest, side))

    @rule()
    def sign_all(self) -> None:
        """Have everybody sign in turn."""
        for side in self.made.parties:
            self.sign(side)

    @rule()
    def accept(self) -> None:
        """Bring the coming quarter to its acceptance, if nothing stands in the way."""
        accepted = Statement.objects.filter(state=StatementState.ACCEPTED).count()
        if accepted < len(QUARTERS):
            self.declare(QUARTERS[accepted], Declared.NOT_REPORTED)
            self.draw(QUARTERS[accepted], "recipient")
            self.sign_all()

    @rule(side=SIDES, data=st.data())
    def give_back(self, side: str, data: st.DataObject) -> None:
        """Return the newest statement, objecting to one of its facts or to none."""
        newest = self.newest()
        if newest:
            listed = list(Fact.objects.filter(pk__in=newest.lines.values("fact")).order_by("pk"))
            chosen = data.draw(st.sampled_from([None, *listed]))
            facts = [chosen] if chosen else []
            self.attempt(lambda: self.made.return_(newest, side, facts=facts))

    @precondition(lambda self: self.made.facts)
    @rule(side=SIDES, data=st.data())
    def dispute(self, side: str, data: st.DataObject) -> None:
        """Object to a fact."""
        fact, made = data.draw(st.sampled_from(self.made.facts)), self.made
        self.attempt(lambda: actions.dispute(made.actor(side), made.plan, made.parties[side], fact, "Not ours"))

    @rule(side=SIDES, data=st.data())
    def settle(self, side: str, data: st.DataObject) -> None:
        """Settle an objection; only the party that raised it can."""
        disputes = list(Dispute.objects.filter(settled_at=None).order_by("pk"))
        if disputes:
            one = data.draw(st.sampled_from(disputes))
            self.attempt(lambda: actions.settle(self.made.actor(side), one, "It was shown", one.version))

    @invariant()
    def signed_totals_are_those_of_their_facts(self) -> None:
        """Count each statement that somebody signed again, by the facts alone."""
        if not hasattr(self, "made"):
            return
        before: set[int] = set()
        for statement in Statement.objects.order_by("number"):
            listed = set(statement.lines.filter(fact__isnull=False).values_list("fact", flat=True))
            if statement.state == StatementState.RETURNED:
                continue
            assert not listed & before, "a fact is in two accepted statements"
            silence = Decimal(0) if self.made.total(statement)["declared"] == "zero" else None
            counted = self.sum_of(listed | before)
            assert self.total(statement, "after") == (silence if counted is None else counted)
            own = self.sum_of(listed)
            moved = [self.total(statement, name) for name in ("quarter", "late")]
            assert sum((each or Decimal(0) for each in moved), Decimal(0)) == (own or Decimal(0))
            assert self.values(statement) == dict(Fact.objects.filter(pk__in=listed).values_list("uuid", "value"))
            before |= listed

    def teardown(self) -> None:
        """Verify everything that was ever drawn, as the command does."""
        if not hasattr(self, "made"):
            return
        for statement in Statement.objects.order_by("number"):
            self.reached[statement.state] += 1
            found = verify(statement)
            assert found.is_true, found.differences
            taken_back = statement.lines.filter(fact__reversed_by__isnull=False, statement__state=StatementState.OPEN)
            assert not taken_back.exclude(fact__reversed_by__in=statement.lines.values("fact")).exists()
        self.stopped.__exit__(None, None, None)

    def attempt(self, deed: Callable[[], object]) -> None:
        """Try a deed; one that is refused leaves everything as it was."""
        try:
            with transaction.atomic():
                deed()
        except TOLD:
            pass

    def newest(self) -> Statement | None:
        """Return the newest statement."""
        return Statement.objects.order_by("-number").first()

    def total(self, statement: Statement, name: str) -> Decimal | None:
        """Return a part of the total of the only target."""
        text = self.made.total(statement)[name]
        return None if text is None else Decimal(text)

    def sum_of(self, facts: set[int]) -> Decimal | None:
        """What facts come to; None where nothing is left of them (or nothing was), which is no zero unless said."""
        rows = list(Fact.objects.filter(pk__in=facts).order_by("pk"))
        left = sum(-1 if row.reverses_id else 1 for row in rows)
        return sum((row.value for row in rows), Decimal(0)) if left else None

    def values(self, statement: Statement) -> dict[Any, Decimal]:
        """Return what the lines say of facts."""
        lines = [json.loads(line.line) for line in statement.lines.all()]
        return {UUID(line["fact"]): Decimal(line["value"]) for line in lines}


class TestLife(TestCase):
    """The machine, each life in a transaction of its own."""

    examples: ClassVar[int] = int(os.environ.get("STATEMENT_LIVES", "15"))

    def test_no_sequence_of_deeds_gives_a_signed_statement_that_differs_from_its_facts(self) -> None:
        """Live several lives."""

        class Once(Life):
            def __init__(self) -> None:
                super().__init__()
                self.atomic = transaction.atomic()
                self.atomic.__enter__()

            def teardown(self) -> None:
                try:
                    super().teardown()
                finally:
                    transaction.set_rollback(True)
                    self.atomic.__exit__(None, None, None)

        wanted = settings(
            max_examples=self.examples,
            stateful_step_count=30,
            suppress_health_check=list(HealthCheck),
            deadline=None,
        )
        with translation.override("en"):
            run_state_machine_as_test(Once, settings=wanted)
        assert all(Life.reached[each] for each in StatementState.values), Life.reached
