"""What is said to whoever answers second."""

from __future__ import annotations

from django.utils.translation import gettext as _

from promost.kit import formats
from promost.kit.transitions import Overtaken
from promost.progress.models import Decision, Verdict


def overtaken(second: Overtaken) -> str:
    """Say who was first, and what they answered."""
    first = second.current
    if not isinstance(first, Decision):
        return _("Its owner has taken the document back; there is nothing to answer.")
    values = {"party": first.party.called, "moment": formats.moment(first.made_at)}
    if first.verdict == Verdict.CONFIRMED:
        return _("%(party)s confirmed this document first, on %(moment)s.") % values
    return _("%(party)s returned this document first, on %(moment)s.") % values
