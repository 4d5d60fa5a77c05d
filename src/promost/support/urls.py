"""Addresses of the room; each part has its own."""

from __future__ import annotations

from django.urls import include, path

app_name = "support"
urlpatterns = [
    path("schemes/", include("promost.support.schemes.urls")),
    path("navigator/", include("promost.support.navigator.urls")),
    path("applications/", include("promost.support.applications.urls")),
    path("applications-elsewhere/", include("promost.support.elsewhere.urls")),
    path("officers/", include("promost.support.officers.urls")),
    path("import/", include("promost.support.importing.urls")),
]
