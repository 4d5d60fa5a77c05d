"""What the room of progress tells the house."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from promost.registry.rooms import Command, MenuItem, Room

ROOM = Room(
    code="progress",
    name=_("Progress"),
    urls="promost.progress.urls",
    menu=(MenuItem(_("Statements to accept"), "progress:curator", "progress.see_queue", place=30),),
    panels=("promost.progress.pages.measure:panels", "promost.progress.completion.pages:of_measure"),
    fact_buttons=("promost.progress.statements.beside:of_fact",),
    plan_page="promost.progress.pages.plan:extend",
    expected_duties="promost.progress.owed:expected_duties",
    commands=(
        Command(
            "plan progress",
            gettext_noop("show how a plan stands, now or as of a past day"),
            "promost.progress.command:configure",
            "promost.progress.command:run",
        ),
        Command(
            "ledger verify",
            gettext_noop("verify a statement: every line against the records, its totals, its digest, its signatures"),
            "promost.progress.statements.command:configure",
            "promost.progress.statements.command:run",
        ),
    ),
    router="promost.progress.api:router",
    demo="promost.progress.demo:load",
)
