"""The registry as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class RegistryConfig(AppConfig):
    """Regions, organisations and classifiers."""

    name = "promost.registry"
    label = "registry"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Tell the kit how references to organisations are resolved."""
        from promost.registry import references  # noqa: PLC0415 - models are ready only now

        references.register()
