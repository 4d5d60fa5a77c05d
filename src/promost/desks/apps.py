"""Desks as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class DesksConfig(AppConfig):
    """The home page and the desks."""

    name = "promost.desks"
    label = "desks"
