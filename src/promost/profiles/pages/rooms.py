"""The names of the rooms whose work brings facts, those that are not built yet too."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from promost.registry.rooms import rooms

TO_COME: Mapping[str, Any] = {
    "events": _("Meetings and documents"),
    "assistance": _("Help and exchanges"),
    "practices": _("Practices and needs"),
    "initiatives": _("Initiatives"),
    "profiles": _("Levels of enterprises and regions"),
    "plans": _("The plan itself"),
}


def room_name(code: str) -> str:
    """Return a room's name in the reader's language; a code that nobody knows stays as it is."""
    if code in TO_COME:
        return str(TO_COME[code])
    return next((str(room.name) for room in rooms() if room.code == code), code)
