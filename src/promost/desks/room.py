"""What the desks tell the house."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from promost.registry.rooms import MenuItem, Room

ROOM = Room(
    code="desks",
    name=_("Home"),
    urls="promost.desks.urls",
    menu=(MenuItem(_("Home"), "home", place=0),),
)
