"""Indicators: one definition for both sides. They come with the rooms that bring their facts, in data files."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from promost.kit.fields import ExactDecimalField
from promost.registry import units


class Kind(models.TextChoices):
    """How a figure comes from facts."""

    FLOW = "flow", _("sum of a period")
    STOCK = "stock", _("level on a day")
    DISTINCT = "distinct", _("different organisations of a period")
    OBSERVED = "observed", _("published value")
    GAIN = "gain", _("growth over a baseline")
    RATIO = "ratio", _("ratio of two indicators")


class Indicator(models.Model):
    """An indicator. ``kind`` never changes once there is a fact; a definition does with its source's next release."""

    code = models.CharField(max_length=40, unique=True)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    okei = models.CharField(max_length=4, blank=True)
    """The unit's OKEI code; empty where the classifier has none (an academic hour), then ``unit`` says it."""
    unit_ru = models.CharField(max_length=40, blank=True)
    unit_en = models.CharField(max_length=40, blank=True)
    name_ru = models.CharField(max_length=300)
    name_en = models.CharField(max_length=300)
    definition_ru = models.TextField(blank=True)
    definition_en = models.TextField(blank=True)
    form = models.CharField(max_length=200, blank=True)
    """The statistical form or register that the figure stands in ("П-1")."""
    breakdowns = models.JSONField(default=dict)
    """{dimension: [values]} a fact may be told apart by ({"audience": ["pupils", "students"]})."""
    minimum = models.PositiveSmallIntegerField(default=0)
    """Fewer contributors than this, and the figure is not published."""
    source = models.CharField(max_length=40)
    """The code of the room whose work brings its facts, whether it is built or not."""
    needs_evidence = models.BooleanField(default=False)
    needs_organisation = models.BooleanField(default=False)
    may_be_negative = models.BooleanField(default=False)
    most = ExactDecimalField(null=True)
    """The largest value that one fact can plausibly have; above it a unit was mistaken."""
    numerator = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")
    denominator = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")
    level = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")
    """Of a gain: the observed indicator whose growth it is."""
    built_in = models.BooleanField(default=False)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("indicator")
        verbose_name_plural = _("indicators")
        ordering: ClassVar = ["position", "code"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~models.Q(kind="ratio") | models.Q(numerator__isnull=False, denominator__isnull=False),
                name="indicator_ratio_of_two",
            ),
            models.CheckConstraint(
                condition=~models.Q(kind="gain") | models.Q(level__isnull=False), name="indicator_gain_of_a_level"
            ),
        ]

    def __str__(self) -> str:
        """Give the name."""
        return self.name

    @property
    def name(self) -> str:
        """The name in the reader's language."""
        return self.name_en if _english() else self.name_ru

    @property
    def definition(self) -> str:
        """What is counted and how, in the reader's language."""
        return self.definition_en if _english() else self.definition_ru

    @property
    def unit(self) -> str:
        """The unit as written after a number, in the reader's language."""
        return units.symbol(self.okei) if self.okei else (self.unit_en if _english() else self.unit_ru)


def _english() -> bool:
    return (get_language() or "ru").startswith("en")
