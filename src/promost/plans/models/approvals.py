"""How a plan comes into force, and how it is changed: approvals by every party, amendments agreed by all."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from promost.plans.models.agreements import Party
from promost.plans.models.editions import Edition
from promost.plans.models.plans import Measure, Plan
from promost.plans.models.targets import Target
from promost.registry.models import Organisation


class ApprovedHow(models.TextChoices):
    """How a party approved."""

    HERE = "here", _("here")
    PAPER = "paper", _("on paper")


class Approval(models.Model):
    """A party's approval of an edition: the day and the act; on paper with the scan of the act."""

    append_only = True

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="approvals")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    approved_on = models.DateField()
    act = models.CharField(max_length=300)
    """Kind, number and date of the act, as it is cited."""
    how = models.CharField(max_length=6, choices=ApprovedHow.choices)
    scan_sha256 = models.CharField(max_length=64, blank=True)
    scan_name = models.CharField(max_length=255, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    made_for = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["edition", "party"], name="approval_once_a_party"),
            models.CheckConstraint(
                condition=~models.Q(how="paper") | ~models.Q(scan_sha256=""), name="approval_on_paper_with_scan"
            ),
        ]

    def __str__(self) -> str:
        """Give the act."""
        return self.act


class AmendmentState(models.TextChoices):
    """The life of an amendment."""

    OPEN = "open", _("proposed")
    AGREED = "agreed", _("agreed")
    DECLINED = "declined", _("declined")
    WITHDRAWN = "withdrawn", _("withdrawn")


class Amendment(models.Model):
    """A change of a plan in force, proposed with a reason by one party and agreed by all: then a new edition."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="amendments")
    base = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="+")
    """The edition that it changes."""
    made = models.OneToOneField(Edition, null=True, on_delete=models.PROTECT, related_name="amendment")
    """The edition that it became."""
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField()
    state = models.CharField(max_length=10, choices=AmendmentState.choices, default=AmendmentState.OPEN)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    proposed_for = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["plan"], condition=models.Q(state="open"), name="amendment_open_once"),
        ]

    def __str__(self) -> str:
        """Give the reason."""
        return self.reason


class ChangeKind(models.TextChoices):
    """What an amendment does."""

    CHANGED = "changed", _("changed")
    ADDED = "added", _("added")
    STRUCK = "struck", _("struck out")
    TARGET = "target", _("target of the plan changed")


class AmendmentChange(models.Model):
    """One thing that an amendment changes: a measure, or a target of the whole plan; ``given`` is what it will be."""

    amendment = models.ForeignKey(Amendment, on_delete=models.CASCADE, related_name="changes")
    measure = models.ForeignKey(Measure, null=True, on_delete=models.PROTECT, related_name="+")
    """None for one that is added, and for a target of the whole plan."""
    target = models.ForeignKey(Target, null=True, on_delete=models.PROTECT, related_name="+")
    """A target of the whole plan whose values are changed."""
    kind = models.CharField(max_length=8, choices=ChangeKind.choices)
    given = models.JSONField(default=dict)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    """The measure as a person compares it: field → text."""

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["amendment", "measure"], condition=models.Q(measure__isnull=False), name="amended_once"
            ),
            models.UniqueConstraint(
                fields=["amendment", "target"], condition=models.Q(target__isnull=False), name="target_amended_once"
            ),
        ]

    def __str__(self) -> str:
        """Name the kind."""
        return self.kind


class Consent(models.Model):
    """A party's answer to an amendment."""

    append_only = True

    amendment = models.ForeignKey(Amendment, on_delete=models.PROTECT, related_name="consents")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    agrees = models.BooleanField()
    reason = models.CharField(max_length=600, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    made_for = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["amendment", "party"], name="consent_once_a_party"),
            models.CheckConstraint(
                condition=models.Q(agrees=True) | ~models.Q(reason=""), name="consent_refused_with_reason"
            ),
        ]

    def __str__(self) -> str:
        """Name party and answer."""
        return f"{self.party_id}: {self.agrees}"
