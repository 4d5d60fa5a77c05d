"""Duties as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class DutiesConfig(AppConfig):
    """What somebody owes by a date."""

    name = "promost.duties"
    label = "duties"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Tell the kit how references to duties are shown."""
        from promost.duties import references  # noqa: PLC0415 - models are ready only now

        references.register()
