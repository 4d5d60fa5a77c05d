"""Zones as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class ZonesConfig(AppConfig):
    """Industrial zones, sites and their residents."""

    name = "promost.zones"
    label = "zones"
    default_auto_field = "django.db.models.BigAutoField"
