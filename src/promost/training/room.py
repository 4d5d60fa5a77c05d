"""What the direction "training of engineers" tells the house."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from promost.registry.rooms import Direction

ROOM = Direction(
    code="training",
    name=_("Training of engineers"),
    words="promost.training:words.toml",
    indicators="promost.training:indicators.toml",
    cards="promost.training.cards:cards",
)
