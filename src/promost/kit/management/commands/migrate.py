"""Django's ``migrate``, quickly: the tests' databases, a first start and an upgrade all come here."""

from __future__ import annotations

from typing import Any

from django.core.management.commands import migrate

from promost.kit.migrating import quickly


class Command(migrate.Command):
    """Migrate, rendering what changed alone."""

    def handle(self, *args: Any, **options: Any) -> None:
        """Do what Django's command does."""
        with quickly():
            super().handle(*args, **options)
