"""What the room of profiles tells the house."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from promost.registry.rooms import Command, MenuItem, Room

ROOM = Room(
    code="profiles",
    name=_("Indicators"),
    urls="promost.profiles.urls",
    menu=(
        MenuItem(_("Enterprises"), "profiles:enterprises", "profiles.view_register", place=55),
        MenuItem(_("Indicators"), "profiles:indicators", "profiles.view_indicators", place=60),
    ),
    commands=(
        Command(
            "profiles observe",
            gettext_noop("add observed levels of regions and organisations from a table"),
            "promost.profiles.commands.observe:configure_observe",
            "promost.profiles.commands.observe:run_observe",
        ),
        Command(
            "profiles import",
            gettext_noop("put files of open registers into the register of enterprises"),
            "promost.profiles.commands.register:configure_import",
            "promost.profiles.commands.register:run_import",
        ),
    ),
    checks="promost.profiles.health:checks",
    router="promost.profiles.api:router",
)
