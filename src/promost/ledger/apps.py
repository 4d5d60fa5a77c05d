"""Ledger as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    """The ledger: facts, only ever added, and their evidence."""

    name = "promost.ledger"
    label = "ledger"
    default_auto_field = "django.db.models.BigAutoField"
