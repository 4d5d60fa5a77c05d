"""What the ledger tells the house."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from promost.registry.rooms import Command, Room

ROOM = Room(
    code="ledger",
    name=_("Ledger"),
    mount="",
    urls="promost.ledger.urls",
    panels=("promost.ledger.pages.panel:of_measure",),
    plan_page="promost.ledger.pages.buttons:of_plan",
    buttons=("promost.ledger.pages.buttons:of_measure",),
    checks="promost.ledger.health:checks",
    router="promost.ledger.api:router",
    commands=(
        Command(
            "facts import",
            gettext_noop("record many results of a plan from a filled-in sheet (.xlsx)"),
            "promost.ledger.commands:configure_import",
            "promost.ledger.commands:run_import",
        ),
        Command(
            "ledger check",
            gettext_noop(
                "check that facts cannot be changed, that what they point to is there, and that evidence is whole"
            ),
            "promost.ledger.commands:configure_check",
            "promost.ledger.commands:run_check",
        ),
    ),
)
