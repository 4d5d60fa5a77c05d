"""What the accounts tell the house."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from promost.registry.rooms import MenuItem, Room

ROOM = Room(
    code="accounts",
    name=_("People"),
    mount="people/",
    urls="promost.accounts.urls",
    checks="promost.accounts.health:checks",
    demo="promost.accounts.demo:load",
    menu=(MenuItem(_("People"), "accounts:members", "accounts.list_members"),),
)
