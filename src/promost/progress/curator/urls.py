"""The addresses of the curator's queue."""

from __future__ import annotations

from django.urls import path

from promost.progress.curator import views

urlpatterns = [
    path("curator/", views.queue, name="curator"),
    path("curator/accept/", views.accept, name="curator_accept"),
]
