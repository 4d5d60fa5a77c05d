"""What statements tell the house: how they are shown, the words of their deeds, what is asked before reversing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from promost.comments import subjects
from promost.kit import formats, refs
from promost.kit.histories import things, words
from promost.kit.refs import Shown
from promost.ledger import after as after_ledger
from promost.plans.commented import organisations
from promost.plans.models import Plan
from promost.progress.models import Declared, Statement
from promost.progress.statements import guarding
from promost.progress.statements.permissions import statements_visible_to

VERBS: Mapping[str, Any] = {
    "progress.draw": gettext_lazy("Statement drawn"),
    "progress.sign": gettext_lazy("Statement signed"),
    "progress.accept": gettext_lazy("Statement signed and accepted"),
    "progress.return": gettext_lazy("Statement returned"),
    "progress.dispute": gettext_lazy("Objection to a fact"),
    "progress.settle": gettext_lazy("Objection settled"),
    "progress.declare": gettext_lazy("Said of a target without facts"),
}
FIELDS: Mapping[str, Any] = {
    "statement": gettext_lazy("Statement"),
    "party": gettext_lazy("Party"),
    "digest": gettext_lazy("Digest"),
    "dispute": gettext_lazy("Objection"),
    "declared": gettext_lazy("Said"),
    "period": gettext_lazy("Period"),
    "note": gettext_lazy("Note"),
}


def register() -> None:
    """Tell the kit, the ledger, and the pages of histories."""
    refs.register("progress.statement", statements)
    after_ledger.before_reverse(guarding.before_reverse)
    words.tell(VERBS, FIELDS, {"declared": dict(Declared.choices)})
    things.register("progress.statement", gettext_lazy("Statement"), statements_visible_to)
    subjects.register("progress.statement", lambda each: organisations(Plan.objects.filter(pk=each.plan_id)))


def statements(ids: Iterable[str]) -> Mapping[str, Shown]:
    """Show statements by number and quarter's end, in one query."""
    found = Statement.objects.filter(uuid__in=list(ids)).order_by("pk")
    said = _("Statement No. %(number)s by %(day)s")
    return {
        str(each.uuid): Shown(
            said % {"number": each.number, "day": formats.day(each.ends_on)},
            reverse("progress:statement", args=[each.uuid]),
        )
        for each in found
    }
