"""Root addresses: Django's own few, and each room's, found through the register of rooms."""

from __future__ import annotations

from django.conf import settings
from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path
from django.views.i18n import set_language

from promost.registry.rooms import rooms

handler400 = "promost.kit.views.bad_request"
handler403 = "promost.kit.views.forbidden"
handler404 = "promost.kit.views.not_found"
handler500 = "promost.kit.views.server_error"

urlpatterns: list[URLPattern | URLResolver] = [
    path("history/", include("promost.kit.histories.urls")),
    path("language/", set_language, name="set_language"),
    path("admin/", admin.site.urls),
    path("accounts/", include("promost.accounts.sign_in_urls")),
    *(path(room.mount, include(room.urls)) for room in rooms() if room.urls),
]

if settings.DEMO:
    urlpatterns.append(path("demo/", include("promost.accounts.demo_urls")))
