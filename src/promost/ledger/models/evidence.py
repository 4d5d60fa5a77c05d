"""Evidence: files kept by their SHA-256, and what they prove."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models

from promost.ledger.models.facts import Fact
from promost.plans.models import Measure
from promost.registry.models import Organisation


class Evidence(models.Model):
    """A file that proves something. What is erased leaves its hash and the reason."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    sha256 = models.CharField(max_length=64, db_index=True)
    name = models.CharField(max_length=255)
    kind = models.CharField(max_length=10)
    """The kind of file as it was found to be ("pdf"), whatever its name says."""
    size = models.PositiveBigIntegerField()
    personal = models.BooleanField(default=False)
    """It contains personal data: narrower access, and it may be erased."""
    erased_at = models.DateTimeField(null=True)
    erasure_reason = models.CharField(max_length=400, blank=True)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    uploaded_for = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        """Give the file's name."""
        return self.name


class Attachment(models.Model):
    """A piece of evidence beside a fact, or beside a measure as a whole."""

    append_only = True

    evidence = models.ForeignKey(Evidence, on_delete=models.PROTECT, related_name="attachments")
    fact = models.ForeignKey(Fact, null=True, on_delete=models.PROTECT, related_name="attachments")
    measure = models.ForeignKey(Measure, null=True, on_delete=models.PROTECT, related_name="attachments")
    attached_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    attached_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(fact=None, measure__isnull=False) | models.Q(fact__isnull=False, measure=None),
                name="attachment_to_one_thing",
            ),
            models.UniqueConstraint(
                fields=["evidence", "fact"], condition=models.Q(fact__isnull=False), name="evidence_once_a_fact"
            ),
            models.UniqueConstraint(
                fields=["evidence", "measure"],
                condition=models.Q(measure__isnull=False),
                name="evidence_once_a_measure",
            ),
        ]

    def __str__(self) -> str:
        """Name the evidence by key."""
        return str(self.evidence_id)
