"""Addresses of the API."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from promost.api import views
from promost.api.root import api

app_name = "api"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.reference, name="reference"),
    path("v1/", api.urls),
    path("v1/<path:rest>", views.nowhere, name="nowhere"),
]
