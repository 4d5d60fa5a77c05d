"""Background work on the same database: queued, run by a worker, watched by a page.

A room registers a function by kind; the queue carries the job's id alone. A worker that is killed leaves the job to be
taken again, so the function must come to the same end when it is run twice.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import F, QuerySet
from django.utils.module_loading import import_string
from django_q.tasks import async_task

from promost.kit import clock
from promost.kit.models import Job, JobState
from promost.kit.refs import Ref

Work = Callable[[Job], None]
_work: dict[str, str] = {}
ATTEMPTS = 3
"""How often a job is begun. One whose worker dies or runs out of time each time would otherwise begin for ever."""
UNEXPECTED: dict[str, Any] = {"code": "unexpected", "values": {}}


class Failed(Exception):
    """The work cannot be done for a reason that a person can be told: a code and the values its sentence names."""

    def __init__(self, code: str, **values: Any) -> None:
        super().__init__(code)
        self.code, self.values = code, values


def register(kind: str, work: str) -> None:
    """Tell what is done for jobs of ``kind``: the dotted name of a Work, imported when the first job runs."""
    _work[kind] = work


def start(kind: str, subject: Ref, user_id: int | None) -> Job:
    """Queue work on ``subject`` and return its job; the worker sees it once the transaction is committed."""
    job = Job.objects.create(
        kind=kind, subject_kind=subject.kind, subject_id=subject.id, owner_id=user_id, queued_at=clock.machine_now()
    )
    transaction.on_commit(partial(async_task, "promost.kit.jobs.run", str(job.uuid)))
    return job


def of(subject: Ref) -> QuerySet[Job]:
    """Return the jobs of a subject, the newest first."""
    return Job.objects.filter(subject_kind=subject.kind, subject_id=subject.id).order_by("-pk")


def progress(job: Job, done: int, total: int, step: str = "") -> None:
    """Note how far the work is; a page that watches shows it within a second."""
    Job.objects.filter(pk=job.pk).update(done=done, total=total, step=step)


def run(job_uuid: str) -> None:
    """Do a queued job: the worker's entry. A job that is over is not done again.

    A Failed is noted with its code; anything else is noted as "unexpected" and raised again for the log. A job
    that its worker did not survive ``ATTEMPTS`` times is noted as "unexpected" too.
    """
    waiting = Job.objects.filter(uuid=job_uuid).exclude(state__in=[JobState.DONE, JobState.FAILED])
    if not waiting.update(state=JobState.RUNNING, attempts=F("attempts") + 1, started_at=clock.machine_now()):
        return
    job = Job.objects.get(uuid=job_uuid)
    if job.attempts > ATTEMPTS:
        _finish(job, JobState.FAILED, UNEXPECTED)
    else:
        _do(job)


def _do(job: Job) -> None:
    try:
        work: Work = import_string(_work[job.kind])
        work(job)
    except Failed as failed:
        _finish(job, JobState.FAILED, {"code": failed.code, "values": failed.values})
    except BaseException as error:
        # django-q2 stops a job that runs out of time by a SystemExit, and begins it anew
        if isinstance(error, Exception) or job.attempts >= ATTEMPTS:
            _finish(job, JobState.FAILED, UNEXPECTED)
        raise
    else:
        _finish(job, JobState.DONE, {})


def _finish(job: Job, state: JobState, failure: dict[str, Any]) -> None:
    failure = json.loads(json.dumps(failure, default=str))  # a Decimal or a date among the values goes as text
    Job.objects.filter(pk=job.pk).update(state=state, failure=failure, finished_at=clock.machine_now())
