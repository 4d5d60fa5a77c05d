"""What a grantee promised, by when, and what it reports."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from promost.kit.fields import ExactDecimalField
from promost.profiles.models import Indicator
from promost.support.models.applications import Application


class ObligationKind(models.TextChoices):
    """What is promised."""

    JOBS = "jobs", _("new jobs")
    JOBS_KEPT = "kept", _("jobs kept after 12 months")
    OUTPUT = "output", _("output")
    INVESTMENT = "investment", _("investment")
    PAY = "pay", _("average pay")
    REPORT = "report", _("a report on the use of the money")
    OTHER = "other", pgettext_lazy("of an obligation", "other")


class Obligation(models.Model):
    """A promise of a grantee, due on a day where the grantee works."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="obligations")
    kind = models.CharField(max_length=12, choices=ObligationKind.choices)
    text = models.CharField(max_length=500, blank=True)
    indicator = models.ForeignKey(Indicator, null=True, on_delete=models.PROTECT, related_name="+")
    """The level that it is measured by; asked for once, as an observation of the enterprise."""
    baseline = ExactDecimalField(null=True)
    promised = ExactDecimalField(null=True)
    """In the unit of the indicator; empty for a report."""
    due_on = models.DateField()
    version = models.PositiveIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["due_on", "pk"]

    def __str__(self) -> str:
        """Give what is promised."""
        return self.text or str(self.get_kind_display())


class ReportState(models.TextChoices):
    """What the provider says of a report."""

    SUBMITTED = "submitted", pgettext_lazy("of a grantee's report", "submitted")
    ACCEPTED = "accepted", pgettext_lazy("of a grantee's report", "accepted")
    RETURNED = "returned", pgettext_lazy("of a grantee's report", "returned")


class ObligationReport(models.Model):
    """A grantee's report on an obligation. "Unknown" is an answer of its own, never a no."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    obligation = models.ForeignKey(Obligation, on_delete=models.PROTECT, related_name="reports")
    value = ExactDecimalField(null=True)
    words = models.TextField(blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    file_name = models.CharField(max_length=255, blank=True)
    state = models.CharField(max_length=10, choices=ReportState.choices, default=ReportState.SUBMITTED)
    reason = models.TextField(blank=True)
    submitted_on = models.DateField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["-pk"]

    def __str__(self) -> str:
        """Give its words."""
        return self.words
