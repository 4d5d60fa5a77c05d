"""The two clocks: a demonstration's day stands still, sessions and leases do not."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from threading import Thread
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.apps import apps
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from promost.conf.failures import sentence
from promost.kit import clock

NOON = datetime(2025, 11, 17, 9, 0, tzinfo=UTC)
MAGADAN, MOSCOW = ZoneInfo("Asia/Magadan"), ZoneInfo("Europe/Moscow")


def test_the_business_clock_stands_still_while_machine_time_runs() -> None:
    with time_machine.travel(NOON, tick=False) as machine, clock.stopped(NOON - timedelta(days=200)):
        machine.shift(timedelta(hours=3))
        assert clock.machine_now() == NOON + timedelta(hours=3)
        assert clock.now() == NOON - timedelta(days=200)


def test_a_clock_that_nobody_stopped_is_the_machine_s() -> None:
    with time_machine.travel(NOON, tick=False):
        assert clock.frozen_at() is None
        assert clock.now() == clock.machine_now() == NOON


def test_a_demonstration_shows_the_day_it_was_told(settings: Any) -> None:
    settings.FROZEN_AT = "2025-11-17T23:30:00+03:00"
    assert clock.now() == datetime(2025, 11, 17, 20, 30, tzinfo=UTC)
    assert clock.now().tzinfo is UTC
    assert clock.today(MOSCOW) == date(2025, 11, 17)
    assert clock.today(MAGADAN) == date(2025, 11, 18)


def test_a_held_clock_goes_before_the_installation_s_and_is_let_go_again(settings: Any) -> None:
    settings.FROZEN_AT = "2025-11-17T09:00:00+00:00"
    with clock.stopped(NOON.replace(year=2024)):
        with clock.stopped(NOON.replace(year=2023)):
            assert clock.now().year == 2023
        assert clock.now().year == 2024
    assert clock.now().year == 2025


def test_a_clock_held_for_one_visitor_is_not_held_for_another() -> None:
    seen: list[datetime | None] = []
    with clock.stopped(NOON):
        other = Thread(target=lambda: seen.append(clock.frozen_at()))
        other.start()
        other.join()
    assert seen == [None]


@pytest.mark.parametrize("told", ["2025-11-17T09:00:00", "2025-11-17", "tomorrow", "17.11.2025 09:00+03:00"])
def test_a_frozen_moment_without_a_zone_stops_the_start_and_says_how_to_write_it(settings: Any, told: str) -> None:
    settings.FROZEN_AT = told
    with pytest.raises(ImproperlyConfigured) as stopped:
        apps.get_app_config("kit").ready()
    said = sentence(stopped.value) or ""
    assert "PROMOST_FROZEN_AT" in said
    assert "2025-11-17T09:00:00+03:00" in said


def test_the_sentence_about_the_frozen_moment_is_there_in_russian() -> None:
    with override("ru"):
        from django.utils.translation import gettext  # noqa: PLC0415 - asked in the language set above

        assert "часовым поясом" in gettext(clock.NO_MOMENT)


def test_a_moment_without_a_zone_does_not_stop_the_clock() -> None:
    naive = NOON.replace(tzinfo=None)
    with pytest.raises(ValueError, match="says no zone"), clock.stopped(naive):
        pass
    assert clock.frozen_at() is None


@given(st.integers(-(10**9), 10**9), st.sampled_from([-11, 3, 12]))
def test_a_moment_is_the_same_in_whatever_zone_it_is_told(seconds: int, hours: int) -> None:
    moment = NOON + timedelta(seconds=seconds)
    elsewhere = moment.astimezone(ZoneInfo(f"Etc/GMT{-hours:+d}"))
    with clock.stopped(elsewhere):
        assert clock.now() == moment
        assert clock.now().utcoffset() == timedelta()
