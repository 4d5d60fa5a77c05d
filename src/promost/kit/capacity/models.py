"""What there is only so much of, and who holds how much. Generic rows: rooms name a resource, and add no table."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from promost.kit.capacity.names import Name
from promost.kit.fields import ExactDecimalField
from promost.kit.refs import Ref


class Resource(models.Model):
    """Something limited: places, seats, megawatts, a budget. ``taken`` is changed by ``promost.kit.capacity`` alone."""

    owner_kind = models.CharField(max_length=60)
    owner_id = models.CharField(max_length=64)
    what = models.CharField(max_length=60)
    """Which of its owner's resources: "places", "budget:2026"."""
    whole = models.BooleanField(default=True)
    """Whether it is taken in whole numbers only, as people are."""
    capacity = ExactDecimalField(null=True)
    """None is without a limit; zero lets nobody in."""
    taken = ExactDecimalField(default=Decimal(0))
    """The sum of its holdings that are held or confirmed. An expired hold counts until its place is asked for."""
    opened_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["owner_kind", "owner_id", "what"], name="resource_once"),
            models.CheckConstraint(
                condition=Q(taken__gte=0) & (Q(capacity=None) | Q(taken__lte=F("capacity"))),
                name="resource_within_capacity",
            ),
        ]

    def __str__(self) -> str:
        """Name it."""
        return str(self.name)

    @property
    def owner(self) -> Ref:
        """The thing that it belongs to."""
        return Ref(self.owner_kind, self.owner_id)

    @property
    def name(self) -> Name:
        """What rooms call it by."""
        return Name(self.owner, self.what)


class State(models.TextChoices):
    """The life of a holding: held until a moment, confirmed without one; then it is over, released or expired."""

    HELD = "held"
    CONFIRMED = "confirmed"
    RELEASED = "released"
    EXPIRED = "expired"


KEPT = (State.HELD, State.CONFIRMED)
"""The states that count in ``Resource.taken``."""


class Holding(models.Model):
    """So much of a resource for one taker. Never removed: what is over stays readable."""

    resource = models.ForeignKey(Resource, on_delete=models.PROTECT, related_name="holdings")
    taker_kind = models.CharField(max_length=60)
    taker_id = models.CharField(max_length=64)
    key = models.CharField(max_length=64)
    """The taker's deed: a form's token or the id of a history row. A deed takes once, however often it is sent."""
    asked = ExactDecimalField()
    """What the deed took; ``amount`` may have been changed since."""
    amount = ExactDecimalField()
    state = models.CharField(max_length=9, choices=State.choices)
    taken_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True)
    """Machine time; None for what never was a hold."""
    confirmed_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["taker_kind", "taker_id", "key", "resource"], name="holding_once"),
            models.CheckConstraint(condition=Q(amount__gt=0) & Q(asked__gt=0), name="holding_of_something"),
            models.CheckConstraint(condition=Q(state__in=State.values), name="holding_state"),
            models.CheckConstraint(
                condition=Q(ended_at=None, state__in=KEPT) | (Q(ended_at__isnull=False) & ~Q(state__in=KEPT)),
                name="holding_ended_when_over",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.HELD) | Q(expires_at__isnull=False), name="hold_has_a_term"
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["resource", "expires_at", "amount"], condition=Q(state=State.HELD), name="hold_by_term"
            ),
        ]

    def __str__(self) -> str:
        """Name taker, amount and state."""
        return f"{self.taker}: {self.amount} ({self.state})"

    @property
    def taker(self) -> Ref:
        """Who holds it."""
        return Ref(self.taker_kind, self.taker_id)

    def is_live(self, now: datetime) -> bool:
        """Whether it holds at the machine's moment ``now``: confirmed, or held and not yet expired."""
        if self.state == State.HELD and self.expires_at is not None:
            return self.expires_at > now
        return self.state == State.CONFIRMED
