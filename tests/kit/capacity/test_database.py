"""The database itself refuses, the doctor looks, and nothing is taken outside a transaction."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.transaction import TransactionManagementError
from django.utils.translation import override

from promost.kit import capacity
from promost.kit.capacity import Holding, Resource, State
from promost.kit.capacity.health import checks
from promost.kit.health import Level
from tests.kit.capacity.places import ANNA, BORIS, TOUR, free, name, states, take

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("tour")]
SAME = "resource_id, taker_kind, taker_id, key, asked, amount, state, taken_at"


class TestTheDatabaseItself:
    @pytest.mark.parametrize(
        "wrong",
        [
            "UPDATE kit_resource SET taken = capacity + 1",
            "UPDATE kit_resource SET taken = -1",
            "UPDATE kit_resource SET capacity = taken - 1",
            "UPDATE kit_holding SET amount = 0",
            "UPDATE kit_holding SET state = 'lost'",
            "UPDATE kit_holding SET state = 'released'",
            "UPDATE kit_holding SET state = 'held'",
            "UPDATE kit_holding SET ended_at = taken_at",
            f"INSERT INTO kit_holding ({SAME}) SELECT {SAME} FROM kit_holding",
        ],
    )
    def test_it_refuses_what_cannot_be(self, wrong: str) -> None:
        take(2)
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(wrong)
        assert (free(), states()) == ([1], [State.CONFIRMED])

    def test_too_much_of_what_has_no_limit_is_refused_before_a_digit_is_lost(self) -> None:
        capacity.open_(name(2), None)
        take(10**12, of=name(2))
        with pytest.raises(IntegrityError), transaction.atomic():
            take(1, of=name(2), by=BORIS)

    def test_a_resource_that_somebody_holds_is_not_removed(self, tour: Resource) -> None:
        take(1)
        with pytest.raises(IntegrityError), transaction.atomic():
            tour.delete()


class TestTheDoctor:
    def test_all_is_well_while_every_change_goes_through_the_kit(self) -> None:
        take(1)
        (finding,) = checks()
        assert finding.level == Level.WELL

    def test_what_was_written_past_the_kit_is_named(self) -> None:
        take(2)
        Resource.objects.update(taken=1)
        with override("en"):
            (finding,) = checks()
        assert finding.level == Level.ILL
        assert finding.words == "test.tour:1/places: 1 is noted as taken, and its holdings are 2."
        assert "past Promost" in finding.remedy

    def test_of_many_a_few_are_named_and_the_rest_counted(self) -> None:
        for number in range(2, 14):
            capacity.open_(name(number), 5)
        Resource.objects.update(taken=1)
        with override("en"):
            findings = list(checks())
        assert len(findings) == 11
        assert findings[-1].words == "Others that differ: 3."


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    "deed",
    [
        lambda _holding: take(1, by=BORIS),
        capacity.confirm,
        capacity.release,
        lambda holding: capacity.change(holding, 2),
        lambda _holding: capacity.resize(TOUR, 5),
        lambda holding: capacity.exchange([holding], [(TOUR, 1)], by=ANNA, key="move"),
    ],
)
def test_outside_the_action_s_transaction_nothing_is_taken(deed: Callable[[Holding], Any]) -> None:
    with transaction.atomic():
        holding = take(1)
    with pytest.raises(TransactionManagementError, match="within the action's transaction"):
        deed(holding)
    assert (free(), states()) == ([2], [State.CONFIRMED])
