"""Facts: what happened. They are only ever added; a mistake is reversed by a second fact, as in bookkeeping."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from promost.kit.fields import ExactDecimalField
from promost.kit.refs import Ref
from promost.plans.models import Measure
from promost.profiles.models import Indicator
from promost.registry.models import Municipality, Organisation, Region


class How(models.TextChoices):
    """By which way a fact came: the work of a room, or an entry."""

    ROOM = "room", _("from the work itself")
    HAND = "hand", _("entered by hand")
    FILE = "file", _("from a file")
    OPENING = "opening", _("opening, accepted on paper")


class Fact(models.Model):
    """One fact. Free of personal data, always; ``source`` is the record that made it true, never null."""

    append_only = True

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="facts", db_index=False)
    value = ExactDecimalField()
    happened_on = models.DateField()
    """By the calendar of its region."""
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+", db_index=False)
    municipality = models.ForeignKey(Municipality, null=True, on_delete=models.PROTECT, related_name="+")
    direction = models.CharField(max_length=40, blank=True)
    measure = models.ForeignKey(Measure, null=True, on_delete=models.PROTECT, related_name="facts", db_index=False)
    organisation = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="+")
    breakdown = models.CharField(max_length=200, blank=True)
    """Canonical: "audience=pupils;form=online", dimensions in order; "" for none."""
    source_kind = models.CharField(max_length=60)
    source_id = models.CharField(max_length=64)
    event = models.CharField(max_length=64)
    """The history row of the transition that made it true, the entry's token, or the sheet's row."""
    reverses = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="reversed_by")
    how = models.CharField(max_length=8, choices=How.choices)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    recorded_for = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["source_kind", "source_id", "event", "indicator", "breakdown"], name="fact_once"
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=[
                    "region",
                    "indicator",
                    "happened_on",
                    "organisation",
                    "value",
                    "how",
                    "reverses",
                    "recorded_at",
                ],
                name="fact_of_region",
            ),
            models.Index(fields=["indicator", "happened_on", "region", "value"], name="fact_of_country"),
            models.Index(fields=["measure", "indicator", "happened_on", "value"], name="fact_of_measure"),
            models.Index(fields=["recorded_at"], name="fact_by_moment"),
        ]

    def __str__(self) -> str:
        """Name indicator, day and value."""
        return f"{self.indicator_id} {self.happened_on}: {self.value}"

    @property
    def source(self) -> Ref:
        """The record that made it true."""
        return Ref(self.source_kind, self.source_id)
