"""The addresses of completion documents that wait."""

from __future__ import annotations

from django.urls import path

from promost.progress.completion import views

urlpatterns = [
    path("plans/<uuid:uuid>/confirmations/", views.confirmations, name="confirmations"),
    path("completion/<uuid:uuid>/confirm/", views.confirm, name="confirm_completion"),
    path("completion/<uuid:uuid>/return/", views.give_back, name="return_completion"),
]
