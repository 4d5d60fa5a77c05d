"""The addresses of the desks."""

from __future__ import annotations

from django.urls import include, path

from promost.desks import views

_desks = (
    [
        path("region/<str:code>/", views.region, name="region"),
        path("organisation/<uuid:uuid>/", views.organisation, name="organisation"),
    ],
    "desks",
)

urlpatterns = [path("", views.home, name="home"), path("desk/", include(_desks))]
