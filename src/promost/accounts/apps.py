"""Accounts as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Users, memberships and roles."""

    name = "promost.accounts"
    label = "accounts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Answer the kit's question "may he?" for rooms below, and tell how references to people are shown."""
        from promost.accounts import actors, erased, references, rules  # noqa: PLC0415 - models are ready only now
        from promost.kit import access  # noqa: PLC0415 - as above

        access.register(rules.can, actors.OPERATOR)
        references.register()
        erased.register()
