"""Applications for support: made here or recorded from elsewhere, assessed, decided, paid."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from promost.kit.fields import ExactDecimalField
from promost.plans.models import Measure
from promost.registry.models import Organisation
from promost.support.models.schemes import RequiredDocument, Scheme, Taken


class ApplicationState(models.TextChoices):
    """The life of an application."""

    DRAFT = "draft", pgettext_lazy("of an application", "draft")
    SUBMITTED = "submitted", pgettext_lazy("of an application", "submitted")
    REVIEW = "review", pgettext_lazy("of an application", "in review")
    ASKED = "asked", _("information is needed")
    APPROVED = "approved", pgettext_lazy("of an application", "approved")
    REFUSED = "refused", pgettext_lazy("of an application", "refused")
    WITHDRAWN = "withdrawn", pgettext_lazy("of an application", "withdrawn")
    AGREEMENT = "agreement", _("agreement signed")
    PAID = "paid", pgettext_lazy("of an application", "paid")
    REPORTING = "reporting", _("the grantee reports")
    CLOSED = "closed", pgettext_lazy("of an application", "closed")


OPEN_STATES = (
    ApplicationState.DRAFT,
    ApplicationState.SUBMITTED,
    ApplicationState.REVIEW,
    ApplicationState.ASKED,
)
"""Of one enterprise and one scheme (and window) one application may be in these at a time."""


class Application(models.Model):
    """An application of an enterprise for a scheme. One made elsewhere is recorded with its number and outcome."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="applications")
    applicant = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="applications")
    measure = models.ForeignKey(Measure, null=True, on_delete=models.PROTECT, related_name="+")
    """The measure of a plan under which its facts count, where there is one."""
    taken = models.CharField(max_length=10, choices=Taken.choices)
    number = models.CharField(max_length=60, blank=True)
    """Given here when it is submitted ("2025-0017"), or that of the system where it was made."""
    purpose = models.TextField(blank=True)
    """What the money is for."""
    asked = ExactDecimalField(null=True)
    granted = ExactDecimalField(null=True)
    """Roubles; empty where a scheme gives no money."""
    jobs_promised = models.PositiveIntegerField(null=True)
    state = models.CharField(max_length=10, choices=ApplicationState.choices, default=ApplicationState.DRAFT)
    criteria = models.JSONField(default=dict, blank=True)
    """The scheme's criteria on the day of submission."""
    verdict = models.CharField(max_length=8, blank=True)
    """What matching answered on that day: yes, no, unknown."""
    submitted_on = models.DateField(null=True)
    decided_on = models.DateField(null=True)
    reason = models.CharField(max_length=40, blank=True)
    """The code of a refusal (``data/reasons.toml``)."""
    reason_text = models.TextField(blank=True)
    agreement_number = models.CharField(max_length=60, blank=True)
    agreement_on = models.DateField(null=True)
    agreement_sha256 = models.CharField(max_length=64, blank=True)
    agreement_name = models.CharField(max_length=255, blank=True)
    token = models.UUIDField(unique=True)
    """The form's own: sent twice, it applies once."""
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    made_for = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["-pk"]
        indexes: ClassVar = [
            models.Index(fields=["scheme", "state"], name="application_scheme_state"),
            models.Index(fields=["applicant", "state"], name="application_by_applicant"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["scheme", "taken", "number"], condition=~models.Q(number=""), name="application_number_once"
            ),
            models.UniqueConstraint(
                fields=["scheme", "applicant"],
                condition=models.Q(state__in=[str(each) for each in OPEN_STATES], taken="here"),
                name="application_open_once",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="refused") | ~models.Q(reason=""), name="application_refused_with_reason"
            ),
        ]

    def __str__(self) -> str:
        """Give its number."""
        return self.number


class ApplicationDocument(models.Model):
    """A document handed in with an application; kept by hash, one that is replaced stays with its day."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="documents")
    required = models.ForeignKey(RequiredDocument, null=True, on_delete=models.SET_NULL, related_name="+")
    name = models.CharField(max_length=255)
    sha256 = models.CharField(max_length=64)
    personal = models.BooleanField(default=False)
    """Contains personal data: shown to assessors alone, erased after its term."""
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        """Give the file's name."""
        return self.name


class Assessor(models.Model):
    """Somebody of the provider who assesses an application; nothing is shown before no interest is declared."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="assessors")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    named_at = models.DateTimeField()
    declared_at = models.DateTimeField(null=True)
    """When they declared that they have no interest; with ``interested`` that they have one, and step back."""
    interested = models.BooleanField(default=False)
    opinion = models.CharField(
        max_length=8, blank=True, choices=[("for", _("for approval")), ("against", _("against approval"))]
    )
    words = models.TextField(blank=True)
    given_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["application", "user"], name="assessor_once"),
            models.CheckConstraint(
                condition=models.Q(opinion="") | models.Q(declared_at__isnull=False, interested=False),
                name="assessor_declares_before_an_opinion",
            ),
        ]

    def __str__(self) -> str:
        """Give the opinion."""
        return self.opinion


class Question(models.Model):
    """What the provider asks the applicant for, by a day, and the answer."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="questions")
    text = models.TextField()
    due_on = models.DateField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        """Give the question."""
        return self.text


class Payment(models.Model):
    """Money that was paid under an application."""

    append_only = True

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="payments")
    amount = ExactDecimalField()
    paid_on = models.DateField()
    document = models.CharField(max_length=200)
    """The payment order's number and date."""
    sha256 = models.CharField(max_length=64, blank=True)
    reverses = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="reversed_by")
    token = models.UUIDField(unique=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["paid_on", "pk"]

    def __str__(self) -> str:
        """Give the document."""
        return self.document
