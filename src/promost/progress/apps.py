"""Progress as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class ProgressConfig(AppConfig):
    """Promise against fact: states, pace, figures."""

    name = "promost.progress"
    label = "progress"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the room's references and duties, what the menu asks, and ask to be told of what changes."""
        from promost.progress import references  # noqa: PLC0415 - models are ready only now
        from promost.progress.curator import permissions  # noqa: PLC0415 - as above
        from promost.progress.statements import telling  # noqa: PLC0415 - as above

        references.register()
        telling.register()
        permissions.register()
