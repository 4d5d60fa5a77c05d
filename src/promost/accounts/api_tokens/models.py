"""A token of the API, as the database keeps it: never the token itself."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from promost.kit import clock
from promost.registry.models import Organisation


class Scope(models.TextChoices):
    """What a token may do; within the roles that its owner has at the moment of the call."""

    READ = "read", _("read only")
    WRITE = "write", _("read and record")


class TokenState(models.TextChoices):
    """Whether a token still opens anything by itself."""

    GOOD = "good", _("in use")
    EXPIRED = "expired", _("expired")
    REVOKED = "revoked", _("revoked")


class ApiToken(models.Model):
    """A user's token for one of their organisations. Times are the machine's: a frozen clock keeps no token alive."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="api_tokens")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=80, blank=True)
    """What its owner calls it; blanked when the owner is erased."""
    scope = models.CharField(max_length=8, choices=Scope.choices, default=Scope.READ)
    digest = models.CharField(max_length=64, unique=True)
    """SHA-256 of the token in hex: whoever reads the database cannot call the API."""
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    last_used_on = models.DateField(null=True, blank=True)
    """The last day of use, by the machine's clock where the organisation works."""
    revoked_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["user", "name"], condition=models.Q(revoked_at=None), name="api_token_name_once"
            ),
            models.CheckConstraint(
                condition=models.Q(expires_at__gt=models.F("created_at")), name="api_token_term_forward"
            ),
        ]

    def __str__(self) -> str:
        """Name it by its lasting id; the text of a token appears nowhere."""
        return str(self.uuid)

    @property
    def state(self) -> TokenState:
        """How it stands now."""
        return self.state_at(clock.machine_now())

    def state_at(self, moment: datetime) -> TokenState:
        """How it stands at a moment of the machine's clock."""
        if self.revoked_at:
            return TokenState.REVOKED
        return TokenState.EXPIRED if self.expires_at <= moment else TokenState.GOOD
