"""Whether the ledger is whole: guards in place, sources alive, reversals exact, breakdowns known, evidence unharmed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import Count, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from promost.kit import files, guards
from promost.kit.refs import Ref, UnknownKind, resolve
from promost.ledger.models import Entry, Evidence, Fact, Sheet
from promost.ledger.recording.reversing import SAME
from promost.profiles import breakdowns

BATCH = 1000
REBUILD = gettext_lazy("Run “promost migrate”, which puts guards back.")
RESTORE = gettext_lazy("Restore it from a backup; the fact itself is as it was recorded.")
ASK = gettext_lazy("Facts are never changed: find out how this came about, and reverse the fact if it is wrong.")


@dataclass(frozen=True, slots=True)
class Trouble:
    """What is wrong, where, and what to do."""

    what: str
    where: str
    remedy: str

    def __str__(self) -> str:
        """Say it on one line."""
        return f"{self.where}: {self.what} {self.remedy}".strip()


@dataclass(frozen=True, slots=True)
class Step:
    """A check: its name, how many things it looks at, and what finds the troubles; None is one that is well."""

    name: Any
    total: Callable[[], int]
    run: Callable[[], Iterator[Trouble | None]]


def steps() -> tuple[Step, ...]:
    """Return every check, the quick ones first."""
    return (
        Step(gettext_lazy("Guards"), lambda: 1, check_guards),
        Step(gettext_lazy("Reversals"), _reversals().count, check_reversals),
        Step(gettext_lazy("Breakdowns"), _told_apart().count, check_breakdowns),
        Step(gettext_lazy("Sources of facts"), _sources().count, check_sources),
        Step(gettext_lazy("Entries and sheets"), lambda: 2, check_entries),
        Step(gettext_lazy("Evidence"), Evidence.objects.count, check_evidence),
        Step(gettext_lazy("Sheets"), Sheet.objects.count, check_sheets),
    )


def check_guards() -> Iterator[Trouble | None]:
    """Every table of the ledger refuses to be changed."""
    for name in guards.missing(connection):
        yield Trouble(_("A guard against changing facts is missing."), name, str(REBUILD))
    yield None


def check_reversals() -> Iterator[Trouble | None]:
    """A reversal takes back the whole of one fact, which is no reversal."""
    names = (*SAME, "value", *(f"reverses__{name}" for name in (*SAME, "value")), "reverses__reverses_id", "uuid")
    for row in _reversals().values_list(*names).iterator():
        half = len(SAME) + 1
        mine, old, (older, uuid) = row[:half], row[half : 2 * half], row[2 * half :]
        if mine[:-1] != old[:-1] or mine[-1] != -old[-1] or older is not None:
            yield Trouble(_("The reversal does not take back exactly one fact."), f"fact {uuid}", str(ASK))
        yield None


def check_breakdowns() -> Iterator[Trouble | None]:
    """Facts are told apart only by what their indicator has."""
    for having, code, text in _told_apart():
        try:
            is_well = breakdowns.check(text, having) == text
        except breakdowns.BadBreakdown:
            is_well = False
        what = _("The indicator has no breakdown “%(text)s”, yet facts are told apart so.") % {"text": text}
        yield None if is_well else Trouble(what, code, _("Add it to the indicator, or correct the indicator's list."))


def check_sources() -> Iterator[Trouble | None]:
    """What a fact comes from is there."""
    for part in _parts(_sources().iterator()):
        references = [Ref(kind, key) for kind, key in part]
        shown = {kind: _resolved(kind, references) for kind in {each.kind for each in references}}
        for reference in references:
            known = shown[reference.kind]
            if known is None:
                what = _("No room shows sources of the kind “%(kind)s”.") % {"kind": reference.kind}
                yield Trouble(what, str(reference), _("Put the room back into the settings."))
            elif reference not in known:
                yield Trouble(_("What the facts come from is gone."), str(reference), str(ASK))
            yield None


def check_entries() -> Iterator[Trouble | None]:
    """Each entry has its fact, and each sheet as many facts as it says."""
    facts = Fact.objects.filter(source_kind="ledger.entry").values_list("source_id", flat=True)
    for uuid in {str(each) for each in Entry.objects.values_list("uuid", flat=True)} - set(facts):
        yield Trouble(_("An entry has no fact."), f"entry {uuid}", str(ASK))
    yield None
    rows = Fact.objects.filter(source_kind="ledger.sheet").order_by().values("source_id").annotate(count=Count("pk"))
    taken = dict(rows.values_list("source_id", "count"))
    for sheet in Sheet.objects.all():
        if taken.get(str(sheet.uuid), 0) != sheet.taken:
            yield Trouble(_("The sheet has another number of facts than was taken."), sheet.name, str(ASK))
    yield None


def check_evidence() -> Iterator[Trouble | None]:
    """Files are what was stored, and each stands beside something; what was erased has left its reason."""
    for each in Evidence.objects.annotate(beside=Count("attachments")).order_by("pk").iterator():
        if each.erased_at is None:
            yield _of_file(each.sha256, each.name)
        if not each.beside:
            yield Trouble(
                _("The evidence stands beside nothing."), each.name, _("Attach the file anew where it belongs.")
            )
        yield None


def check_sheets() -> Iterator[Trouble | None]:
    """Sheets and files of refused rows are what was stored."""
    for sheet in Sheet.objects.order_by("pk").iterator():
        for digest in filter(None, (sheet.sha256, sheet.refused_sha256)):
            yield _of_file(digest, sheet.name)
        yield None


def _of_file(digest: str, name: str) -> Trouble | None:
    try:
        files.read(digest)
    except files.Damaged:
        return Trouble(_("The file is no longer what was stored."), f"{name} ({digest[:12]})", str(RESTORE))
    except FileNotFoundError:
        return Trouble(_("The file is gone."), f"{name} ({digest[:12]})", str(RESTORE))
    return None


def _resolved(kind: str, references: Iterable[Ref]) -> dict[Ref, Any] | None:
    try:
        return resolve(each for each in references if each.kind == kind)
    except UnknownKind:
        return None


def _reversals() -> QuerySet[Fact]:
    return Fact.objects.filter(reverses__isnull=False).order_by("pk")


def _told_apart() -> QuerySet[Fact, Any]:
    rows = Fact.objects.exclude(breakdown="").order_by("indicator__code", "breakdown")
    return rows.values_list("indicator__breakdowns", "indicator__code", "breakdown").distinct()


def _sources() -> QuerySet[Fact, Any]:
    return Fact.objects.order_by("source_kind", "source_id").values_list("source_kind", "source_id").distinct()


def _parts(things: Iterable[Any]) -> Iterator[list[Any]]:
    part: list[Any] = []
    for thing in things:
        part.append(thing)
        if len(part) == BATCH:
            yield part
            part = []
    if part:
        yield part
