"""Addresses of the officers' pages."""

from __future__ import annotations

from django.urls import URLPattern, path

from promost.support.officers import views

urlpatterns: list[URLPattern] = [
    path("", views.overview, name="officers"),
    path("gap/<uuid:uuid>/", views.show_gap, name="gap"),
    path("gap/<uuid:uuid>/file.csv", views.gap_file, {"kind": "csv"}, name="gap-csv"),
    path("gap/<uuid:uuid>/file.xlsx", views.gap_file, {"kind": "xlsx"}, name="gap-xlsx"),
    path("refusals/", views.show_refusals, name="refusals"),
    path("unmet/", views.show_unmet, name="unmet"),
]
