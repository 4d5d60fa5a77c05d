"""Support as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class SupportConfig(AppConfig):
    """Applications for support and what they brought."""

    name = "promost.support"
    label = "support"
    default_auto_field = "django.db.models.BigAutoField"
