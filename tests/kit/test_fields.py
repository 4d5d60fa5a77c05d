"""Sums of money and targets: to the last kopeck, on both databases, whatever their size."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import FieldError, ValidationError
from django.db import IntegrityError, connection, models, transaction
from django.db.models import Avg, F, Max, Min, Sum, Value
from django.utils.translation import override
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from promost.kit.fields import LIMIT, ExactDecimalField
from tests.kit import tables

Amount: Any = tables.model("Amount", value=ExactDecimalField(null=True), name=models.TextField(default=""))
FIELD = ExactDecimalField()
amounts = st.integers(-(10**16), 10**16).map(lambda whole: Decimal(whole).scaleb(-4))


@pytest.fixture(scope="module", autouse=True)
def _table(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    with tables.table(Amount, django_db_blocker):
        yield


def keep(*values: Any) -> Any:
    return [Amount.objects.create(value=value) for value in values]


def back(value: Any) -> Any:
    return Amount.objects.get(pk=keep(value)[0].pk).value


@pytest.mark.django_db
class TestKeeping:
    @pytest.mark.parametrize(
        "text", ["0", "0.0001", "-0.0001", "2.10", "123456789012.3456", "-999999999999.9999", "1000000000000"]
    )
    def test_what_was_entered_is_read_back_to_the_last_digit(self, text: str) -> None:
        read = back(Decimal(text))
        assert read == Decimal(text)
        assert type(read) is Decimal

    @pytest.mark.parametrize("given", ["1234.5", 7, " 12 "])
    def test_text_and_whole_numbers_are_taken(self, given: Any) -> None:
        assert back(given) == Decimal(str(given))

    @pytest.mark.parametrize("nothing", [None, ""])
    def test_nothing_stays_nothing_and_is_no_zero(self, nothing: Any) -> None:
        assert back(nothing) is None
        keep(0)
        assert Amount.objects.filter(value=None).count() == 1
        assert Amount.objects.filter(value=0).count() == 1

    @settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)
    @given(amounts)
    def test_any_amount_comes_back_as_it_went(self, amount: Decimal) -> None:
        assert back(amount) == amount


@pytest.mark.django_db
class TestReckoning:
    def test_a_sum_is_exact_where_binary_fractions_drift(self) -> None:
        Amount.objects.bulk_create(Amount(value=Decimal("0.1")) for _ in range(1000))
        assert Amount.objects.aggregate(all=Sum("value"))["all"] == Decimal(100)

    def test_a_sum_of_more_digits_than_a_float_holds_is_exact(self) -> None:
        keep(*[Decimal("999999999999.9999")] * 3, Decimal("0.0001"))
        total = Amount.objects.aggregate(all=Sum("value"))["all"]
        assert total == Decimal("2999999999999.9998")
        assert type(total) is Decimal

    def test_a_sum_of_nothing_is_nothing_and_not_zero(self) -> None:
        keep(None)
        assert Amount.objects.aggregate(all=Sum("value"))["all"] is None

    def test_a_sum_of_nothing_is_zero_where_one_asks_for_it(self) -> None:
        assert Amount.objects.aggregate(all=Sum("value", default=Decimal(0)))["all"] == 0

    def test_least_and_most_and_average_are_amounts(self) -> None:
        keep(Decimal("0.0001"), Decimal("0.0002"), Decimal(1))
        found = Amount.objects.aggregate(Min("value"), Max("value"), Avg("value"))
        assert found == {
            "value__min": Decimal("0.0001"),
            "value__max": Decimal(1),
            "value__avg": Decimal("0.3334"),
        }

    @pytest.mark.parametrize("amount", [1, Decimal(1), Value(1)])
    def test_a_number_that_would_be_added_as_ten_thousandths_is_refused(self, amount: Any) -> None:
        keep(Decimal(10))
        with pytest.raises(FieldError, match="ExactDecimalField"):
            list(Amount.objects.annotate(more=F("value") + amount))

    def test_two_amounts_of_a_row_are_added_and_taken_away(self) -> None:
        keep(Decimal("10.0001"))
        found = Amount.objects.annotate(twice=F("value") + F("value"), none=F("value") - F("value")).get()
        assert (found.twice, found.none) == (Decimal("20.0002"), 0)

    @settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=20)
    @given(st.lists(amounts, min_size=1, max_size=20))
    def test_any_sum_is_that_of_its_parts(self, parts: list[Decimal]) -> None:
        with transaction.atomic():
            Amount.objects.all().delete()
            Amount.objects.bulk_create(Amount(value=part) for part in parts)
        assert Amount.objects.aggregate(all=Sum("value"))["all"] == sum(parts)

    def test_an_amount_is_added_where_it_stands(self) -> None:
        row = keep(Decimal("10.5"))[0]
        amount = Value(Decimal("0.0001"), output_field=FIELD)
        room = Amount.objects.filter(value__lte=F("value") + amount)
        assert room.update(value=F("value") + amount) == 1
        row.refresh_from_db()
        assert row.value == Decimal("10.5001")


@pytest.mark.django_db
class TestFinding:
    @pytest.fixture(autouse=True)
    def three(self, db: None) -> None:
        keep(Decimal("1.4999"), Decimal("1.5"), Decimal("1.5001"))

    @pytest.mark.parametrize(("how", "count"), [("exact", 1), ("gt", 1), ("gte", 2), ("lt", 1), ("lte", 2)])
    def test_neighbours_of_a_ten_thousandth_are_told_apart(self, how: str, count: int) -> None:
        assert Amount.objects.filter(**{f"value__{how}": Decimal("1.5")}).count() == count

    def test_lists_and_ranges_find_exactly_theirs(self) -> None:
        assert Amount.objects.filter(value__in=[Decimal("1.5"), "1.5001", 9]).count() == 2
        assert Amount.objects.filter(value__range=(Decimal("1.5"), Decimal(2))).count() == 2

    def test_amounts_stand_in_the_order_of_their_size(self) -> None:
        keep(Decimal(-3), Decimal(10))
        values = list(Amount.objects.order_by("value").values_list("value", flat=True))
        assert values == sorted(values)
        assert len(values) == 5

    @pytest.mark.parametrize("how", ["exact", "gt", "gte", "lt", "lte"])
    def test_a_float_in_a_filter_is_refused_and_not_rounded(self, how: str) -> None:
        with override("en"), pytest.raises(ValidationError, match="not exact"):
            Amount.objects.filter(**{f"value__{how}": 1.5}).count()


class TestRefusing:
    @pytest.mark.parametrize(
        "wrong", ["0.00001", "1.23456", Decimal("1E-5"), "1000000000000.0001", -(10**12) - 1, 10**30]
    )
    def test_five_places_and_too_large_a_sum_are_refused_and_named(self, wrong: Any) -> None:
        with pytest.raises(ValidationError) as refused:
            FIELD.to_python(wrong)
        with override("en"):
            assert refused.value.messages == [f"{wrong}: at most four decimal places and not above 10^12."]

    @pytest.mark.parametrize("wrong", ["twelve", "1 000", "12,5", "NaN", "sNaN", "Infinity", True, object])
    def test_what_is_no_number_is_called_so(self, wrong: Any) -> None:
        with override("en"), pytest.raises(ValidationError, match="is not a number"):
            FIELD.to_python(wrong)

    def test_a_float_is_refused_with_what_to_give_instead(self) -> None:
        with override("en"), pytest.raises(ValidationError, match=r"0\.1 is not exact: give it as a Decimal"):
            FIELD.to_python(0.1)

    @pytest.mark.parametrize("wrong", ["0.00001", "twelve", 0.1])
    def test_the_reason_is_there_in_russian(self, wrong: Any) -> None:
        with pytest.raises(ValidationError) as refused:
            FIELD.to_python(wrong)
        with override("ru"):
            assert any("а" <= letter <= "я" for letter in refused.value.messages[0])

    @pytest.mark.django_db
    def test_nothing_is_saved_of_a_refused_amount(self) -> None:
        with pytest.raises(ValidationError), transaction.atomic():
            keep(Decimal("0.00001"))
        assert not Amount.objects.exists()

    @pytest.mark.django_db
    def test_the_database_itself_refuses_an_amount_that_would_lose_digits(self) -> None:
        (row,) = keep(LIMIT)
        with pytest.raises(IntegrityError), transaction.atomic():
            Amount.objects.update(value=F("value") + Value(Decimal("0.0001"), output_field=FIELD))
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("INSERT INTO test_amount (value, name) VALUES (-10000000000000001, '')")
        row.refresh_from_db()
        assert row.value == LIMIT


class TestForms:
    def test_a_form_takes_what_the_field_takes(self) -> None:
        field = FIELD.formfield()
        assert field.clean("1000000000000.0000") == LIMIT
        assert field.clean("0.0001") == Decimal("0.0001")

    @pytest.mark.parametrize("wrong", ["0.00001", "1000000000001", "-1000000000001", "twelve", ""])
    def test_a_form_says_no_before_the_database_does(self, wrong: str) -> None:
        with pytest.raises(ValidationError):
            FIELD.formfield().clean(wrong)

    def test_a_form_may_leave_empty_what_may_be_empty_and_keeps_its_label(self) -> None:
        field = ExactDecimalField("Baseline", null=True, blank=True).formfield()
        assert field.clean("") is None
        assert field.label == "Baseline"
