"""Ledger as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    """The ledger: facts, only ever added, and their evidence."""

    name = "promost.ledger"
    label = "ledger"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the room's references with the kit."""
        from promost.kit.histories import words  # noqa: PLC0415 - as above
        from promost.ledger import erased, references  # noqa: PLC0415 - models are ready only now
        from promost.ledger.pages import deeds  # noqa: PLC0415 - as above

        references.register()
        erased.register()
        words.tell(deeds.VERBS, deeds.FIELDS)
