"""What an enterprise tells of itself, and who looked at it and what for."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from promost.registry.models import Organisation


class EnterpriseAnswer(models.Model):
    """One answer of an enterprise to one field. The next one takes its place; all stay readable."""

    append_only = True

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    field = models.CharField(max_length=40)
    """A field's code (``data/enterprise_fields.toml``)."""
    value = models.JSONField(null=True)
    """As the matching engine takes it; None takes the answer back: it is unknown again."""
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    on_behalf = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["pk"]
        indexes: ClassVar = [models.Index(fields=["organisation", "field", "id"], name="answer_of_enterprise")]

    def __str__(self) -> str:
        """Name the field and the value."""
        return f"{self.field}: {self.value}"


class Purpose(models.TextChoices):
    """What somebody outside looks at an enterprise's data for."""

    APPLICATION = "application", _("to assess its application")
    SUPPORT = "support", _("to find support that fits it")
    FOLLOW_UP = "follow_up", _("to follow up support it was given")
    SITE = "site", _("to find a site for it")
    TRAINING = "training", _("to plan training for its staff")
    SUPPLY = "supply", _("to judge whether it can supply")
    CHECK = "check", _("to check reported figures")
    OTHER = "other", _("another purpose, in words")


class Look(models.Model):
    """Somebody outside an enterprise opened what it told: who, for which organisation, when, and what for."""

    append_only = True

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    """Whose data."""
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    on_behalf = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="+")
    purpose = models.CharField(max_length=12, choices=Purpose.choices)
    note = models.CharField(max_length=300, blank=True)
    subject_kind = models.CharField(max_length=60, blank=True)
    subject_id = models.CharField(max_length=64, blank=True)
    """The thing it was opened for, such as an application; empty where there is none."""
    looked_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["-pk"]
        indexes: ClassVar = [models.Index(fields=["organisation", "id"], name="look_at_enterprise")]

    def __str__(self) -> str:
        """Name the purpose."""
        return str(self.get_purpose_display())
