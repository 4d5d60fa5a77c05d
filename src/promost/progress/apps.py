"""Progress as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class ProgressConfig(AppConfig):
    """Promise against fact: states, pace, figures."""

    name = "promost.progress"
    label = "progress"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the room's references and duties, and ask to be told of what changes."""
        from promost.progress import references  # noqa: PLC0415 - models are ready only now
        from promost.progress.statements import telling  # noqa: PLC0415 - as above

        references.register()
        telling.register()
