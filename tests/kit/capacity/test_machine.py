"""Whatever is done in whatever order: what is taken is what is held, and never more than there is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
import time_machine
from django.db import transaction
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from promost.kit import capacity
from promost.kit.capacity import Full, Holding, Name, Over, TooSmall
from promost.kit.capacity.health import differing
from promost.kit.refs import Ref
from tests.kit.capacity.places import ANNA, BORIS, NOON, Clock, kept, name

NAMES = [name(1), name(2, "budget"), name(3)]
SIZES: list[Decimal | None] = [Decimal(6), Decimal("10.5"), None]
TAKERS = st.sampled_from([ANNA, BORIS])
KEYS = st.sampled_from(["one", "two", "three", "four"])
AMOUNTS = st.integers(1, 6)


@dataclass
class Told:
    """A holding as the model knows it: ``until`` is None when confirmed."""

    name: Name
    amount: Decimal
    until: datetime | None
    ended: bool = False


class Places(RuleBasedStateMachine):
    """The tables against a list that is simply counted."""

    clock: Clock

    @initialize()
    def open_all(self) -> None:
        self.now = NOON
        self.sizes = dict(zip(NAMES, SIZES, strict=True))
        self.rows = [capacity.open_(each, size, whole=each.what == "places") for each, size in self.sizes.items()]
        self.told: dict[int, Told] = {}
        self.used: dict[tuple[Ref, str], list[int]] = {}

    def lives(self, told: Told) -> bool:
        return not told.ended and (told.until is None or told.until > self.now)

    def free(self, of: Name) -> Decimal:
        size = self.sizes[of]
        taken = sum((each.amount for each in self.told.values() if each.name == of and self.lives(each)), Decimal(0))
        return Decimal(10**6) if size is None else size - taken

    def expect(self, fits: bool, deed: Callable[[], Any], refusal: type[Exception] = Full) -> Any:
        """Do it in a transaction; it must come about if it fits, and else be refused."""
        with transaction.atomic():
            if fits:
                return deed()
            with pytest.raises(refusal):
                deed()
        return None

    @rule(
        by=TAKERS,
        key=KEYS,
        amounts=st.dictionaries(st.sampled_from(NAMES), AMOUNTS, min_size=1),
        minutes=st.sampled_from([None, 10, 30]),
    )
    def take(self, by: Ref, key: str, amounts: Mapping[Name, int], minutes: int | None) -> None:
        if (by, key) in self.used:
            return
        until = None if minutes is None else self.now + timedelta(minutes=minutes)
        fits = all(amount <= self.free(each) for each, amount in amounts.items())
        got = self.expect(fits, lambda: capacity.take(list(amounts.items()), by=by, key=key, until=until))
        if got:
            self.used[by, key] = [each.pk for each in got]
            for each in got:
                self.told[each.pk] = Told(each.resource.name, each.amount, until)

    @precondition(lambda self: self.used)
    @rule(data=st.data())
    def take_again(self, data: st.DataObject) -> None:
        (by, key), ids = data.draw(st.sampled_from(sorted(self.used.items())))
        wanted = [
            (each.resource.name, each.asked) for each in Holding.objects.filter(pk__in=ids).select_related("resource")
        ]
        with transaction.atomic():
            assert {each.pk for each in capacity.take(wanted, by=by, key=key)} == set(ids)

    def draw(self, data: st.DataObject) -> tuple[Holding, Told]:
        chosen = data.draw(st.sampled_from(sorted(self.told)))
        return Holding.objects.get(pk=chosen), self.told[chosen]

    @precondition(lambda self: self.told)
    @rule(data=st.data())
    def confirm(self, data: st.DataObject) -> None:
        holding, told = self.draw(data)
        if told.ended:
            self.expect(False, lambda: capacity.confirm(holding), Over)
            return
        fits = self.lives(told) or told.amount <= self.free(told.name)
        if self.expect(fits, lambda: capacity.confirm(holding)):
            told.until = None

    @precondition(lambda self: self.told)
    @rule(data=st.data())
    def release(self, data: st.DataObject) -> None:
        holding, told = self.draw(data)
        with transaction.atomic():
            assert bool(capacity.release(holding)) == self.lives(told)
        told.ended = told.ended or self.lives(told)

    @precondition(lambda self: self.told)
    @rule(data=st.data(), amount=AMOUNTS)
    def change(self, data: st.DataObject, amount: int) -> None:
        holding, told = self.draw(data)
        if not self.lives(told):
            self.expect(False, lambda: capacity.change(holding, amount), Over)
        elif self.expect(amount - told.amount <= self.free(told.name), lambda: capacity.change(holding, amount)):
            told.amount = Decimal(amount)

    @precondition(lambda self: self.told)
    @rule(data=st.data(), of=st.sampled_from(NAMES), amount=AMOUNTS)
    def exchange(self, data: st.DataObject, of: Name, amount: int) -> None:
        holding, told = self.draw(data)
        freed = told.amount if told.name == of and self.lives(told) else Decimal(0)
        key = f"move {len(self.told)} {self.now}"
        got = self.expect(
            amount <= self.free(of) + freed, lambda: capacity.exchange([holding], [(of, amount)], by=ANNA, key=key)
        )
        if got:
            told.ended = told.ended or self.lives(told)
            self.told[got[0].pk] = Told(of, Decimal(amount), None)

    @rule(of=st.sampled_from(NAMES), size=st.none() | st.integers(0, 12))
    def resize(self, of: Name, size: int | None) -> None:
        taken = sum((each.amount for each in self.told.values() if each.name == of and self.lives(each)), Decimal(0))
        if self.expect(size is None or taken <= size, lambda: capacity.resize(of, size), TooSmall):
            self.sizes[of] = None if size is None else Decimal(size)

    @rule(minutes=st.sampled_from([5, 15, 40]))
    def time_goes_on(self, minutes: int) -> None:
        self.now += timedelta(minutes=minutes)
        self.clock.move_to(self.now, tick=False)

    @invariant()
    def what_is_taken_is_what_is_held(self) -> None:
        assert not differing()
        for noted, held in kept(self.rows).values():
            assert noted == held

    @invariant()
    def what_is_free_is_what_nobody_holds(self) -> None:
        for each, left in capacity.free(NAMES).items():
            assert (left is None) == (self.sizes[each] is None)
            assert left is None or left == self.free(each) >= 0
        for taker in (ANNA, BORIS):
            live = {each.pk for each in capacity.holdings_of(taker)}
            assert live == {
                each.pk for each in capacity.holdings_of(taker, over=True) if self.lives(self.told[each.pk])
            }


@pytest.mark.django_db
def test_whatever_is_done_what_is_taken_is_what_is_held() -> None:
    class Clean(Places):
        """Each run begins with empty tables, at noon."""

        def __init__(self) -> None:
            super().__init__()
            self.block = transaction.atomic()
            self.block.__enter__()
            self.clock = travel.start()

        def teardown(self) -> None:
            travel.stop()
            transaction.set_rollback(True)
            self.block.__exit__(None, None, None)

    travel = time_machine.travel(NOON, tick=False)
    run_state_machine_as_test(Clean, settings=settings(max_examples=15, stateful_step_count=30))
