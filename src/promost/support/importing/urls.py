"""Addresses of the import of schemes."""

from __future__ import annotations

from django.urls import URLPattern, path

from promost.support.importing import views

urlpatterns: list[URLPattern] = [
    path("", views.upload, name="import"),
    path("<uuid:uuid>/", views.preview, name="import-preview"),
    path("<uuid:uuid>/columns/", views.columns, name="import-columns"),
    path("<uuid:uuid>/accept/", views.accept, name="import-accept"),
    path("<uuid:uuid>/discard/", views.discard, name="import-discard"),
    path("<uuid:uuid>/refused.csv", views.refused, name="import-refused"),
]
