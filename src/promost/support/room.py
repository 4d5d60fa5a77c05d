"""What the direction "support of enterprises" tells the house."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from promost.registry.rooms import Command, Direction, MenuItem

ROOM = Direction(
    code="support",
    name=_("Support of enterprises"),
    mount="support/",
    urls="promost.support.urls",
    menu=(MenuItem(_("Support schemes"), "support:navigator", place=45),),
    words="promost.support:words.toml",
    indicators="promost.support:indicators.toml",
    expected_duties="promost.support.applications.owed:expected_duties",
    cards="promost.support.cards:cards",
    commands=(
        Command(
            "support import",
            gettext_noop("make drafts of schemes from a file: the investment map's form, open data, any table"),
            "promost.support.importing.commands:configure",
            "promost.support.importing.commands:run",
        ),
        Command(
            "support applications",
            gettext_noop("record applications made elsewhere from an .xlsx, with their outcomes"),
            "promost.support.elsewhere.commands:configure",
            "promost.support.elsewhere.commands:run",
        ),
    ),
)
