"""Completion documents that wait for an answer, and who answers; in a fixed number of queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Prefetch, Q, QuerySet

from promost.accounts.models import User
from promost.ledger.models import Entry, EntryKind, Fact
from promost.ledger.permissions import evidence_visible_to
from promost.plans.models import Edition, MeasureEdition, Owner, Party, PartyOrganisation, Plan
from promost.plans.permissions import plans_visible_to
from promost.plans.queries.in_force import keys_in_force
from promost.plans.queries.measures import MeasureView
from promost.progress.completion.counterparts import Owned, Sides, sides
from promost.registry.models import Organisation


@dataclass(frozen=True, slots=True)
class File:
    """A file of a document as the row of evidence has it, and whether the reader may open it."""

    uuid: UUID
    name: str
    sha256: str
    personal: bool
    is_open: bool


@dataclass(frozen=True, slots=True)
class Waiting:
    """A document that waits: its entry, its fact with the files (for a reader), the measure's row, and who answers.

    ``row`` is None for a measure that the edition in force no longer has.
    """

    entry: Entry
    fact: Fact
    row: MeasureEdition | None
    sides: Sides
    files: Sequence[File] = ()

    @property
    def parties(self) -> tuple[Party, ...]:
        """The parties of which any one answers."""
        return self.sides.counterparts

    def party_of(self, organisation: Organisation | None) -> Party | None:
        """Return the party for which an organisation may answer, None where it may not."""
        return self.sides.party_of(organisation.pk if organisation else None)


def submissions() -> QuerySet[Entry]:
    """Return the documents that were handed in under an approved edition: those need an answer."""
    approved = Edition.objects.filter(plan=OuterRef("measure__plan"), approved_at__lte=OuterRef("made_at"))
    entries = Entry.objects.filter(Exists(approved), kind=EntryKind.COMPLETION)
    return entries.select_related("measure__plan__agreement", "made_by", "made_for").order_by("pk")


def submission_of(user: User, uuid: UUID) -> Entry:
    """Return a document of a plan that the user may see, answered or not. Raises Entry.DoesNotExist."""
    return submissions().get(uuid=uuid, measure__plan__in=plans_visible_to(user))


def waiting(plans: Collection[Plan], reader: User | None = None) -> list[Waiting]:
    """Return the documents of plans that wait, in the order of handing in; with their files where there is a reader.

    One query where none waits, six otherwise. What its owner took back waits no longer.
    """
    return _read(list(submissions().filter(decision=None, measure__plan__in=[plan.pk for plan in plans])), reader)


def waiting_under(view: MeasureView, entries: Sequence[Entry], reader: User) -> list[Waiting]:
    """Return those of a measure's ``entries`` that were not taken back, with their files, in one query.

    All else is known from the measure's page; the entries are those that nobody has answered.
    """
    owners = [Owned(each.party_id, each.organisation_id) for each in view.owners] if view.is_current else []
    facts = _facts(entries, reader)
    return [
        Waiting(
            entry,
            facts[str(entry.uuid)].fact,
            view.row if view.is_current else None,
            sides(view.parties, owners, entry.made_for_id),
            facts[str(entry.uuid)].files,
        )
        for entry in entries
        if str(entry.uuid) in facts
    ]


def waiting_entry(entry: Entry) -> Waiting | None:
    """Return a document with who answers; None for one that was answered or taken back."""
    return next(iter(_read(list(submissions().filter(pk=entry.pk, decision=None)))), None)


def sides_of(entry: Entry) -> Sides:
    """Return who handed a document in and who answers, in three queries."""
    return next(iter(_sides([entry]).values()))


def _read(entries: Sequence[Entry], reader: User | None = None) -> list[Waiting]:
    facts = _facts(entries, reader)
    standing = [entry for entry in entries if str(entry.uuid) in facts]
    if not standing:
        return []
    rows, both = _rows(standing), _sides(standing)
    return [
        Waiting(entry, told.fact, rows.get(entry.measure_id or 0), both[entry.pk], told.files)
        for entry in standing
        for told in [facts[str(entry.uuid)]]
    ]


_FILE = ("uuid", "name", "sha256", "personal")
"""What is read of a file."""


@dataclass(frozen=True, slots=True)
class _Told:
    fact: Fact
    files: list[File] = field(default_factory=list)


def _facts(entries: Sequence[Entry], reader: User | None) -> Mapping[str, _Told]:
    """Return {entry's token: its fact, and its files for a reader}; those that were taken back are left out."""
    if not entries:
        return {}
    tokens = [str(entry.uuid) for entry in entries]
    rows = Fact.objects.filter(source_kind=Entry._meta.label_lower, source_id__in=tokens)
    rows = rows.exclude(Exists(Fact.objects.filter(reverses=OuterRef("pk"))))
    rows = rows.select_related("indicator", "region", "measure__plan", "organisation")
    found: dict[str, _Told] = {}
    for fact in rows if reader is None else _with_files(rows, reader):
        told = found.setdefault(fact.source_id, _Told(fact))
        if vars(fact).get("file_uuid") is not None:
            values = {name: vars(fact)[f"file_{name}"] for name in _FILE}
            told.files.append(File(**values, is_open=bool(vars(fact)["is_open"])))
    return found


def _with_files(rows: QuerySet[Fact], reader: User) -> QuerySet[Fact]:
    """Read each fact with its files, once for each."""
    files = {f"file_{name}": F(f"attachments__evidence__{name}") for name in _FILE}
    is_open = Q(attachments__evidence__in=evidence_visible_to(reader))
    return rows.annotate(**files, is_open=is_open).order_by("pk", "attachments__pk")


def _rows(entries: Sequence[Entry]) -> Mapping[int, MeasureEdition]:
    """Return {measure's key: its row in the edition in force}."""
    measures = [entry.measure_id for entry in entries]
    rows = MeasureEdition.objects.filter(measure__in=measures, edition=keys_in_force(plan="measure__plan"))
    return {row.measure_id: row for row in rows}


def _sides(entries: Sequence[Entry]) -> Mapping[int, Sides]:
    """Return {entry's key: who handed in, who answers}, in three queries."""
    owners: dict[int, list[Owned]] = defaultdict(list)
    in_force = keys_in_force(plan="measure_edition__measure__plan")
    measures = [entry.measure_id for entry in entries]
    rows = Owner.objects.filter(measure_edition__measure__in=measures, measure_edition__edition=in_force)
    for measure, party, organisation in rows.order_by("position").values_list(
        "measure_edition__measure_id", "party_id", "organisation_id"
    ):
        owners[measure].append(Owned(party, organisation))
    parties = _parties(entries)
    return {
        entry.pk: sides(parties[_agreement(entry)], owners[entry.measure_id or 0], entry.made_for_id)
        for entry in entries
    }


def _parties(entries: Sequence[Entry]) -> Mapping[int, list[Party]]:
    """Return {agreement's key: its parties in order, with their seats}, in two queries."""
    found: dict[int, list[Party]] = defaultdict(list)
    rows = Party.objects.filter(agreement__in={_agreement(entry) for entry in entries}).order_by("order")
    seats = PartyOrganisation.objects.select_related("organisation__region").order_by("pk")
    for party in rows.prefetch_related(Prefetch("seats", seats)):
        found[party.agreement_id].append(party)
    return found


def _agreement(entry: Entry) -> int:
    assert entry.measure is not None  # noqa: S101 - a completion document is of a measure; tells the type checker
    return entry.measure.plan.agreement_id
