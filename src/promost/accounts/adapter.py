"""How allauth behaves here: accounts come by invitation alone, and a lock-out is told in words."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _


class InvitedOnly(DefaultAccountAdapter):
    """Nobody opens an account by themselves: an organisation's administrator invites."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "too_many_login_attempts": _(
            "Too many attempts failed: signing in with this address is closed for five minutes. Wait, then try again; "
            "if you do not remember the password, set a new one."
        ),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never."""
        return False

    def populate_username(self, request: HttpRequest, user: Any) -> None:
        """There are no user names."""

    def format_email_subject(self, subject: Any) -> str:
        """Say which programme writes; the host's name would tell nobody anything."""
        return f"Promost: {subject}"
