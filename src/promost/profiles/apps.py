"""Profiles as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class ProfilesConfig(AppConfig):
    """What can be counted, and the levels that were observed."""

    name = "promost.profiles"
    label = "profiles"
    default_auto_field = "django.db.models.BigAutoField"
