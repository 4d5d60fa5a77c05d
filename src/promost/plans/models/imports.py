"""A document on its way to becoming an edition: its rows as read, as mended, and the bodies it names."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from promost.plans.models.agreements import Agreement
from promost.plans.models.editions import Document, Edition
from promost.plans.models.plans import Measure, Plan
from promost.registry.models import Organisation


class ImportState(models.TextChoices):
    """The life of an import."""

    READING = "reading", _("being read")
    PREVIEW = "preview", _("in preview")
    FAILED = "failed", _("could not be read")
    ACCEPTED = "accepted", _("accepted")
    DISCARDED = "discarded", _("put aside")


class RowState(models.TextChoices):
    """What becomes of a row."""

    OPEN = "open", _("to be taken")
    LEFT_OUT = "left_out", _("left out")


class Import(models.Model):
    """A document uploaded under an agreement: the preview that officers work on, kept until accepted or put aside."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="imports")
    plan = models.ForeignKey(Plan, null=True, on_delete=models.PROTECT, related_name="imports")
    """The plan whose newer document this is; None for a first one."""
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="imports")
    state = models.CharField(max_length=10, choices=ImportState.choices, default=ImportState.READING)
    head = models.JSONField(default=dict)
    """The draft without its rows: title, year, period, parties, sections, targets, remainder, problems."""
    edition = models.ForeignKey(Edition, null=True, on_delete=models.PROTECT, related_name="imports")
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["agreement", "document"],
                condition=models.Q(state__in=["reading", "preview"]),
                name="import_open_once",
            ),
        ]

    def __str__(self) -> str:
        """Name it by its lasting id."""
        return str(self.uuid)


class ImportRow(models.Model):
    """A row of the draft, as JSON: ``read`` as the reader gave it, ``mended`` as it stands now."""

    source = models.ForeignKey(Import, on_delete=models.CASCADE, related_name="rows")
    position = models.PositiveIntegerField()
    source_cells = models.JSONField(default=list)
    """The row as it stands in the document: a list of lines, each a list of cells' texts."""
    read = models.JSONField()
    mended = models.JSONField()
    state = models.CharField(max_length=10, choices=RowState.choices, default=RowState.OPEN)
    accepted_with = models.JSONField(default=list)
    """Errors accepted as the signed document has them: [{"code", "note"}]."""
    measure = models.ForeignKey(Measure, null=True, on_delete=models.PROTECT, related_name="+")
    """The measure of the plan that this row is paired to; None for a new one."""
    paired_by = models.CharField(max_length=10, blank=True)
    """"proposed" by the program, or "officer"."""
    version = models.PositiveIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["source", "position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["source", "position"], name="import_row_place_once"),
            models.UniqueConstraint(
                fields=["source", "measure"], condition=~models.Q(measure=None), name="import_row_measure_once"
            ),
        ]

    def __str__(self) -> str:
        """Name the row by its place."""
        return f"{self.source_id}/{self.position}"


class Body(models.Model):
    """A body that the document names, matched once to an organisation; unmatched, it is created on acceptance."""

    source = models.ForeignKey(Import, on_delete=models.CASCADE, related_name="bodies")
    side = models.CharField(max_length=10)
    name = models.CharField(max_length=400)
    folded = models.CharField(max_length=400)
    organisation = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="+")
    matched_by = models.CharField(max_length=12, blank=True)
    """How: "spelling", "abbreviation", "name", "officer"; "" for one that will be created."""
    version = models.PositiveIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["source", "side", "pk"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["source", "side", "folded"], name="body_once")]

    def __str__(self) -> str:
        """Give the body's name."""
        return self.name
