"""The addresses of histories."""

from __future__ import annotations

from django.urls import path

from promost.kit.histories import views

app_name = "histories"
urlpatterns = [
    path("<str:kind>/<str:ident>/", views.show, name="history"),
    path("<str:kind>/<str:ident>/history.csv", views.file, name="history_file"),
]
