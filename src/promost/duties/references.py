"""How references to duties are shown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from promost.duties import kinds
from promost.duties.models import Duty
from promost.kit import refs
from promost.kit.histories import words
from promost.kit.refs import Shown

FIELDS = {
    "missing": gettext_lazy("Opened"),
    "moved": gettext_lazy("Moved to another day"),
    "needless": gettext_lazy("Dropped"),
}


def register() -> None:
    """Tell the kit."""
    refs.register("duties.duty", duties)
    refs.register("duties.list", lists)
    words.tell({"duties.mend": gettext_lazy("Duties put right")}, FIELDS)


def duties(ids: Iterable[str]) -> Mapping[str, Shown]:
    """Show duties by their lasting ids, in one query."""
    found = Duty.objects.filter(uuid__in=list(ids)).order_by("pk")
    return {str(each.uuid): Shown(str(kinds.label(each.kind)), reverse("duties:index")) for each in found}


def lists(ids: Iterable[str]) -> Mapping[str, Shown]:
    """Show the list of duties as a whole."""
    return {each: Shown(_("List of duties"), reverse("duties:index")) for each in ids if each == "all"}
