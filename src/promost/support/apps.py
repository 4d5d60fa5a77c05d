"""Support as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class SupportConfig(AppConfig):
    """Applications for support and what they brought."""

    name = "promost.support"
    label = "support"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Tell the kit how the room's things are shown."""
        from promost.support import references  # noqa: PLC0415 - models are ready only now

        references.register()
