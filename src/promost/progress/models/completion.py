"""What the counterpart says to a completion document that was handed in."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from promost.ledger.models import Entry
from promost.plans.models import Party
from promost.registry.models import Organisation


class Verdict(models.TextChoices):
    """What a counterpart answers."""

    CONFIRMED = "confirmed", _("confirmed")
    RETURNED = "returned", _("returned with a reason")


class Decision(models.Model):
    """The counterpart's answer to one handing in. Never changed: what was returned is handed in anew."""

    append_only = True

    entry = models.OneToOneField(Entry, on_delete=models.PROTECT, related_name="decision")
    """The entry by which the document was handed in; its day decides what is in time."""
    verdict = models.CharField(max_length=10, choices=Verdict.choices)
    reason = models.CharField(max_length=600, blank=True)
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    made_for = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~models.Q(verdict="returned") | ~models.Q(reason=""), name="decision_returned_with_reason"
            ),
        ]

    def __str__(self) -> str:
        """Name the verdict."""
        return self.verdict
