"""What the room of profiles tells the house."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from promost.registry.rooms import MenuItem, Room

ROOM = Room(
    code="profiles",
    name=_("Indicators"),
    mount="indicators/",
    urls="promost.profiles.urls",
    menu=(MenuItem(_("Indicators"), "profiles:indicators", "profiles.view_indicators", place=60),),
    router="promost.profiles.api:router",
)
