"""Statements of a plan for a quarter (ведомость показателей): the facts they list, and who signed."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from promost.ledger.models import Fact
from promost.plans.models import Party, Plan, Target
from promost.profiles.models import Observation
from promost.registry.models import Organisation


class StatementState(models.TextChoices):
    """The life of a statement."""

    OPEN = "open", _("being signed")
    RETURNED = "returned", pgettext_lazy("of a statement", "returned")
    ACCEPTED = "accepted", pgettext_lazy("of a statement", "accepted")


class Statement(models.Model):
    """A statement. Its lines, totals and digest never change; ``state`` and ``version`` tell how far it is signed.

    ``number`` counts the plan's statements, drawn anew after a return under the next one. ``digest`` is SHA-256 over
    canonical JSON lines, chained to that of the statement before it that was accepted.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="statements")
    number = models.PositiveIntegerField()
    starts_on = models.DateField()
    ends_on = models.DateField()
    """The quarter."""
    is_final = models.BooleanField(default=False)
    """The last one, after the plan's end: awaited facts have come or are given up."""
    previous = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")
    known_at = models.DateTimeField()
    """What was recorded by then is in it."""
    edition = models.PositiveIntegerField()
    """The number of the edition in force."""
    totals = models.JSONField(default=list)
    """What the sheet prints, decimals as text; part of the digest."""
    digest = models.CharField(max_length=64)
    state = models.CharField(max_length=10, choices=StatementState.choices, default=StatementState.OPEN)
    returned_by = models.ForeignKey(Party, null=True, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=600, blank=True)
    """Why it was returned."""
    drawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    drawn_for = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="+")
    drawn_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    """When it was accepted or returned."""
    version = models.PositiveIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["plan", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["plan", "number"], name="statement_number_once"),
            models.UniqueConstraint(fields=["plan"], condition=models.Q(state="open"), name="statement_open_once"),
            models.CheckConstraint(
                condition=~models.Q(state="returned") | ~models.Q(reason=""), name="statement_returned_with_reason"
            ),
        ]

    def __str__(self) -> str:
        """Name plan and number."""
        return f"{self.plan_id} #{self.number}"


class StatementLine(models.Model):
    """A fact or an observation that a statement lists, with the canonical line that went into the digest."""

    append_only = True

    statement = models.ForeignKey(Statement, on_delete=models.PROTECT, related_name="lines")
    fact = models.ForeignKey(Fact, null=True, on_delete=models.PROTECT, related_name="+")
    observation = models.ForeignKey(Observation, null=True, on_delete=models.PROTECT, related_name="+")
    line = models.TextField()

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(fact=None, observation__isnull=False)
                | models.Q(fact__isnull=False, observation=None),
                name="statement_line_of_one_thing",
            ),
            models.UniqueConstraint(
                fields=["statement", "fact"], condition=models.Q(fact__isnull=False), name="fact_once_a_statement"
            ),
            models.UniqueConstraint(
                fields=["statement", "observation"],
                condition=models.Q(observation__isnull=False),
                name="observation_once_a_statement",
            ),
        ]

    def __str__(self) -> str:
        """Give the line."""
        return self.line


class SignedHow(models.TextChoices):
    """How a party signed."""

    HERE = "here", _("here")
    PAPER = "paper", _("on paper")


class Signature(models.Model):
    """A party's signature under a digest; the curator's is its acceptance."""

    append_only = True

    statement = models.ForeignKey(Statement, on_delete=models.PROTECT, related_name="signatures")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    digest = models.CharField(max_length=64)
    how = models.CharField(max_length=6, choices=SignedHow.choices)
    scan_sha256 = models.CharField(max_length=64, blank=True)
    """Of the signed sheet, where it was signed on paper."""
    scan_name = models.CharField(max_length=255, blank=True)
    sig_sha256 = models.CharField(max_length=64, blank=True)
    """Of a detached signature file: stored, not verified."""
    signed_on = models.DateField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    made_for = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["statement", "party"], name="signature_once_a_party"),
            models.CheckConstraint(
                condition=~models.Q(how="paper") | ~models.Q(scan_sha256=""), name="signature_on_paper_with_scan"
            ),
        ]

    def __str__(self) -> str:
        """Name statement and party by key."""
        return f"{self.statement_id}/{self.party_id}"


class Declared(models.TextChoices):
    """What an owner says of a due target without facts."""

    ZERO = "zero", _("zero")
    NOT_REPORTED = "not_reported", _("not reported")


class Declaration(models.Model):
    """Before a statement is drawn, an owner says of a due target without facts: zero, or not reported and why."""

    append_only = True

    target = models.ForeignKey(Target, on_delete=models.PROTECT, related_name="declarations")
    ends_on = models.DateField()
    says = models.CharField(max_length=14, choices=Declared.choices)
    reason = models.CharField(max_length=600, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    made_for = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["pk"]
        indexes: ClassVar = [models.Index(fields=["target", "ends_on"], name="declaration_of_target")]

    def __str__(self) -> str:
        """Name target and word."""
        return f"{self.target_id} {self.says}"


class Dispute(models.Model):
    """A party's objection to a fact. While it is open the fact is left out of what is drawn, with the reason."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    fact = models.ForeignKey(Fact, on_delete=models.PROTECT, related_name="disputes")
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="disputes")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=600)
    raised_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    raised_for = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="+")
    raised_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    settlement = models.CharField(max_length=600, blank=True)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["fact", "plan"], condition=models.Q(settled_at=None), name="dispute_open_once"
            ),
        ]

    def __str__(self) -> str:
        """Give the reason."""
        return self.reason
