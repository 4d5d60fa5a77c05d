"""Technology as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class TechnologyConfig(AppConfig):
    """Technology projects, from the audit to the launched line."""

    name = "promost.technology"
    label = "technology"
    default_auto_field = "django.db.models.BigAutoField"
