"""The addresses of indicators and observed levels."""

from __future__ import annotations

from django.urls import path

from promost.profiles.views import enterprises, indicators, levels, loads, told

app_name = "profiles"
urlpatterns = [
    path("indicators/", indicators.listing, name="indicators"),
    path("indicators/levels/organisations/<uuid:uuid>/", levels.of_organisation, name="levels"),
    path("indicators/levels/regions/<str:code>/", levels.of_region, name="region_levels"),
    path("enterprises/", enterprises.listing, name="enterprises"),
    path("enterprises/loads/", loads.listing, name="loads"),
    path("enterprises/loads/<uuid:uuid>/", loads.show, name="load"),
    path("enterprises/loads/<uuid:uuid>/progress/", loads.progress, name="load_progress"),
    path("enterprises/loads/<uuid:uuid>/rejected.csv", loads.rejected, name="load_rejected"),
    path("enterprises/told/<uuid:uuid>/", told.profile, name="told"),
    path("enterprises/told/<uuid:uuid>/look/", told.look, name="look"),
    path("enterprises/told/<uuid:uuid>/looks/", told.looks, name="looks"),
    path("enterprises/<str:inn>/", enterprises.show, name="enterprise"),
    path("enterprises/<str:inn>/take-up/", enterprises.take_up, name="take_up"),
]
