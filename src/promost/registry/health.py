"""What the doctor looks at in the registry: the list of regions, and whether this machine knows their time zones."""

from __future__ import annotations

from collections.abc import Iterator
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.utils.translation import gettext as _

from promost.kit.health import Finding, Level
from promost.registry.models import Region


def checks() -> Iterator[Finding]:
    """Look at the regions."""
    zones = dict(Region.objects.order_by("code").values_list("code", "zone"))
    if not zones:
        words, remedy = _("The list of regions is empty."), "promost registry load-built-in"
        yield Finding(_("Regions"), Level.ILL, words, remedy)
        return
    unknown = [f"{code} ({zone})" for code, zone in zones.items() if not _is_known(zone)]
    if unknown:
        words = _("This machine does not know the time zones of %(regions)s: their pages fail.")
        remedy = _("Bring the machine's data on time zones up to date, or mend the zone on the page of reference data.")
        yield Finding(_("Regions"), Level.ILL, words % {"regions": ", ".join(unknown)}, remedy)
        return
    yield Finding(
        _("Regions"), Level.WELL, _("In the list: %(count)s; all time zones are known.") % {"count": len(zones)}
    )


def _is_known(zone: str) -> bool:
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True
