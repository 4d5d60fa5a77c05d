"""The pages of reference data (Django's admin), opened to whoever runs the installation and to our own tables alone.

Libraries would put theirs there too: queued functions, second factors, groups. None of that is reference data, and a
queue that can be edited runs anything.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import update_wrapper
from typing import Any

from django.apps import apps
from django.conf import settings
from django.contrib.admin import AdminSite
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import HttpRequest, HttpResponse, HttpResponseBase
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

    def admin_view(self, view: Callable[..., HttpResponseBase], cacheable: bool = False) -> Any:
        """Guard a page: a stranger signs in where everybody does, and whoever may not is told so, not sent round."""
        guarded = super().admin_view(view, cacheable)

        def inner(request: HttpRequest, *args: Any, **values: Any) -> HttpResponseBase:
            return guarded(request, *args, **values) if self.has_permission(request) else self.login(request)

        return update_wrapper(inner, view)

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Send a stranger to the page of signing in. Raises PermissionDenied for somebody who is signed in already."""
        if request.user.is_authenticated:
            raise PermissionDenied
        return redirect_to_login(request.GET.get("next") or request.get_full_path(), resolve_url(settings.LOGIN_URL))


def _is_ours(model: type[Model]) -> bool:
    return apps.get_app_config(model._meta.app_label).name in settings.ROOMS
