"""What the doctor looks at in the duties: they are those that are owed, and each can be put into words."""

from __future__ import annotations

from collections.abc import Iterator
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from promost.duties import checking, kinds
from promost.duties.models import Duty
from promost.kit.health import Finding, Level
from promost.kit.moments import Moment
from promost.registry.models.organisations import FEDERAL_ZONE


def checks() -> Iterator[Finding]:
    """Look at the open duties."""
    yield _owed()
    yield from _strange()


def _owed() -> Finding:
    subject = _("Open duties")
    differing = len(checking.difference(Moment.now(ZoneInfo(FEDERAL_ZONE))))
    if differing:
        words = _("Not those that are owed; they differ in %(count)s.") % {"count": differing}
        return Finding(subject, Level.WARNING, words, "promost duties check --mend")
    count = Duty.objects.filter(closed_at=None).count()
    return Finding(subject, Level.WELL, _("Those that are owed: %(count)s.") % {"count": count})


def _strange() -> Iterator[Finding]:
    opened = Duty.objects.filter(closed_at=None).order_by("kind").values_list("kind", flat=True).distinct()
    unknown = sorted({kind for kind in opened if kinds.of(kind) is None} | set(checking.unclaimed()))
    if unknown:
        words = _("No room answers for these kinds: %(kinds)s.") % {"kinds": ", ".join(unknown)}
        remedy = _("Put the version of Promost back that opened them, or tell whoever supports Promost.")
        yield Finding(_("Kinds of duties"), Level.WARNING, words, remedy)
