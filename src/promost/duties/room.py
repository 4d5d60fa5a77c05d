"""What the room of duties tells the house."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from promost.registry.rooms import Command, MenuItem, Room

ROOM = Room(
    code="duties",
    name=_("Duties"),
    mount="duties/",
    urls="promost.duties.urls",
    menu=(MenuItem(_("Duties"), "duties:index", "duties.list_duties", place=20, badge="duties:pressing"),),
    checks="promost.duties.health:checks",
    router="promost.duties.api:router",
    commands=(
        Command(
            "duties check",
            gettext_noop("compare the open duties with what is owed, and mend them if asked"),
            "promost.duties.commands:configure_check",
            "promost.duties.commands:run_check",
        ),
    ),
)
