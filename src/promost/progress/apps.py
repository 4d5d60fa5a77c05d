"""Progress as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class ProgressConfig(AppConfig):
    """Promise against fact: states, pace, figures."""

    name = "promost.progress"
    label = "progress"
    default_auto_field = "django.db.models.BigAutoField"
