"""Targets: how much of what by when, who answers, and which facts will count."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from promost.kit.fields import ExactDecimalField
from promost.plans.models.editions import Edition
from promost.plans.models.plans import Measure, Plan
from promost.profiles.models import Indicator
from promost.registry.models import Organisation


class Basis(models.TextChoices):
    """From what a value is counted."""

    ZERO = "zero", _("from zero")
    BASELINE = "baseline", _("from a baseline")


class Scope(models.TextChoices):
    """Which facts count."""

    MEASURE = "measure", _("facts under the measure")
    PARTICIPANTS = "participants", _("facts of the listed participants")
    REGION = "region", _("facts of the whole region")


class Target(models.Model):
    """A promise in figures, of one measure or of the whole plan. It keeps every value it ever had."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="targets")
    measure = models.ForeignKey(Measure, null=True, on_delete=models.PROTECT, related_name="targets")
    position = models.PositiveIntegerField()
    label = models.CharField(max_length=600)
    """What is counted, in the document's words."""
    unit = models.CharField(max_length=60)
    okei = models.CharField(max_length=4, blank=True)
    indicator = models.ForeignKey(Indicator, null=True, on_delete=models.PROTECT, related_name="targets")
    """Whose facts count; None until somebody says."""
    indicator_confirmed = models.BooleanField(default=False)
    """A person has said so; until then it is a proposal from the document's words."""
    breakdown = models.CharField(max_length=200, blank=True)
    """Only facts told apart so count ("audience=pupils"); "" for all."""
    comparator = models.CharField(
        max_length=2, choices=[("ge", _("at least")), ("le", _("at most")), ("eq", _("exactly"))], default="ge"
    )
    cumulative = models.BooleanField(default=True)
    basis = models.CharField(max_length=10, choices=Basis.choices, default=Basis.ZERO)
    baseline = ExactDecimalField(null=True)
    baseline_year = models.PositiveSmallIntegerField(null=True)
    scope = models.CharField(max_length=12, choices=Scope.choices, default=Scope.MEASURE)
    owner = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="+")
    source = models.CharField(max_length=400, blank=True)
    """Where the figure will come from, in the document's words."""
    text = models.CharField(max_length=600, blank=True)
    place = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["plan", "position"]

    def __str__(self) -> str:
        """Give what is counted."""
        return self.label


class TargetValue(models.Model):
    """A value of a target for a reporting day, as one edition has it; None where the document has a dash."""

    target = models.ForeignKey(Target, on_delete=models.PROTECT, related_name="values")
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="target_values")
    due_on = models.DateField()
    value = ExactDecimalField(null=True)

    class Meta:
        ordering: ClassVar = ["target", "due_on", "edition"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["target", "edition", "due_on"], name="target_value_once"),
        ]

    def __str__(self) -> str:
        """Name day and value."""
        return f"{self.due_on}: {self.value}"
