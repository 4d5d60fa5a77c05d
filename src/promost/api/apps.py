"""The API as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """The root of the API and its pages."""

    name = "promost.api"
    label = "api"
