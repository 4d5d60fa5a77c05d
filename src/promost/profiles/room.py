"""What the room of profiles tells the house."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from promost.registry.rooms import Room

ROOM = Room(code="profiles", name=_("Indicators"), router="promost.profiles.api:router")
