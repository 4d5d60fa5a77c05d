"""Background work: the worker answers, nothing waits too long, hangs, or has failed of late."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from django.db.models import Count, Min, QuerySet
from django_q.conf import Conf
from django_q.status import Stat

from promost.conf.words import fill, text
from promost.conf.words import gettext_noop as _
from promost.kit import clock
from promost.kit.health import Finding, Level
from promost.kit.models import Job, JobState

LONG_WAIT = timedelta(minutes=2)
TOO_LONG_WAIT = timedelta(minutes=15)
LATELY = timedelta(days=7)
START_WORKER = _("Start the site with promost serve, which starts a worker beside it, or start promost worker.")


def checks() -> Iterator[Finding]:
    """Look at the worker and at the jobs."""
    yield _worker()
    yield _waiting()
    yield _hanging()
    yield _failed()


def _worker() -> Finding:
    subject = text(_("Worker"))
    if Conf.SYNC:
        return Finding(subject, Level.WELL, text(_("Not needed: long work is done where it is asked for.")))
    running = Stat.get_all()
    if not running:
        return Finding(subject, Level.WARNING, text(_("No worker answers.")), text(START_WORKER))
    return Finding(subject, Level.WELL, fill(_("Workers that answer: %(count)s."), count=len(running)))


def _waiting() -> Finding:
    subject = text(_("Waiting jobs"))
    told = Job.objects.filter(state=JobState.QUEUED).aggregate(count=Count("pk"), oldest=Min("queued_at"))
    if not told["count"]:
        return Finding(subject, Level.WELL, text(_("None waits.")))
    age = max(clock.machine_now() - told["oldest"], timedelta())
    minutes = int(age.total_seconds() // 60)
    words = fill(_("Jobs waiting: %(count)s, the oldest for %(minutes)s min."), count=told["count"], minutes=minutes)
    if age > LONG_WAIT:
        return Finding(subject, Level.ILL if age > TOO_LONG_WAIT else Level.WARNING, words, text(START_WORKER))
    return Finding(subject, Level.WELL, words)


def _hanging() -> Finding:
    subject = text(_("Running jobs"))
    running = Job.objects.filter(state=JobState.RUNNING)
    longest = timedelta(seconds=float(str(Conf.RETRY)))
    hanging = running.filter(started_at__lt=clock.machine_now() - longest)
    if hanging.exists():
        minutes = int(longest.total_seconds() // 60)
        words = fill(
            _("Begun more than %(minutes)s min ago and not over: %(jobs)s."), minutes=minutes, jobs=_kinds(hanging)
        )
        remedy = _("The worker that did it is gone. Start the worker again; if it stays so, ask for the work anew.")
        return Finding(subject, Level.ILL, words, text(remedy))
    return Finding(subject, Level.WELL, fill(_("Running: %(count)s."), count=running.count()))


def _failed() -> Finding:
    subject = text(_("Failed jobs"))
    failed = Job.objects.filter(state=JobState.FAILED, finished_at__gt=clock.machine_now() - LATELY)
    if failed.exists():
        words = fill(_("In the last seven days: %(jobs)s."), jobs=_kinds(failed))
        remedy = _("Their pages say why; of those that say “unexpected” the log of the worker tells more.")
        return Finding(subject, Level.WARNING, words, text(remedy))
    return Finding(subject, Level.WELL, text(_("None in the last seven days.")))


def _kinds(jobs: QuerySet[Job]) -> str:
    rows = jobs.order_by().values("kind").annotate(count=Count("pk")).order_by("kind")
    return ", ".join(f"{row['kind']} ({row['count']})" for row in rows)
