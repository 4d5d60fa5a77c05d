"""Comments and the people whom they mention."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from promost.kit.refs import Ref
from promost.registry.models import Organisation


class GoneAs(models.TextChoices):
    """How a comment's text went."""

    WITHDRAWN = "withdrawn", _("withdrawn by its author")
    ERASED = "erased", _("erased together with its author")


class Comment(models.Model):
    """What somebody wrote about a thing, in the name of an organisation. It is not edited.

    A person who is mentioned stands in the text by their lasting id ("@{…}"), so that a name is written nowhere. A text
    that is gone leaves its moment, its author and how it went.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    about_kind = models.CharField(max_length=60)
    about_id = models.CharField(max_length=64)
    text = models.TextField(blank=True)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    behalf = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    gone_at = models.DateTimeField(null=True)
    gone_as = models.CharField(max_length=9, choices=GoneAs.choices, blank=True)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=(models.Q(gone_at=None, gone_as="") & ~models.Q(text=""))
                | (models.Q(gone_at__isnull=False, text="") & ~models.Q(gone_as="")),
                name="comment_gone_without_text",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["about_kind", "about_id", "id"], name="comment_by_subject")]

    def __str__(self) -> str:
        """Name what it is about."""
        return f"comment on {self.about}"

    @property
    def about(self) -> Ref:
        """What it is about."""
        return Ref(self.about_kind, self.about_id)


class Mention(models.Model):
    """A person whom a comment mentions, and when they said that they saw it."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    comment = models.ForeignKey(Comment, on_delete=models.PROTECT, related_name="mentions")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    seen_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["comment", "user"], name="mention_once")]
        indexes: ClassVar = [models.Index(fields=["user", "seen_at"], name="mention_of_user")]

    def __str__(self) -> str:
        """Name who is mentioned."""
        return f"{self.user_id} in {self.comment_id}"
