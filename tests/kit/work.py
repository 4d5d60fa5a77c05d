"""Work for the tests of jobs: what a room would register by its dotted name."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from threading import Barrier

from django.utils.translation import gettext_lazy

from promost.kit import jobs
from promost.kit.models import Job
from tests.kit import tables

done: list[str] = []
"""The subjects that were worked on, as often as they were."""
seen: list[tuple[int, int, str]] = []
"""What a page on another connection saw of the progress."""


class OutOfTime(SystemExit):
    """What django-q2 throws into a job that takes longer than its timeout: no Exception."""


def well(job: Job) -> None:
    """Do it, and tell how far it is."""
    done.append(job.subject_id)
    jobs.progress(job, 1, 3, "reading")

    def look(_barrier: Barrier) -> tuple[int, int, str]:
        return Job.objects.values_list("done", "total", "step").get(pk=job.pk)

    seen.extend(tables.at_once([look]))


def quietly(job: Job) -> None:
    """Do it."""
    done.append(job.subject_id)


def refused(job: Job) -> None:
    """Fail for a reason that a person can be told."""
    done.append(job.subject_id)
    values = {"name": "plan.docx", "size": Decimal("1.5"), "day": date(2025, 11, 17), "word": gettext_lazy("Menu")}
    raise jobs.Failed("TOO_LARGE", **values)


def broken(job: Job) -> None:
    """Fail for a fault of the program."""
    done.append(job.subject_id)
    raise ZeroDivisionError("a fault")


def endless(job: Job) -> None:
    """Take longer than a worker has."""
    done.append(job.subject_id)
    raise OutOfTime
