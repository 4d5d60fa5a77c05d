"""What the doctor looks at in the room of profiles: indicators as this version has them, one line of releases."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from promost.kit.health import Finding, Level
from promost.profiles import definitions
from promost.profiles.definitions import BadDefinition
from promost.profiles.models import Indicator

UPGRADE = "promost upgrade"


def checks() -> Iterator[Finding]:
    """Look at the indicators."""
    subject = _("Indicators")
    try:
        wanted = {each.code: each for each in definitions.built_in()}
    except BadDefinition as bad:
        remedy = _("Mend the data file it names, or install this version anew.")
        yield Finding(subject, Level.ILL, str(bad), remedy)
        return
    stored = {row.code: row for row in Indicator.objects.filter(built_in=True)}
    lacking = sorted(set(wanted) - set(stored))
    if lacking:
        words = _("The database lacks indicators of this version: %(codes)s.") % {"codes": ", ".join(lacking)}
        yield Finding(subject, Level.ILL, words, UPGRADE)
        return
    other = sorted(code for code, each in wanted.items() if _differs(stored[code], each))
    if other:
        words = _("Indicators in the database are not as this version has them: %(codes)s.")
        yield Finding(subject, Level.WARNING, words % {"codes": ", ".join(other)}, UPGRADE)
        return
    yield Finding(subject, Level.WELL, _("As this version has them: %(count)s.") % {"count": len(wanted)})


def _differs(row: Indicator, definition: definitions.Definition) -> bool:
    return any(getattr(row, name) != value for name, value in definition.values.items())
