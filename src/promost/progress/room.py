"""What the room of progress tells the house."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from promost.registry.rooms import Room

ROOM = Room(code="progress", name=_("Progress"), router="promost.progress.api:router")
