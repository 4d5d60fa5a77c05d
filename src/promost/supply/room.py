"""What the direction "cooperation and supply" tells the house."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from promost.registry.rooms import Direction

ROOM = Direction(
    code="supply",
    name=_("Cooperation and supply"),
    words="promost.supply:words.toml",
    indicators="promost.supply:indicators.toml",
    cards="promost.supply.cards:cards",
)
