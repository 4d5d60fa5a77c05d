"""Files of schemes: what was read from them, row by row, so that nothing is lost and a second reading is known."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from promost.registry.models import Organisation
from promost.support.models.schemes import Scheme


class SchemeImportState(models.TextChoices):
    """How far an import is."""

    PREVIEW = "preview", _("waits for acceptance")
    ACCEPTED = "accepted", pgettext_lazy("of an import of schemes", "accepted")
    DISCARDED = "discarded", _("not used")


class SchemeImport(models.Model):
    """A file of schemes."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    file_name = models.CharField(max_length=255)
    sha256 = models.CharField(max_length=64)
    mapping = models.JSONField(default=dict, blank=True)
    state = models.CharField(max_length=10, choices=SchemeImportState.choices, default=SchemeImportState.PREVIEW)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    made_for = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["-pk"]

    def __str__(self) -> str:
        """Give the file's name."""
        return self.file_name


class RowOutcome(models.TextChoices):
    """What became of a row."""

    CREATED = "created", _("a new draft")
    UNCHANGED = "unchanged", _("known already")
    CHANGED = "changed", _("changed in the source, waits for review")
    REJECTED = "rejected", _("not taken, see the reason")


class ImportedRow(models.Model):
    """A row of a file, word for word, and the scheme that it made. The newest row of a scheme is what is compared."""

    source = models.ForeignKey(SchemeImport, on_delete=models.PROTECT, related_name="rows")
    place = models.CharField(max_length=120)
    """Sheet and row."""
    key = models.CharField(max_length=64, db_index=True)
    """SHA-256 of region, provider and name, folded: the same scheme in the next file."""
    sha256 = models.CharField(max_length=64)
    raw = models.JSONField()
    outcome = models.CharField(max_length=10, choices=RowOutcome.choices)
    reasons = models.JSONField(default=list, blank=True)
    scheme = models.ForeignKey(Scheme, null=True, on_delete=models.PROTECT, related_name="rows")

    class Meta:
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        """Give its place."""
        return self.place
