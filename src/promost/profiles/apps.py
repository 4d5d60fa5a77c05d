"""Profiles as a Django app: the indicators of the data files are in the database after every migration."""

from __future__ import annotations

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class ProfilesConfig(AppConfig):
    """What can be counted, and the levels that were observed."""

    name = "promost.profiles"
    label = "profiles"
    verbose_name = _("Indicators")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Connect the synchronisation of indicators (it runs after each ``migrate``) and tell how levels are shown."""
        from promost.profiles import references, sync  # noqa: PLC0415 - models are ready only now

        references.register()
        post_migrate.connect(sync.sync_after_migrate, sender=self)
