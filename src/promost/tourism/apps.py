"""Tourism as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class TourismConfig(AppConfig):
    """Tours of working plants."""

    name = "promost.tourism"
    label = "tourism"
    default_auto_field = "django.db.models.BigAutoField"
