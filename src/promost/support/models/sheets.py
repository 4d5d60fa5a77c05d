"""Files of applications made elsewhere: kept as they came, the rows that were refused with their reasons."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models

from promost.registry.models import Organisation


class ApplicationSheet(models.Model):
    """An .xlsx of applications made elsewhere."""

    append_only = True

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    sha256 = models.CharField(max_length=64)
    name = models.CharField(max_length=255)
    taken = models.PositiveIntegerField()
    refused = models.PositiveIntegerField()
    refused_sha256 = models.CharField(max_length=64, blank=True)
    """The file of refused rows; "" where none was."""
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    made_for = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["-pk"]

    def __str__(self) -> str:
        """Give the file's name."""
        return self.name
