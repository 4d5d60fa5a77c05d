"""What the direction "industrial zones and sites" tells the house."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from promost.registry.rooms import Direction

ROOM = Direction(
    code="zones",
    name=_("Industrial zones and sites"),
    words="promost.zones:words.toml",
    indicators="promost.zones:indicators.toml",
    cards="promost.zones.cards:cards",
)
