"""The addresses of indicators and observed levels."""

from __future__ import annotations

from django.urls import path

from promost.profiles.views import indicators, levels

app_name = "profiles"
urlpatterns = [
    path("", indicators.listing, name="indicators"),
    path("levels/organisations/<uuid:uuid>/", levels.of_organisation, name="levels"),
    path("levels/regions/<str:code>/", levels.of_region, name="region_levels"),
]
