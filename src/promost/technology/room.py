"""What the direction "introduction of technologies" tells the house."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from promost.registry.rooms import Direction

ROOM = Direction(
    code="technology",
    name=_("Introduction of technologies"),
    words="promost.technology:words.toml",
    indicators="promost.technology:indicators.toml",
    cards="promost.technology.cards:cards",
)
