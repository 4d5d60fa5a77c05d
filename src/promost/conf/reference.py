"""The pages of reference data (Django's admin), opened to whoever runs the installation and to our own tables alone.

Libraries would put theirs there too: queued functions, second factors, groups. None of that is reference data, and a
queue that can be edited runs anything.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.conf import settings
from django.contrib.admin import AdminSite
from django.contrib.auth.views import redirect_to_login
from django.db.models import Model
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import resolve_url


class ReferenceSite(AdminSite):
    """Takes tables of the rooms alone, and leaves signing in to the site's own page, with lock-out and second step."""

    enable_nav_sidebar = False

    def register(self, model_or_iterable: Any, admin_class: Any = None, **options: Any) -> None:
        """Take the tables of our rooms; those of libraries are passed over."""
        given = model_or_iterable if isinstance(model_or_iterable, Iterable) else [model_or_iterable]
        ours = [model for model in given if _is_ours(model)]
        if ours:
            super().register(ours, admin_class, **options)

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponseBase:
        """Send a stranger to the page where everybody signs in."""
        onward = request.GET.get("next") or request.get_full_path()
        return redirect_to_login(onward, resolve_url(settings.LOGIN_URL))


def _is_ours(model: type[Model]) -> bool:
    return apps.get_app_config(model._meta.app_label).name in settings.ROOMS
