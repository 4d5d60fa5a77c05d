"""What the doctor looks at in plans: the documents are whole, and none is left half read."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from promost.kit import wholeness
from promost.kit.health import Finding, Level
from promost.kit.models import Job, JobState
from promost.plans.models import Document, Import, ImportState

NAMED = 5


def checks() -> Iterator[Finding]:
    """Look at documents and at imports."""
    names = dict(Document.objects.order_by("pk").values_list("sha256", "name"))
    yield from wholeness.findings(_("Plan documents"), names)
    yield _half_read()


def _half_read() -> Finding:
    """An import that is said to be read while no job is at it stays so for ever."""
    busy = {JobState.QUEUED, JobState.RUNNING}
    at_work = set(
        Job.objects.filter(subject_kind=Import._meta.label_lower, state__in=busy).values_list("subject_id", flat=True)
    )
    reading = Import.objects.filter(state=ImportState.READING).select_related("document").order_by("pk")
    left = [each.document.name for each in reading if str(each.uuid) not in at_work]
    if left:
        words = _("Said to be read, but nothing reads them: %(names)s.") % {"names": ", ".join(left[:NAMED])}
        return Finding(
            _("Imports"), Level.ILL, words, _("Put them aside on their page and upload the documents again.")
        )
    return Finding(_("Imports"), Level.WELL, _("Being read: %(count)s.") % {"count": len(reading)})
