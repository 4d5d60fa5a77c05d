"""Django's doors to the accounts: who signs in, whose session it is, and what the rules allow."""

from __future__ import annotations

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.auth.backends import BaseBackend

from promost.accounts import rules
from promost.accounts.acting import with_memberships
from promost.accounts.models import User


class SignInBackend(AuthenticationBackend):
    """Signs people in as allauth does, and finds the user of a session together with their memberships."""

    def get_user(self, user_id: int) -> User | None:
        """Return a session's user, in one query with all that the page's rules ask about them; None for no longer."""
        user = with_memberships(user_id)
        return user if user is not None and self.user_can_authenticate(user) else None


class RulesBackend(BaseBackend):
    """Answers permissions from the rules; it signs nobody in."""

    def has_perm(self, user_obj: Any, perm: str, obj: Any = None) -> bool:
        """Ask the rules."""
        return rules.allows(user_obj, perm, obj)
