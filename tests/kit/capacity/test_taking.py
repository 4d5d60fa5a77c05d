"""Nobody is promised what another has: all that is needed is taken, or nothing."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import override

from promost.kit import capacity
from promost.kit.capacity import Full, Holding, Lack, Occupancy, State
from tests.kit.capacity.places import ANNA, BORIS, TOUR, free, name, take

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("tour")]
BUDGET = name(1, "budget:2026")


class TestTaking:
    def test_what_is_taken_is_no_longer_free(self) -> None:
        holding = take(2)
        assert (holding.state, holding.amount, holding.taker) == (State.CONFIRMED, Decimal(2), ANNA)
        assert free() == [1]
        assert holding.resource.name == TOUR

    def test_what_is_given_back_is_the_row_that_was_written(self) -> None:
        for holding in (take(), take(key="hold", minutes=15)):
            written = Holding.objects.get(pk=holding.pk)
            for field in Holding._meta.concrete_fields:
                assert getattr(holding, field.attname) == getattr(written, field.attname), field.name
            holding.save()  # it is an ordinary row, which can be saved
        assert Holding.objects.count() == 2

    def test_the_last_place_is_given_to_the_first_and_the_second_is_told_how_much_is_left(self) -> None:
        take(2)
        with pytest.raises(Full) as full:
            take(2, by=BORIS)
        assert full.value.lacks == (Lack(TOUR, Decimal(1), Decimal(2)),)
        assert full.value.lacks[0].missing == 1
        assert free() == [1]
        assert not capacity.holdings_of(BORIS, over=True)

    def test_the_person_is_told_in_their_language(self) -> None:
        with pytest.raises(Full) as full:
            take(4)
        assert full.value.code == "full"
        with override("en"):
            assert full.value.messages == ["Free: 3. Asked for: 4."]
        with override("ru"):
            assert full.value.messages == ["Свободно: 3. Требуется: 4."]

    def test_after_a_refusal_the_same_transaction_goes_on(self) -> None:
        with transaction.atomic():
            with pytest.raises(Full):
                take(4)
            take(3)
        assert free() == [0]

    def test_all_that_is_needed_is_taken_or_nothing(self) -> None:
        """A cohort needs seats and the enterprise's quota; each that lacks is named."""
        seats, quota, room = name(7, "seats"), name(8, "quota"), name(9, "rooms")
        for each, size in ((seats, 5), (quota, 1), (room, 0)):
            capacity.open_(each, size)
        with pytest.raises(Full) as full:
            capacity.take([(room, 1), (seats, 2), (quota, 2)], by=ANNA, key="form")
        assert full.value.lacks == (Lack(quota, Decimal(1), Decimal(2)), Lack(room, Decimal(0), Decimal(1)))
        assert free(seats, quota, room) == [5, 1, 0]
        assert not Holding.objects.exists()
        got = capacity.take([(quota, 1), (seats, 2)], by=ANNA, key="form")
        assert [(each.resource.name, each.amount) for each in got] == [(quota, Decimal(1)), (seats, Decimal(2))], (
            "as they were asked for"
        )
        assert free(seats, quota) == [3, 0]

    def test_a_budget_is_exact_to_the_last_kopeck(self) -> None:
        capacity.open_(BUDGET, Decimal("12000000.10"), whole=False)
        take(Decimal("11999999.99"), of=BUDGET)
        with pytest.raises(Full) as full:
            take(Decimal("0.12"), of=BUDGET, by=BORIS)
        assert full.value.lacks[0].missing == Decimal("0.01")
        take(Decimal("0.11"), of=BUDGET, by=BORIS)
        assert free(BUDGET) == [0]

    def test_what_has_no_limit_is_never_full_and_still_says_who_holds_it(self) -> None:
        open_air = name(2)
        capacity.open_(open_air, None)
        take(1_000_000, of=open_air)
        assert free(open_air) == [None]
        assert capacity.occupancy([open_air]) == {open_air: Occupancy(None, Decimal(1_000_000))}
        assert [each.taker for each in capacity.holdings_in(open_air)] == [ANNA]

    def test_a_form_sent_twice_takes_once(self) -> None:
        first, second = take(2), take(2)
        assert first == second
        assert free() == [1]

    def test_a_form_sent_twice_is_not_told_that_its_own_places_are_gone(self) -> None:
        assert take(3) == take(3)
        other = name(2)
        capacity.open_(other, 1)
        wanted = [(TOUR, 1), (other, 1)]
        capacity.release(take(3))
        assert capacity.take(wanted, by=BORIS, key="form") == capacity.take(wanted, by=BORIS, key="form")
        assert free(TOUR, other) == [2, 0]

    def test_a_deed_that_comes_again_after_its_release_takes_nothing(self) -> None:
        capacity.release(take(2))
        assert take(2).state == State.RELEASED
        assert free() == [3]
        assert take(2, key="another form").state == State.CONFIRMED

    def test_two_deeds_of_one_taker_are_two_holdings(self) -> None:
        assert take(1) != take(1, key="another form")
        assert take(1, by=BORIS).taker == BORIS
        assert free() == [0]

    @pytest.mark.parametrize("wanted", [[(TOUR, 1)], [(TOUR, 3)], [(TOUR, 2), (name(2), 1)]])
    def test_a_key_that_was_used_for_something_else_is_refused_and_nothing_stays(self, wanted: Any) -> None:
        capacity.open_(name(2), 1)
        take(2)
        with pytest.raises(capacity.KeyUsed, match=r"test\.booking:anna has used the key 'form'"), transaction.atomic():
            capacity.take(wanted, by=ANNA, key="form")
        assert free(TOUR, name(2)) == [1, 1]
        assert Holding.objects.count() == 1

    def test_a_key_s_misuse_cannot_be_overheard(self) -> None:
        capacity.open_(name(2), 1)
        take(1)
        with transaction.atomic(), pytest.raises(capacity.KeyUsed):
            capacity.take([(TOUR, 1), (name(2), 1)], by=ANNA, key="form")
        assert (free(TOUR, name(2)), Holding.objects.count()) == ([2, 1], 1)

    def test_a_name_that_nobody_opened_is_not_without_limit(self) -> None:
        with pytest.raises(capacity.NotOpened, match=r"test\.tour:404/places"):
            take(of=name(404))
        assert capacity.free([name(404), TOUR]) == {TOUR: 3}

    @pytest.mark.parametrize("amount", [0, -1, Decimal("0.5"), Decimal(0)])
    def test_no_places_half_a_place_and_fewer_than_none_cannot_be_taken(self, amount: Any) -> None:
        with pytest.raises(ValueError, match=r"more than zero|whole numbers"):
            take(amount)
        assert free() == [3]

    @pytest.mark.parametrize("amount", [0.5, Decimal("0.00001"), Decimal(10) ** 13])
    def test_an_inexact_amount_is_refused(self, amount: Any) -> None:
        capacity.open_(BUDGET, 10, whole=False)
        with pytest.raises(ValidationError):
            take(amount, of=BUDGET)

    def test_nothing_and_the_same_resource_twice_are_no_requests(self) -> None:
        for wanted in ([], [(TOUR, 1), (TOUR, 1)]):
            with pytest.raises(ValueError, match="each of them once"):
                capacity.take(wanted, by=ANNA, key="form")
        with pytest.raises(ValueError, match="key"):
            take(key="")
