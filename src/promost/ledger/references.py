"""How references to the room's things are shown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from promost.kit import files, formats, refs
from promost.kit.histories import things
from promost.kit.refs import Shown
from promost.ledger import commented
from promost.ledger.models import Entry, Evidence, Fact, Sheet
from promost.ledger.permissions import evidence_visible_to, facts_visible_to


def register() -> None:
    """Tell the kit."""
    refs.register("ledger.fact", facts)
    refs.register("ledger.entry", entries)
    refs.register("ledger.sheet", sheets)
    refs.register("ledger.evidence", evidence)
    things.register("ledger.fact", gettext_lazy("Fact"), facts_visible_to)
    commented.register()
    things.register("ledger.evidence", gettext_lazy("Evidence"), evidence_visible_to)
    files.held(holds)


def holds(sha256: str) -> bool:
    """Whether the ledger keeps a file: as evidence that is not erased, or as a sheet."""
    of_sheets = Sheet.objects.filter(Q(sha256=sha256) | Q(refused_sha256=sha256))
    return Evidence.objects.filter(sha256=sha256, erased_at=None).exists() or of_sheets.exists()


def facts(ids: Iterable[str]) -> Mapping[str, Shown]:
    """Show facts by indicator, value and day, in one query."""
    found = Fact.objects.filter(uuid__in=list(ids)).select_related("indicator")
    return {str(each.uuid): Shown(_said(each), reverse("ledger:fact", args=[each.uuid])) for each in found}


def _said(fact: Fact) -> str:
    amount = formats.amount(fact.value, fact.indicator.unit)
    return f"{fact.indicator.name}: {amount}, {formats.day(fact.happened_on)}"


def entries(ids: Iterable[str]) -> Mapping[str, Shown]:
    """Show entries by what they are, in one query."""
    found = Entry.objects.filter(uuid__in=list(ids))
    said = _("Entry by hand: %(kind)s")
    return {str(each.uuid): Shown(said % {"kind": each.get_kind_display()}) for each in found}


def sheets(ids: Iterable[str]) -> Mapping[str, Shown]:
    """Show sheets by the file's name, in one query."""
    found = Sheet.objects.filter(uuid__in=list(ids)).select_related("plan")
    return {str(each.uuid): Shown(each.name, reverse("ledger:sheet", args=[each.plan.uuid])) for each in found}


def evidence(ids: Iterable[str]) -> Mapping[str, Shown]:
    """Show evidence by the file's name, in one query."""
    found = Evidence.objects.filter(uuid__in=list(ids))
    return {str(each.uuid): Shown(each.name, reverse("ledger:evidence", args=[each.uuid])) for each in found}
