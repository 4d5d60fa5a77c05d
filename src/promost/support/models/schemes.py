"""A scheme: what is given, to whom, on which terms, by whom, and where one applies."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from promost.kit.fields import ExactDecimalField
from promost.registry.models import Organisation, Region


class SchemeKind(models.TextChoices):
    """What is given."""

    SUBSIDY = "subsidy", _("subsidy")
    GRANT = "grant", pgettext_lazy("of a scheme", "grant")
    LOAN = "loan", _("soft loan")
    GUARANTEE = "guarantee", _("guarantee")
    TAX = "tax", _("tax or tariff relief")
    LEASING = "leasing", _("leasing on favourable terms")
    PROPERTY = "property", _("land or premises")
    STATUS = "status", _("status of an enterprise or a project")
    INFRASTRUCTURE = "infrastructure", _("infrastructure and connection to networks")
    CONSULTING = "consulting", _("consulting and services")
    EXPORT = "export", _("help with export")
    TRAINING = "training", _("training of staff")
    OTHER = "other", pgettext_lazy("of a scheme", "other support")


class Level(models.TextChoices):
    """Whose scheme it is."""

    FEDERAL = "federal", pgettext_lazy("level of a scheme", "federal")
    REGIONAL = "regional", pgettext_lazy("level of a scheme", "regional")
    MUNICIPAL = "municipal", pgettext_lazy("level of a scheme", "municipal")


class SchemeState(models.TextChoices):
    """The life of a scheme."""

    DRAFT = "draft", pgettext_lazy("of a scheme", "draft")
    REVIEW = "review", _("in review")
    PUBLISHED = "published", pgettext_lazy("of a scheme", "published")
    ARCHIVED = "archived", pgettext_lazy("of a scheme", "archived")


class Taken(models.TextChoices):
    """Where applications are taken."""

    HERE = "here", _("in Promost")
    ELSEWHERE = "elsewhere", _("elsewhere")


class Scheme(models.Model):
    """A scheme of support. A local variant points to its generic scheme and says itself what differs.

    ``criteria`` are those of matching (docs/matching.md), confirmed by an officer; what was read from a text waits as a
    ``Proposal``. The limit of a year's money is a resource of ``kit.capacity``, named "budget:<year>".
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(max_length=16, choices=SchemeKind.choices)
    level = models.CharField(max_length=10, choices=Level.choices)
    region = models.ForeignKey(Region, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    """Whose enterprises it is for; empty for a federal one."""
    generic = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="variants")
    name = models.CharField(max_length=500)
    name_en = models.CharField(max_length=500, blank=True)
    summary = models.TextField(blank=True)
    """What it does, in plain paragraphs."""
    summary_en = models.TextField(blank=True)
    purpose = models.TextField(blank=True)
    amount_note = models.TextField(blank=True)
    """How the amount is worked out, in words."""
    amount_min = ExactDecimalField(null=True, blank=True)
    amount_max = ExactDecimalField(null=True, blank=True)
    """Roubles."""
    rate_min = ExactDecimalField(null=True, blank=True)
    rate_max = ExactDecimalField(null=True, blank=True)
    """Per cent a year of a loan or a guarantee; per cent of relief for taxes."""
    term_months = models.PositiveSmallIntegerField(null=True, blank=True)
    """The longest term of a loan, a guarantee, a status."""
    own_share = ExactDecimalField(null=True, blank=True)
    """Per cent that the applicant pays; zero where the text says that nothing is asked, empty where it says nothing."""
    provider = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="schemes")
    provider_name = models.CharField(max_length=400, blank=True)
    """As the document writes it, until it is matched to an organisation."""
    contact = models.TextField(blank=True)
    """Of the office: telephone, mailbox, hours."""
    taken = models.CharField(max_length=10, choices=Taken.choices, default=Taken.ELSEWHERE)
    address = models.URLField(max_length=1000, blank=True)
    """Where applications are taken elsewhere."""
    procedure = models.TextField(blank=True)
    requirements = models.TextField(blank=True)
    """The requirements in the words of the act; criteria are what is checked of them."""
    criteria = models.JSONField(default=dict, blank=True)
    gives = models.JSONField(default=dict, blank=True)
    """Field of the enterprise's profile → the value that accepting the offer gives it."""
    answer_days = models.PositiveSmallIntegerField(null=True, blank=True)
    """Days within which an application is decided."""
    obligations = models.JSONField(default=list, blank=True)
    """What every grantee promises: [{"kind", "indicator", "months"}]; the values stand in the agreement."""
    state = models.CharField(max_length=10, choices=SchemeState.choices, default=SchemeState.DRAFT)
    archived_why = models.CharField(max_length=500, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    invented = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["name", "pk"]
        indexes: ClassVar = [models.Index(fields=["state", "region"], name="scheme_state_region")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(generic=None) | ~models.Q(generic=models.F("id")), name="scheme_not_its_own_variant"
            ),
            models.CheckConstraint(
                condition=models.Q(level="federal") | models.Q(region__isnull=False), name="scheme_of_a_region"
            ),
        ]

    def __str__(self) -> str:
        """Give the name in the reader's language."""
        return self.name_en if self.name_en and (get_language() or "ru").startswith("en") else self.name

    @property
    def from_whom(self) -> str:
        """The provider's name: the organisation's, or as the document writes it."""
        return str(self.provider) if self.provider else self.provider_name


class LegalAct(models.Model):
    """An act on which a scheme rests."""

    scheme = models.ForeignKey(Scheme, on_delete=models.CASCADE, related_name="acts")
    kind = models.CharField(max_length=120, blank=True)
    number = models.CharField(max_length=60, blank=True)
    dated = models.DateField(null=True, blank=True)
    title = models.CharField(max_length=1000)
    url = models.URLField(max_length=1000, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["position", "pk"]

    def __str__(self) -> str:
        """Give the act as it is cited."""
        return self.title


class RequiredDocument(models.Model):
    """A document that an applicant hands in."""

    scheme = models.ForeignKey(Scheme, on_delete=models.CASCADE, related_name="documents")
    name = models.CharField(max_length=1000)
    required = models.BooleanField(default=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["position", "pk"]

    def __str__(self) -> str:
        """Give its name."""
        return self.name


class Window(models.Model):
    """When applications are taken: from one day to another, each to the provider's own midnight. None: always."""

    scheme = models.ForeignKey(Scheme, on_delete=models.CASCADE, related_name="windows")
    opens_on = models.DateField()
    closes_on = models.DateField(null=True, blank=True)
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering: ClassVar = ["opens_on", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(closes_on=None) | models.Q(closes_on__gte=models.F("opens_on")),
                name="window_closes_after_it_opens",
            )
        ]

    def __str__(self) -> str:
        """Give its days."""
        return f"{self.opens_on}–{self.closes_on or ''}"
