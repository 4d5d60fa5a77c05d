"""Supply as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class SupplyConfig(AppConfig):
    """Cooperation of enterprises and supply to large buyers."""

    name = "promost.supply"
    label = "supply"
    default_auto_field = "django.db.models.BigAutoField"
