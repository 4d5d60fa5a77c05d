"""What the page of tokens reads."""

from __future__ import annotations

from django.db.models import QuerySet

from promost.accounts.api_tokens.models import ApiToken
from promost.accounts.models import User
from promost.accounts.permissions import api_tokens_visible_to


def tokens_of(user: User) -> QuerySet[ApiToken]:
    """Return a person's tokens that were not revoked, the newest first."""
    return api_tokens_visible_to(user).filter(revoked_at=None).select_related("organisation").order_by("-pk")
