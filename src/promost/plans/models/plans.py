"""Plans and measures: what survives every edition."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from promost.plans.models.agreements import Agreement
from promost.registry.models import Organisation


class PlanKind(models.TextChoices):
    """What the document calls itself."""

    PLAN = "plan", _("joint action plan")
    ROADMAP = "roadmap", _("roadmap")
    PROTOCOL = "protocol", _("protocol")


class PlanState(models.TextChoices):
    """The life of a plan."""

    DRAFT = "draft", _("draft")
    ON_APPROVAL = "on_approval", _("on approval")
    IN_FORCE = "in_force", _("in force")
    CLOSED = "closed", _("closed")


class Plan(models.Model):
    """A plan of joint measures under an agreement. What it promises stands in its editions."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="plans")
    kind = models.CharField(max_length=10, choices=PlanKind.choices, default=PlanKind.PLAN)
    title = models.CharField(max_length=1000)
    starts_on = models.DateField()
    ends_on = models.DateField()
    state = models.CharField(max_length=12, choices=PlanState.choices, default=PlanState.DRAFT)
    closed_on = models.DateField(null=True, blank=True)
    invented = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["-starts_on", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(starts_on__lte=models.F("ends_on")), name="plan_period_forward"),
        ]

    def __str__(self) -> str:
        """Give the title."""
        return self.title


class Measure(models.Model):
    """A measure (мероприятие): the identity to which facts, evidence, duties and comments point."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="measures")
    direction = models.CharField(max_length=40, blank=True)
    """The code of a direction in the register of rooms, checked in actions; "" until somebody says which."""
    created_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        """Name it by its lasting id."""
        return str(self.uuid)


class Participant(models.Model):
    """An enterprise that a plan lists as taking part; targets may count its facts alone."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="participants")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["plan", "organisation"], name="participant_once"),
        ]

    def __str__(self) -> str:
        """Name plan and organisation by key."""
        return f"{self.plan_id}/{self.organisation_id}"
