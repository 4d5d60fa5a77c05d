"""Reports as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    """Reports of a plan."""

    name = "promost.reports"
    label = "reports"
