"""Terms end at midnight where their owner works: nobody is late by another town's clock."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from promost.kit import clock
from promost.kit.deadlines import Term

MOSCOW, MAGADAN, CHUKOTKA = ZoneInfo("Europe/Moscow"), ZoneInfo("Asia/Magadan"), ZoneInfo("Asia/Anadyr")
BERLIN, NEW_YORK = ZoneInfo("Europe/Berlin"), ZoneInfo("America/New_York")
JUNE = date(2025, 6, 30)
RUSSIAN = sorted(
    available_timezones()
    & {
        *("Europe/Kaliningrad", "Europe/Moscow", "Europe/Samara", "Europe/Volgograd", "Europe/Saratov", "Asia/Omsk"),
        *("Asia/Yekaterinburg", "Asia/Novosibirsk", "Asia/Krasnoyarsk", "Asia/Irkutsk", "Asia/Chita", "Asia/Yakutsk"),
        *("Asia/Vladivostok", "Asia/Magadan", "Asia/Sakhalin", "Asia/Srednekolymsk", "Asia/Kamchatka", "Asia/Anadyr"),
    }
)
zones = st.sampled_from([*RUSSIAN, "Europe/Berlin", "Asia/Shanghai", "Asia/Beirut", "America/New_York"]).map(ZoneInfo)
days = st.dates(date(1990, 1, 1), date(2100, 1, 1))
moments = days.flatmap(lambda day: st.times(timezones=st.just(UTC)).map(lambda time: datetime.combine(day, time)))


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def test_one_day_ends_eight_hours_earlier_in_magadan_than_in_moscow() -> None:
    assert Term(JUNE, MAGADAN).ends_at() == at("2025-06-30T13:00")
    assert Term(JUNE, MOSCOW).ends_at() == at("2025-06-30T21:00")


def test_an_hour_in_which_magadan_is_late_and_moscow_is_not() -> None:
    moment = at("2025-06-30T14:00")
    assert Term(JUNE, MAGADAN).is_over(moment)
    assert not Term(JUNE, MOSCOW).is_over(moment)
    assert (Term(JUNE, MAGADAN).days_left(moment), Term(JUNE, MOSCOW).days_left(moment)) == (-1, 0)


def test_in_chukotka_the_new_day_has_begun_while_it_is_noon_in_greenwich() -> None:
    assert Term(JUNE, CHUKOTKA).ends_at() == at("2025-06-30T12:00")


def test_the_last_day_belongs_to_the_term_to_its_last_second() -> None:
    term = Term(JUNE, MOSCOW)
    assert not term.is_over(at("2025-06-30T20:59:59"))
    assert term.is_over(at("2025-06-30T21:00:00"))


def test_a_term_written_before_chukotka_moved_its_clocks_keeps_its_own_midnight() -> None:
    assert Term(date(2009, 6, 30), CHUKOTKA).ends_at() == at("2009-06-30T11:00"), "UTC+13 in the summer of 2009"
    assert Term(date(2010, 6, 30), CHUKOTKA).ends_at() == at("2010-06-30T12:00")


@pytest.mark.parametrize(
    ("day", "zone", "ends"),
    [
        (date(2025, 3, 29), BERLIN, "2025-03-29T23:00"),  # the night before the clocks go forward
        (date(2025, 3, 30), BERLIN, "2025-03-30T22:00"),
        (date(2025, 10, 26), BERLIN, "2025-10-26T23:00"),  # the day of 25 hours
        (date(2025, 11, 2), NEW_YORK, "2025-11-03T05:00"),
        (date(2025, 3, 29), ZoneInfo("Asia/Beirut"), "2025-03-29T22:00"),  # a day that begins at one o'clock
    ],
)
def test_where_clocks_are_changed_a_term_ends_with_its_own_day(day: date, zone: ZoneInfo, ends: str) -> None:
    assert Term(day, zone).ends_at() == at(ends)


def test_without_a_moment_the_programme_s_clock_is_asked() -> None:
    term = Term(JUNE, MAGADAN)
    with clock.stopped(at("2025-06-28T20:00")):
        assert (term.days_left(), term.is_over()) == (1, False)
    with clock.stopped(at("2025-06-30T13:00")):
        assert (term.days_left(), term.is_over()) == (-1, True)


def test_a_moment_without_a_zone_is_refused_and_not_taken_for_the_server_s() -> None:
    naive = datetime(2025, 6, 30, 12, 0)  # noqa: DTZ001 - the fault itself
    with pytest.raises(ValueError, match="says no zone"):
        Term(JUNE, MOSCOW).days_left(naive)
    with pytest.raises(ValueError, match="says no zone"):
        Term(JUNE, MOSCOW).is_over(naive)


@pytest.mark.parametrize("zone", [MAGADAN, NEW_YORK])
def test_the_calendar_s_last_day_breaks_no_page(zone: ZoneInfo) -> None:
    term = Term(date.max, zone)
    assert not term.is_over(at("2025-06-30T12:00"))
    assert term.days_left(at("2025-06-30T12:00")) > 2_000_000
    assert term.ends_at().utcoffset() == timedelta()


@given(days, zones, moments)
@example(JUNE, MAGADAN, at("2025-06-30T13:00"))
@example(date(2025, 3, 29), ZoneInfo("Asia/Beirut"), at("2025-03-29T22:00"))
def test_no_day_is_left_exactly_when_it_is_over(day: date, zone: ZoneInfo, moment: datetime) -> None:
    term = Term(day, zone)
    assert term.is_over(moment) == (term.days_left(moment) < 0)


@given(days, zones)
def test_the_day_changes_at_the_moment_the_term_ends(day: date, zone: ZoneInfo) -> None:
    term = Term(day, zone)
    assert term.days_left(term.ends_at()) == -1
    assert term.days_left(term.ends_at() - timedelta(microseconds=1)) == 0


@given(days, days, zones)
def test_an_earlier_day_never_ends_later(one: date, other: date, zone: ZoneInfo) -> None:
    first, second = sorted([one, other])
    assert Term(first, zone).ends_at() <= Term(second, zone).ends_at()
