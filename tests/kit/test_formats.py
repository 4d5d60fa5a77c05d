"""Numbers, days and clocks as a reader of either language expects them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from promost.kit import formats
from promost.kit.formats.clocks import zone_label

MOSCOW, MAGADAN = "Europe/Moscow", "Asia/Magadan"


def plain(text: str) -> str:
    """The text with ordinary spaces, so that a test can be read."""
    return text.replace("\N{NO-BREAK SPACE}", " ")


class TestNumbers:
    @pytest.mark.parametrize(
        ("value", "russian", "english"),
        [
            (Decimal("1234.5"), "1 234,5", "1,234.5"),
            (1234567, "1 234 567", "1,234,567"),
            (Decimal("-9.250"), "−9,25", "−9.25"),
            (Decimal("0.00"), "0", "0"),
            (Decimal("-0.0"), "0", "0"),
            (Decimal("1E+3"), "1 000", "1,000"),
            (0, "0", "0"),
        ],
    )
    def test_a_number_is_grouped_as_its_reader_is_used_to(self, value: Decimal, russian: str, english: str) -> None:
        assert plain(formats.number(value, language="ru")) == russian
        assert formats.number(value, language="en") == english

    def test_a_number_never_breaks_over_two_lines(self) -> None:
        assert " " not in formats.amount(Decimal("4820000.5"), "ед.", language="ru")

    def test_places_are_rounded_half_up_as_officers_count(self) -> None:
        assert formats.number(Decimal("2.5"), 0, "en") == "3"
        assert formats.number(Decimal("0.125"), 2, "en") == "0.13"
        assert formats.number(Decimal("-0.4"), 0, "en") == "0"

    @pytest.mark.parametrize("value", ["NaN", "Infinity"])
    def test_what_is_no_number_is_refused_and_not_shown(self, value: str) -> None:
        with pytest.raises(ValueError, match="is not a finite number"):
            formats.number(Decimal(value))

    @given(st.decimals(min_value=-(10**12), max_value=10**12, places=4))
    def test_no_digit_is_lost_on_the_way_to_the_page(self, value: Decimal) -> None:
        shown = formats.number(value, language="ru").replace("\N{NO-BREAK SPACE}", "")
        assert Decimal(shown.replace(",", ".").replace("−", "-")) == value

    def test_a_change_has_its_sign_and_no_change_has_none(self) -> None:
        assert [formats.signed(value, language="en") for value in (38, -9, 0)] == ["+38", "−9", "0"]

    def test_a_per_cent_of_nothing_is_not_invented(self) -> None:
        assert formats.percent(5, 0) == ""
        assert plain(formats.percent(412, 520, "ru")) == "79 %"
        assert formats.percent(412, 520, "en") == "79%"


class TestMoney:
    @pytest.mark.parametrize(
        ("value", "compact", "russian", "english"),
        [
            ("4820000", False, "4 820 000 ₽", "₽4,820,000"),
            ("1250.5", False, "1 250,50 ₽", "₽1,250.50"),
            ("4820000000", True, "4,82 млрд ₽", "₽4.82 bn"),
            ("12000000", True, "12 млн ₽", "₽12 m"),
            ("999999", True, "999 999 ₽", "₽999,999"),
            ("-4820000", True, "−4,82 млн ₽", "−₽4.82 m"),
            ("0", True, "0 ₽", "₽0"),
        ],
    )
    def test_a_sum_reads_as_in_a_report(self, value: str, compact: bool, russian: str, english: str) -> None:
        assert plain(formats.money(Decimal(value), compact=compact, language="ru")) == russian
        assert plain(formats.money(Decimal(value), compact=compact, language="en")) == english

    def test_an_unknown_currency_keeps_its_code(self) -> None:
        assert plain(formats.money(Decimal(100), "BYN", language="ru")) == "100 BYN"
        assert plain(formats.money(Decimal(100), "BYN", language="en")) == "BYN 100"


class TestDays:
    def test_a_day_in_both_languages(self) -> None:
        day = date(2025, 5, 14)
        assert plain(formats.day(day, language="ru")) == "14 мая 2025 г."
        assert plain(formats.day(day, language="en")) == "14 May 2025"
        assert plain(formats.day(day, "short", "ru")) == "14 мая"
        assert (formats.day(day, "digits", "ru"), formats.day(day, "digits", "en")) == ("14.05.2025", "2025-05-14")

    @pytest.mark.parametrize(
        ("start", "end", "expected"),
        [
            (date(2025, 5, 1), date(2025, 5, 14), "1–14 мая 2025 г."),
            (date(2025, 3, 1), date(2025, 6, 30), "1 марта – 30 июня 2025 г."),
            (date(2025, 12, 1), date(2026, 1, 31), "1 декабря 2025 г. – 31 января 2026 г."),
            (date(2025, 5, 1), date(2025, 5, 1), "1 мая 2025 г."),
        ],
    )
    def test_a_period_says_nothing_twice(self, start: date, end: date, expected: str) -> None:
        assert plain(formats.period(start, end, "ru")) == expected

    def test_a_month_alone(self) -> None:
        assert plain(formats.month(date(2025, 9, 1), language="ru")) == "сентябрь 2025 г."
        assert formats.month(date(2025, 9, 1), short=True, language="en") == "Sep"

    def test_a_moment_is_that_of_the_clock_asked_for(self) -> None:
        moment = datetime(2025, 11, 17, 15, 0, tzinfo=UTC)
        assert plain(formats.moment(moment, ZoneInfo(MAGADAN), "ru")) == "18 ноября 2025 г., 02:00"
        assert plain(formats.moment(moment, None, "en")) == "17 Nov 2025, 15:00"

    def test_the_language_of_the_request_is_the_default(self) -> None:
        with translation.override("ru"):
            assert plain(formats.day(date(2025, 5, 14))) == "14 мая 2025 г."
        with translation.override("en"):
            assert plain(formats.day(date(2025, 5, 14))) == "14 May 2025"


class TestSpans:
    TODAY = date(2025, 11, 17)

    @pytest.mark.parametrize(
        ("days", "russian", "english"),
        [
            (5, "через 5 дней", "in 5 days"),
            (2, "через 2 дня", "in 2 days"),
            (21, "через 21 день", "in 21 days"),
            (1, "завтра", "tomorrow"),
            (0, "сегодня", "today"),
            (-1, "просрочено на 1 день", "1 day late"),
            (-3, "просрочено на 3 дня", "3 days late"),
            (-11, "просрочено на 11 дней", "11 days late"),
        ],
    )
    def test_how_far_a_deadline_is(self, days: int, russian: str, english: str) -> None:
        due = self.TODAY + timedelta(days=days)
        assert formats.until(due, self.TODAY, "ru") == russian
        assert formats.until(due, self.TODAY, "en") == english

    def test_how_long_ago_something_was(self) -> None:
        said = [formats.ago(self.TODAY - timedelta(days=days), self.TODAY, "ru") for days in (0, 1, 4, -2)]
        assert said == ["сегодня", "вчера", "4 дня назад", "через 2 дня"]

    def test_days_are_counted_with_the_right_ending(self) -> None:
        assert [formats.count_days(count, "ru") for count in (1, 3, 12)] == ["1 день", "3 дня", "12 дней"]


class TestClocks:
    MOMENT = datetime(2025, 11, 17, 15, 0, tzinfo=UTC)

    def test_both_sides_see_their_own_hour_and_the_day_it_falls_on(self) -> None:
        assert formats.both_clocks(self.MOMENT, MOSCOW, MAGADAN, "en") == "18:00 MSK · 02:00 Magadan (+1)"
        assert formats.both_clocks(self.MOMENT, MAGADAN, MOSCOW, "ru") == "02:00 Магадан · 18:00 МСК (−1)"

    def test_clocks_that_agree_are_written_once(self) -> None:
        assert formats.both_clocks(self.MOMENT, MOSCOW, "Europe/Simferopol", "ru") == "18:00 МСК"

    def test_a_day_ends_at_24_where_its_owner_works_and_not_at_0_of_the_next(self) -> None:
        assert formats.end_of_day(date(2025, 11, 17), MAGADAN, MOSCOW, "ru") == "24:00 Магадан · 16:00 МСК"
        assert formats.end_of_day(date(2025, 11, 17), MOSCOW, MAGADAN, "en") == "24:00 MSK · 08:00 Magadan (+1)"
        assert formats.end_of_day(date(2025, 11, 17), MOSCOW, MOSCOW, "ru") == "24:00 МСК"

    def test_a_moment_without_a_zone_is_refused(self) -> None:
        with pytest.raises(ValueError, match="without a time zone"):
            formats.clock(datetime(2025, 11, 17), MOSCOW)  # noqa: DTZ001 - that is the mistake

    def test_a_zone_without_a_label_goes_by_its_own_name(self) -> None:
        assert zone_label("America/New_York", "ru") == "New York"
