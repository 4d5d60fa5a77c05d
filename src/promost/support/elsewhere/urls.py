"""Addresses of applications made elsewhere."""

from __future__ import annotations

from django.urls import URLPattern, path

from promost.support.elsewhere import views

urlpatterns: list[URLPattern] = [
    path("", views.one, name="elsewhere"),
    path("file/", views.many, name="elsewhere-file"),
    path("template.xlsx", views.template, name="elsewhere-template"),
    path("<uuid:uuid>/refused.xlsx", views.refused, name="elsewhere-refused"),
]
