"""Duties: who owes what by when, where it is done, and what it comes from."""

from __future__ import annotations

import uuid
from typing import ClassVar
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from promost.kit.deadlines import Term
from promost.kit.refs import Ref
from promost.registry.models import Organisation


class Outcome(models.TextChoices):
    """How a duty ended."""

    MET = "met", _("met")
    DROPPED = "dropped", _("no longer owed")


class Duty(models.Model):
    """A duty of an organisation, or of one person in it, that ends at midnight in ``zone``.

    ``kind`` ("plans.measure") is put into words by the room that registers it; ``part`` tells several duties from one
    origin apart (the day of an occurrence).
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="duties")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="duties")
    kind = models.CharField(max_length=60)
    origin_kind = models.CharField(max_length=60)
    origin_id = models.CharField(max_length=64)
    part = models.CharField(max_length=40, blank=True)
    due_on = models.DateField()
    zone = models.CharField(max_length=60)
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=8, choices=Outcome.choices, blank=True)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["due_on", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["organisation", "kind", "origin_kind", "origin_id", "part"],
                condition=models.Q(closed_at=None),
                name="duty_open_once",
            ),
            models.CheckConstraint(
                condition=models.Q(closed_at=None, outcome="")
                | models.Q(closed_at__isnull=False) & ~models.Q(outcome=""),
                name="duty_closed_with_outcome",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["organisation", "closed_at", "due_on"], name="duty_of_organisation"),
            models.Index(fields=["origin_kind", "origin_id"], name="duty_by_origin"),
        ]

    def __str__(self) -> str:
        """Name kind and day."""
        return f"{self.kind} {self.due_on}"

    @property
    def origin(self) -> Ref:
        """What it comes from."""
        return Ref(self.origin_kind, self.origin_id)

    @property
    def term(self) -> Term:
        """Its last day in its zone."""
        return Term(self.due_on, ZoneInfo(self.zone))
