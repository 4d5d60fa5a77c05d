"""What people say to each other beside a measure or a fact."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models

from promost.kit.refs import Ref
from promost.registry.models import Organisation


class Comment(models.Model):
    """A comment. One that is withdrawn, or whose writer is erased, leaves a tombstone."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True)
    """Its form's one-time token."""
    subject_kind = models.CharField(max_length=60)
    subject_id = models.CharField(max_length=64)
    text = models.CharField(max_length=2000, blank=True)
    mentioned = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+", blank=True)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    written_for = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["pk"]
        indexes: ClassVar = [models.Index(fields=["subject_kind", "subject_id"], name="comment_by_subject")]

    def __str__(self) -> str:
        """Name the comment by its lasting id."""
        return str(self.uuid)

    @property
    def subject(self) -> Ref:
        """What it is about."""
        return Ref(self.subject_kind, self.subject_id)
