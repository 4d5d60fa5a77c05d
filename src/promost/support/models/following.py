"""What a reader keeps: saved schemes, and asking to be told when one newly fits."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models

from promost.registry.models import Organisation
from promost.support.models.schemes import Scheme


class SavedScheme(models.Model):
    """A scheme that a user keeps at hand, for the organisation acted for (None: for oneself)."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    organisation = models.ForeignKey(Organisation, null=True, on_delete=models.CASCADE, related_name="+")
    scheme = models.ForeignKey(Scheme, on_delete=models.CASCADE, related_name="+")
    saved_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["user", "scheme"], condition=models.Q(organisation=None), name="saved_once_for_oneself"
            ),
            models.UniqueConstraint(
                fields=["user", "organisation", "scheme"],
                condition=models.Q(organisation__isnull=False),
                name="saved_once_for_an_organisation",
            ),
        ]

    def __str__(self) -> str:
        """Give the scheme's name."""
        return str(self.scheme)


class Subscription(models.Model):
    """An enterprise asks to be told of schemes that newly fit it; ``known`` are those that fitted at its last look."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organisation = models.OneToOneField(Organisation, on_delete=models.CASCADE, related_name="+")
    known = models.JSONField(default=list)
    """Lasting ids of schemes."""
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    looked_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        """Give the organisation's name."""
        return str(self.organisation)
