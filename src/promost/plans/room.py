"""What the room of plans tells the house."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from promost.registry.rooms import Command, MenuItem, Room

ROOM = Room(
    code="plans",
    name=_("Plans"),
    mount="",
    urls="promost.plans.urls",
    menu=(MenuItem(_("Plans"), "plans:index", "plans.list_plans", place=10),),
    commands=(
        Command(
            "plan read",
            gettext_noop("read a plan document and show what was understood; needs no database"),
            "promost.plans.commands:configure_read",
            "promost.plans.commands:run_read",
            needs_database=False,
        ),
        Command(
            "plan import",
            gettext_noop("read a plan document into an agreement: a preview, or an edition when nothing is open"),
            "promost.plans.import_command:configure",
            "promost.plans.import_command:run",
        ),
    ),
    checks="promost.plans.health:checks",
    router="promost.plans.api:router",
    demo="promost.plans.demo:load",
)
