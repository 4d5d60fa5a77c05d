"""The kit as a Django app: its guards are put in place after every migration."""

from __future__ import annotations

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class KitConfig(AppConfig):
    """Installs the database's guards after migrations (a rebuilt SQLite table loses its triggers silently)."""

    name = "promost.kit"
    label = "kit"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Connect the installation of guards; it runs after each ``migrate``, however often.

        Raises ImproperlyConfigured for a frozen clock that was set wrongly: at the start, not on the first page.
        """
        from promost.kit import clock, databases, guards  # noqa: PLC0415 - models are ready only now

        clock.frozen_at()
        databases.connect()
        post_migrate.connect(guards.install_after_migrate, sender=self)
