"""Where a fact comes from when no room's work brings it: an entry by hand, or a sheet of many."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from promost.plans.models import Measure, Plan
from promost.registry.models import Organisation


class EntryKind(models.TextChoices):
    """Why something was entered by hand."""

    FACT = "fact", _("result")
    NIL = "nil", _("nil report")
    OPENING = "opening", _("opening, accepted on paper")
    COMPLETION = "completion", _("completion document handed in")
    REVERSAL = "reversal", _("reversal")


class Entry(models.Model):
    """An entry by hand. ``uuid`` is its form's one-time token, so that a form sent twice is one entry."""

    append_only = True

    uuid = models.UUIDField(default=uuid.uuid4, unique=True)
    kind = models.CharField(max_length=10, choices=EntryKind.choices)
    plan = models.ForeignKey(Plan, null=True, on_delete=models.PROTECT, related_name="+")
    measure = models.ForeignKey(Measure, null=True, on_delete=models.PROTECT, related_name="entries")
    part = models.CharField(max_length=10, blank=True)
    """Of a completion document: the ISO day of the occurrence that it closes; "" for the measure as a whole."""
    words = models.CharField(max_length=600, blank=True)
    """What the officer wrote about it, or the reason of a reversal; never anything personal."""
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    made_for = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        """Name kind and lasting id."""
        return f"{self.kind} {self.uuid}"


class Sheet(models.Model):
    """An .xlsx of many facts: kept as it came; the rows that were refused are kept with their reasons."""

    append_only = True

    uuid = models.UUIDField(default=uuid.uuid4, unique=True)
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="sheets")
    sha256 = models.CharField(max_length=64)
    name = models.CharField(max_length=255)
    size = models.PositiveIntegerField()
    taken = models.PositiveIntegerField()
    refused = models.PositiveIntegerField()
    refused_sha256 = models.CharField(max_length=64, blank=True)
    """The file of refused rows with their reasons; "" where none was."""
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    made_for = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["plan", "sha256"], name="sheet_once_a_plan")]

    def __str__(self) -> str:
        """Give the file's name."""
        return self.name
