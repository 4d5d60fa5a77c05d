"""How the room's references are shown, what its duties are called, and when it keeps them true."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from promost.duties import kinds
from promost.kit import files, formats, refs
from promost.kit.histories import words
from promost.kit.refs import Ref, Shown
from promost.ledger import after as after_ledger
from promost.plans import after as after_plans
from promost.plans.models import Target
from promost.progress import owed
from promost.progress.models import Signature

VERBS: Mapping[str, Any] = {
    "progress.note": _("Progress note written"),
    "progress.withdraw_note": _("Progress note withdrawn"),
    "progress.confirm_completion": _("Completion document confirmed"),
    "progress.return_completion": _("Completion document returned"),
}


def register() -> None:
    """Tell the kit, the duties, and the rooms below."""
    refs.register("plans.target", targets)
    kinds.register(owed.MEASURE, _("Carry out the measure"), measure_page)
    kinds.register(owed.FACT, _("Report the value of a target"), part=reporting_day)
    kinds.register(owed.CONFIRMATION, _("Confirm or return the completion document"), measure_page)
    words.tell(VERBS, {"day": _("Day"), "handed_in": _("Handed in on")})
    files.held(holds)
    after_plans.on_change(owed.refresh)
    after_ledger.on_record(owed.after_facts)


def holds(sha256: str) -> bool:
    """Whether the room keeps a file: the scan of a signed statement, or a detached signature."""
    return Signature.objects.filter(Q(scan_sha256=sha256) | Q(sig_sha256=sha256)).exists()


def measure_page(origin: Ref) -> str:
    """Where a measure's duty is met."""
    return reverse("plans:measure", args=[origin.id])


def reporting_day(part: str) -> str:
    """Say for which of the target's days the value is owed: its duty ends later, when the plan is reported."""
    return gettext("as of %(day)s") % {"day": formats.day(date.fromisoformat(part))}


def targets(ids: Iterable[str]) -> Mapping[str, Shown]:
    """Show targets, in one query; each opens the targets of its plan."""
    rows = Target.objects.filter(uuid__in=list(ids)).order_by("pk")
    return {
        str(uuid): Shown(label, f"{reverse('plans:plan', args=[plan])}?view=targets#target-{uuid}")
        for uuid, label, plan in rows.values_list("uuid", "label", "plan__uuid")
    }
