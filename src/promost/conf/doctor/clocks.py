"""The machine's clock against what was recorded, and against the database server's."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.db.models import Max

from promost.conf.words import fill, text
from promost.conf.words import gettext_noop as _
from promost.kit import clock
from promost.kit.health import Finding, Level
from promost.kit.models import HistoryEntry, Job

SLACK = timedelta(minutes=5)
BETWEEN_MACHINES = timedelta(minutes=1)
SET_CLOCK = _("Set the machine's clock, and let it be kept by a time server (NTP).")


def checks() -> Iterator[Finding]:
    """Look at the clock."""
    yield _against(text(_("Clock and history")), _newest_deed(), clock.now())
    yield _against(text(_("Clock of the machine")), _newest_by_machine(), clock.machine_now())
    yield _zones()
    if connection.vendor == "postgresql":
        yield _server()


def _against(subject: str, newest: datetime | None, now: datetime) -> Finding:
    if newest is not None and newest > now + SLACK:
        words = fill(_("It is %(now)s, but something was recorded at %(newest)s."), now=_say(now), newest=_say(newest))
        return Finding(subject, Level.ILL, words, text(SET_CLOCK))
    return Finding(subject, Level.WELL, fill(_("It is %(now)s; nothing was recorded later."), now=_say(now)))


def _newest_deed() -> datetime | None:
    return HistoryEntry.objects.order_by("-pk").values_list("recorded_at", flat=True).first()


def _newest_by_machine() -> datetime | None:
    migrated = MigrationRecorder(connection).migration_qs.aggregate(newest=Max("applied"))["newest"]
    queued = Job.objects.order_by("-pk").values_list("queued_at", flat=True).first()
    return max((each for each in (migrated, queued) if each), default=None)


def _zones() -> Finding:
    subject = text(_("Time zones"))
    try:
        moscow = datetime(2025, 7, 1, tzinfo=ZoneInfo("Europe/Moscow")).utcoffset()
        magadan = datetime(2025, 7, 1, tzinfo=ZoneInfo("Asia/Magadan")).utcoffset()
    except ZoneInfoNotFoundError:
        moscow = magadan = None
    if (moscow, magadan) != (timedelta(hours=3), timedelta(hours=11)):
        words = text(_("This machine's data on time zones are missing or older than 2016."))
        return Finding(subject, Level.ILL, words, text(_("Bring them up to date: apt install tzdata.")))
    return Finding(subject, Level.WELL, text(_("Known.")))


def _server() -> Finding:
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        (theirs,) = cursor.fetchone()
    ours = clock.machine_now()
    if abs(ours - theirs) > BETWEEN_MACHINES:
        words = fill(
            _("Here it is %(ours)s, on the database's server %(theirs)s."), ours=_say(ours), theirs=_say(theirs)
        )
        return Finding(text(_("Clock of the database")), Level.WARNING, words, text(SET_CLOCK))
    return Finding(text(_("Clock of the database")), Level.WELL, text(_("It agrees with this machine's.")))


def _say(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%d %H:%M} UTC"
