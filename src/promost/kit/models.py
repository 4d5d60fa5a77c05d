"""History: who did what to which thing, when, and on whose behalf. And jobs: long work with its progress.

What is limited has its tables in ``capacity.models``.
"""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models

from promost.kit.capacity.models import Holding, Resource
from promost.kit.refs import Ref

__all__ = ["HistoryEntry", "Holding", "Job", "JobState", "Resource"]


class HistoryEntry(models.Model):
    """One deed. Never changed, never removed; persons stand in it as ids only."""

    append_only = True

    subject_kind = models.CharField(max_length=60)
    subject_id = models.CharField(max_length=64)
    verb = models.CharField(max_length=60)
    """The action's name, "room.verb" ("plans.mend_row")."""
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    """Who did it; None for the installation itself (a command of its operator, a scheduled job)."""
    behalf = models.CharField(max_length=64, blank=True)
    """The id of the organisation acted for."""
    behalf_name = models.CharField(max_length=300, blank=True)
    recorded_at = models.DateTimeField()
    changes = models.JSONField(default=dict)
    """{"field": [before, after]}; a personal field as {"field": "changed"}."""
    note = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar = ["pk"]
        indexes: ClassVar = [models.Index(fields=["subject_kind", "subject_id", "id"], name="history_by_subject")]

    def __str__(self) -> str:
        """Name the deed and its subject."""
        return f"{self.verb} {self.subject}"

    @property
    def subject(self) -> Ref:
        """The thing that was acted on."""
        return Ref(self.subject_kind, self.subject_id)


class JobState(models.TextChoices):
    """The life of a job."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


class Job(models.Model):
    """A piece of long work and how far it is; the work itself is a registered function that gets ids only."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(max_length=60)
    subject_kind = models.CharField(max_length=60)
    subject_id = models.CharField(max_length=64)
    state = models.CharField(max_length=10, choices=JobState.choices, default=JobState.QUEUED)
    step = models.CharField(max_length=60, blank=True)
    """What is being done now, a code that the room puts into words."""
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    failure = models.JSONField(default=dict)
    """{"code": …, "values": {…}} when it failed for a reason that can be said."""
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    attempts = models.PositiveSmallIntegerField(default=0)
    queued_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["pk"]
        indexes: ClassVar = [models.Index(fields=["subject_kind", "subject_id"], name="job_by_subject")]

    def __str__(self) -> str:
        """Name the job and its state."""
        return f"{self.kind} {self.subject_id}: {self.state}"

    @property
    def subject(self) -> Ref:
        """The thing that the job works on."""
        return Ref(self.subject_kind, self.subject_id)

    @property
    def is_over(self) -> bool:
        """Whether nothing more will happen."""
        return self.state in {JobState.DONE, JobState.FAILED}
