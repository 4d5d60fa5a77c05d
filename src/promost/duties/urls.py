"""Addresses of the duties."""

from __future__ import annotations

from django.urls import path

from promost.duties import views

app_name = "duties"
urlpatterns = [
    path("", views.index, name="index"),
    path("pressing/", views.pressing, name="pressing"),
]
