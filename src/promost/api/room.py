"""What the API tells the house."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from promost.registry.rooms import Room

ROOM = Room(code="api", name=_("API"), mount="api/", urls="promost.api.urls", router="promost.api.histories:router")
