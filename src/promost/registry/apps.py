"""The registry as a Django app."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RegistryConfig(AppConfig):
    """Regions, organisations and classifiers."""

    name = "promost.registry"
    label = "registry"
    verbose_name = _("Reference data")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Tell the kit how references to organisations are resolved."""
        from promost.registry import references  # noqa: PLC0415 - models are ready only now

        references.register()
