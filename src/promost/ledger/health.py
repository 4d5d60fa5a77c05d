"""What the doctor looks at in the ledger: what is quickly seen. ``promost ledger check`` looks at everything."""

from __future__ import annotations

from collections.abc import Iterator

from django.core.files.storage import default_storage
from django.utils.translation import gettext as _

from promost.kit.health import Finding, Level
from promost.ledger import checking
from promost.ledger.models import Evidence

COMMAND = "promost ledger check"


def checks() -> Iterator[Finding]:
    """Look after guards, reversals and breakdowns, and whether the files of the evidence are there."""
    troubles = [
        trouble
        for run in (checking.check_guards, checking.check_reversals, checking.check_breakdowns)
        for trouble in run()
        if trouble
    ]
    yield from (Finding(_("Facts"), Level.ILL, f"{each.where}: {each.what}", each.remedy) for each in troubles)
    if not troubles:
        yield Finding(_("Facts"), Level.WELL, _("Nobody can change them, and every reversal is exact."))
    yield _evidence()


def _evidence() -> Finding:
    """Whether each file is there; whether it is still the same is asked by the command, which reads them all."""
    kept = Evidence.objects.filter(erased_at=None).values_list("sha256", flat=True).distinct()
    gone = sum(1 for digest in kept if not default_storage.exists(f"{digest[:2]}/{digest}"))
    if gone:
        words = _("%(count)s files of evidence are gone.") % {"count": gone}
        return Finding(_("Evidence"), Level.ILL, words, _("Run “%(command)s” to see which.") % {"command": COMMAND})
    return Finding(_("Evidence"), Level.WELL, _("Every file is in its place: %(count)s.") % {"count": len(kept)})
