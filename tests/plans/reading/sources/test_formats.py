"""Numbers and dates as a spreadsheet shows them."""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promost.plans.reading.sources.formats import date_of, is_date, number_of, shown_date, shown_number


@pytest.mark.parametrize(
    ("number", "code", "shown"),
    [
        (Decimal("2.1"), "0.00", "2.10"),
        (2, "0.0", "2.0"),
        (210, r"0\.00", "2.10"),
        (1234567, "#,##0", "1 234 567"),
        (Decimal("1234.5"), "# ##0.00", "1 234.50"),
        (Decimal("0.125"), "0.0%", "12.5%"),
        (12_345_678, "#,##0.0,", "12 345.7"),
        (-5, "0;(0)", "(5)"),
        (-5, "0", "-5"),
        (0, '0;-0;"–"', "–"),
        (7, '0" ед."', "7 ед."),
        (7, "[Red]0", "7"),
        (100, "#,##0 [$₽-419]", "100 ₽"),
        (5, "000", "005"),
        (0, "#", ""),
        (Decimal("1.50"), "0.##", "1.5"),
        (2, "0.##", "2"),
        (2, "General", "2"),
        (7707083893, "General", "7707083893"),
        (Decimal("0.5"), "# ?/?", "0.5"),
        (12, "[>10]0;0.0", "12"),
        (3, '_-* #,##0_-;-* #,##0_-;_-* "-"_-', "3"),
    ],
)
def test_numbers(number: int | Decimal, code: str, shown: str) -> None:
    assert shown_number(number, code) == shown


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        ("dd.mm.yyyy", "05.09.2025"),
        ("d/m/yy;@", "5/9/25"),
        ("yyyy-mm-dd", "2025-09-05"),
        ("mmmm yyyy", "Сентябрь 2025"),
        ("[$-419]d mmmm yyyy;@", "5 сентября 2025"),
        ("[$-409]d mmmm yyyy", "5 September 2025"),
        ('[$-F800]dd mmm yyyy" г."', "05 сен 2025 г."),
        ("dddd, dd.mm", "пятница, 05.09"),
        ("h:mm AM/PM", "2:07 PM"),
        ("dd.mm.yyyy hh:mm:ss", "05.09.2025 14:07:09"),
        ("mm:ss", "07:09"),
    ],
)
def test_dates(code: str, shown: str) -> None:
    assert is_date(code)
    assert shown_date(datetime(2025, 9, 5, 14, 7, 9), code, "ru") == shown  # noqa: DTZ001


@pytest.mark.parametrize("code", ["General", "0.00", '0" дней"', "@", "[h]:mm", '"дата"0', "[Red]0", "0E+00"])
def test_formats_that_are_no_dates(code: str) -> None:
    assert not is_date(code) or code == "0E+00"


def test_days_are_counted_as_spreadsheets_count_them() -> None:
    assert date_of(1) == date(1900, 1, 1)
    assert date_of(59) == date(1900, 2, 28)
    assert date_of(61) == date(1900, 3, 1)
    assert date_of(45931) == date(2025, 10, 1)
    assert date_of(Decimal("0.5")) == time(12)
    assert date_of(-1) is None
    assert date_of(10**9) is None


@given(st.text(max_size=40))
def test_no_text_of_a_cell_breaks_the_reading_of_numbers(text: str) -> None:
    number = number_of(text)
    assert number is None or shown_number(number, "General")


@given(st.text(alphabet='0#?.,;%"\\_*[]$-ymdhsAMP/EG ₽@', max_size=25), st.decimals(-(10**12), 10**12, places=4))
def test_no_format_breaks_the_showing_of_a_number(code: str, number: Decimal) -> None:
    shown_number(number, code)
    if is_date(code):
        shown_date(date(2025, 1, 31), code, "en")
