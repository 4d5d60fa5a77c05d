"""What the room of reports tells the house."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from promost.registry.rooms import Command, Room

ROOM = Room(
    code="reports",
    name=_("Reports"),
    urls="promost.reports.urls",
    plan_page="promost.reports.pages:extend",
    router="promost.reports.api:router",
    commands=(
        Command(
            "plan report",
            gettext_noop("write a plan's quarterly progress report as .docx, .xlsx, .pdf, or into its own document"),
            "promost.reports.command:configure",
            "promost.reports.command:run",
        ),
    ),
)
