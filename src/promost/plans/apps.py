"""Plans as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class PlansConfig(AppConfig):
    """Agreements, plans, measures."""

    name = "promost.plans"
    label = "plans"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the room's jobs and references with the kit."""
        from promost.plans import references  # noqa: PLC0415 - models are ready only now

        references.register()
