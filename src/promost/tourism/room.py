"""What the direction "industrial tourism" tells the house."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from promost.registry.rooms import Direction

ROOM = Direction(
    code="tourism",
    name=_("Industrial tourism"),
    words="promost.tourism:words.toml",
    indicators="promost.tourism:indicators.toml",
    cards="promost.tourism.cards:cards",
)
