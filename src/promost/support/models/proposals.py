"""What was read from a scheme's text as criteria, and what readers remark."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from promost.registry.models import Organisation
from promost.support.models.schemes import Scheme


class ProposalState(models.TextChoices):
    """Whether an officer has looked."""

    PROPOSED = "proposed", pgettext_lazy("of a criterion", "proposed")
    CONFIRMED = "confirmed", pgettext_lazy("of a criterion", "confirmed")
    DECLINED = "declined", pgettext_lazy("of a criterion", "declined")


class Certainty(models.TextChoices):
    """How far the rule that read it can be trusted."""

    SURE = "sure", _("the text says just this")
    LIKELY = "likely", _("it follows from the text")


class Proposal(models.Model):
    """A condition read from a text by rule: it counts for nobody until an officer confirms it."""

    scheme = models.ForeignKey(Scheme, on_delete=models.CASCADE, related_name="proposals")
    node = models.JSONField()
    """A part of criteria, as matching writes it."""
    quote = models.TextField(blank=True)
    place = models.CharField(max_length=200, blank=True)
    """The column or paragraph that it was read from."""
    sure = models.CharField(max_length=8, choices=Certainty.choices, blank=True)
    """Empty where no rule says."""
    state = models.CharField(max_length=10, choices=ProposalState.choices, default=ProposalState.PROPOSED)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["position", "pk"]

    def __str__(self) -> str:
        """Give the words it was read from."""
        return self.quote


class RemarkKind(models.TextChoices):
    """What a reader tells."""

    LINK = "link", _("a link does not open")
    ERROR = "error", _("an error in the text")
    SUGGESTION = "suggestion", _("a suggestion")


class RemarkState(models.TextChoices):
    """What became of it."""

    NEW = "new", pgettext_lazy("of a remark", "new")
    ACCEPTED = "accepted", pgettext_lazy("of a remark", "accepted")
    DECLINED = "declined", pgettext_lazy("of a remark", "declined")


class Remark(models.Model):
    """A reader's remark on a scheme: a broken link, an error, a suggested wording of a field. Anybody may make one."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="remarks")
    kind = models.CharField(max_length=12, choices=RemarkKind.choices)
    field = models.CharField(max_length=40, blank=True)
    """The field of the scheme that it is about."""
    text = models.TextField()
    suggested = models.TextField(blank=True)
    state = models.CharField(max_length=10, choices=RemarkState.choices, default=RemarkState.NEW)
    answer = models.TextField(blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    made_for = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["-pk"]

    def __str__(self) -> str:
        """Give what was told."""
        return self.text
