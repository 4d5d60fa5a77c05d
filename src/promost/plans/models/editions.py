"""Editions: what a plan promised at a time. A later edition never changes an earlier one."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from promost.kit.fields import ExactDecimalField
from promost.plans.models.agreements import Party
from promost.plans.models.plans import Measure, Plan
from promost.registry.models import Organisation


class Document(models.Model):
    """The file a plan was read from, kept as it came, by its SHA-256."""

    sha256 = models.CharField(max_length=64, unique=True)
    name = models.CharField(max_length=255)
    kind = models.CharField(max_length=10)
    size = models.PositiveIntegerField()
    uploaded_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        """Give the file's name."""
        return self.name


class Edition(models.Model):
    """A numbered edition of a plan: from the first document, a newer one, or a change by hand."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="editions")
    number = models.PositiveIntegerField()
    document = models.ForeignKey(Document, null=True, on_delete=models.PROTECT, related_name="editions")
    reason = models.TextField(blank=True)
    reporting = models.JSONField(default=dict)
    """The duty to report as the document has it: {"recurrence", "due_day", "due_dates", "text"}; empty for none."""
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    approved_at = models.DateTimeField(null=True)
    """When the last party approved it: from then on it never changes."""

    class Meta:
        ordering: ClassVar = ["plan", "number"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["plan", "number"], name="edition_number_once")]

    def __str__(self) -> str:
        """Name plan and number."""
        return f"{self.plan_id} #{self.number}"


class Section(models.Model):
    """A section of an edition: number and title as printed, and the direction it was taken for."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="sections")
    position = models.PositiveIntegerField()
    number = models.CharField(max_length=40, blank=True)
    title = models.CharField(max_length=1000)
    direction = models.CharField(max_length=40, blank=True)

    class Meta:
        ordering: ClassVar = ["edition", "position"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["edition", "position"], name="section_place_once")]

    def __str__(self) -> str:
        """Give the title."""
        return self.title


class DeadlineChoice(models.TextChoices):
    """The kinds of term. *none* is "without a deadline": never late, first on the attention list."""

    DUE = "due", _("by a day")
    PERIOD = "period", _("period")
    RECURRING = "recurring", _("recurring")
    MULTIPLE = "multiple", _("several terms")
    RELATIVE = "relative", _("after an event")
    ON_DEMAND = "on_demand", _("as needed")
    NONE = "none", _("without a deadline")
    INVALID = "invalid", _("unreadable")


class MeasureEdition(models.Model):
    """A measure as one edition has it."""

    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="editions")
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="measures")
    section = models.ForeignKey(Section, null=True, on_delete=models.PROTECT, related_name="measures")
    position = models.PositiveIntegerField()
    number = models.CharField(max_length=40, blank=True)
    title = models.TextField()
    deadline_kind = models.CharField(max_length=10, choices=DeadlineChoice.choices, default=DeadlineChoice.NONE)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    due_dates = models.JSONField(default=list)
    """ISO days of a recurring or multiple term."""
    deadline_text = models.TextField(blank=True)
    result = models.TextField(blank=True)
    completion_document = models.TextField(blank=True)
    note = models.TextField(blank=True)
    lead = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="+")
    """The lead owner: its zone decides what is late."""
    place = models.JSONField(default=dict)
    """Where it stands in the edition's document: {"part", "index", "name", "row"}."""
    source_cells = models.JSONField(default=list)
    """The row as it stood in the document: a list of lines, each a list of cells' texts."""
    extra = models.JSONField(default=dict)
    accepted_with = models.JSONField(default=list)
    """Errors accepted as the signed document has them: [{"code", "note"}]."""
    version = models.PositiveIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["edition", "position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["edition", "measure"], name="measure_once_an_edition"),
            models.UniqueConstraint(fields=["edition", "position"], name="measure_place_once"),
            models.CheckConstraint(
                condition=models.Q(starts_on=None)
                | models.Q(ends_on=None)
                | models.Q(starts_on__lte=models.F("ends_on")),
                name="measure_term_forward",
            ),
        ]

    def __str__(self) -> str:
        """Give number and title."""
        return f"{self.number} {self.title}".strip()


class Owner(models.Model):
    """Who answers for a measure, for which party, with the person that the document names."""

    measure_edition = models.ForeignKey(MeasureEdition, on_delete=models.CASCADE, related_name="owners")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="owned")
    position = models.PositiveIntegerField()
    written_as = models.CharField(max_length=400)
    """The body as the document writes it."""
    person = models.CharField(max_length=200, blank=True)
    by_agreement = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar = ["measure_edition", "position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["measure_edition", "position"], name="owner_place_once"),
        ]

    def __str__(self) -> str:
        """Give the body as written."""
        return self.written_as


class Resource(models.Model):
    """Money that a measure is promised: amount in ``unit`` ("тыс руб"), or words where no figure stands."""

    measure_edition = models.ForeignKey(MeasureEdition, on_delete=models.CASCADE, related_name="resources")
    label = models.CharField(max_length=300, blank=True)
    year = models.PositiveSmallIntegerField(null=True)
    amount = ExactDecimalField(null=True)
    unit = models.CharField(max_length=40, blank=True)
    text = models.CharField(max_length=600, blank=True)

    class Meta:
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        """Give the words of the document."""
        return self.text
