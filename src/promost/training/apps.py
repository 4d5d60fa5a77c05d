"""Training as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class TrainingConfig(AppConfig):
    """Training of engineers and workers."""

    name = "promost.training"
    label = "training"
    default_auto_field = "django.db.models.BigAutoField"
