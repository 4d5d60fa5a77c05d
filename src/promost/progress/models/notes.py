"""What people say beside what is derived: dated notes of one line."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models

from promost.plans.models import Measure
from promost.registry.models import Organisation


class Note(models.Model):
    """A dated progress note of a measure: one line that explains, and sets no state."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True)
    """Its form's one-time token."""
    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="notes")
    day = models.DateField()
    text = models.CharField(max_length=300)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    written_for = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["-day", "-pk"]

    def __str__(self) -> str:
        """Give the line."""
        return self.text
