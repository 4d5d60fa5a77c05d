"""Agreements and their parties. Roles of the parties and the order in which they sign are data."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from promost.registry.models import Organisation, Region


def in_english(name: str) -> str:
    """Return an English name to a reader of English, else ""."""
    return name if (get_language() or "ru").startswith("en") else ""


class SideChoice(models.TextChoices):
    """The sides of an agreement."""

    DONOR = "donor", _("donor")
    RECIPIENT = "recipient", _("recipient")
    CURATOR = "curator", _("curator")
    BUYER = "buyer", _("buyer")
    OTHER = "other", _("other party")


class Agreement(models.Model):
    """A cooperation agreement, under which plans are made."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    number = models.CharField(max_length=60, unique=True)
    date = models.DateField()
    title = models.CharField(max_length=600, blank=True)
    invented = models.BooleanField(default=False)
    """Made up for a demonstration; every page says so."""
    version = models.PositiveIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["-date", "number"]

    def __str__(self) -> str:
        """Give the number."""
        return self.number


class Party(models.Model):
    """One party of an agreement: its side, the name it goes by, and its turn in signing."""

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="parties")
    side = models.CharField(max_length=10, choices=SideChoice.choices)
    name = models.CharField(max_length=300)
    name_en = models.CharField(max_length=300, blank=True)
    region = models.ForeignKey(Region, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    order = models.PositiveSmallIntegerField()
    """Its turn in signing, from 1."""

    class Meta:
        ordering: ClassVar = ["order"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["agreement", "order"], name="party_turn_once"),
            models.UniqueConstraint(
                fields=["agreement", "side"], condition=~models.Q(side="other"), name="party_side_once"
            ),
        ]

    def __str__(self) -> str:
        """Give the party's own name."""
        return self.called

    @property
    def called(self) -> str:
        """The party's own name in the reader's language."""
        return in_english(self.name_en) or self.name


class PartyOrganisation(models.Model):
    """An organisation that acts for a party; the *lead* one signs."""

    party = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="seats")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="seats")
    is_lead = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["party", "organisation"], name="party_organisation_once"),
        ]

    def __str__(self) -> str:
        """Name party and organisation by key."""
        return f"{self.party_id}/{self.organisation_id}"


class Observer(models.Model):
    """An organisation that reads an agreement's plans without being a party: an expert or an auditor."""

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="observers")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    capacity = models.CharField(max_length=10, choices=[("expert", _("expert")), ("auditor", _("auditor"))])

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["agreement", "organisation", "capacity"], name="observer_once"),
        ]

    def __str__(self) -> str:
        """Name the capacity."""
        return f"{self.organisation_id} {self.capacity}"
