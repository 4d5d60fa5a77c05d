"""Completion documents that wait for an answer, and who answers; in a fixed number of queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, OuterRef, Prefetch, QuerySet

from promost.accounts.models import User
from promost.ledger.models import Entry, EntryKind, Fact
from promost.plans.models import Edition, Measure, MeasureEdition, Owner, Party, PartyOrganisation, Plan
from promost.plans.permissions import plans_visible_to
from promost.plans.queries.in_force import keys_in_force
from promost.progress.completion.counterparts import Owned, Sides, sides
from promost.registry.models import Organisation


@dataclass(frozen=True, slots=True)
class Waiting:
    """A document that waits: its entry, its fact with the evidence, the measure's row, and who answers.

    ``row`` is None for a measure that the edition in force no longer has.
    """

    entry: Entry
    fact: Fact
    row: MeasureEdition | None
    sides: Sides

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


def waiting(plans: Collection[Plan], measure: Measure | None = None) -> list[Waiting]:
    """Return the documents of plans, or of one measure, that wait, in the order of handing in.

    One query where none waits, six otherwise. What its owner took back waits no longer.
    """
    entries = submissions().filter(decision=None, measure__plan__in=[plan.pk for plan in plans])
    return _read(list(entries.filter(measure=measure) if measure else entries))


def waiting_entry(entry: Entry) -> Waiting | None:
    """Return a document with who answers; None for one that was answered or taken back."""
    return next(iter(_read(list(submissions().filter(pk=entry.pk, decision=None)))), None)


def sides_of(entry: Entry) -> Sides:
    """Return who handed a document in and who answers, in three queries."""
    return next(iter(_sides([entry]).values()))


def _read(entries: Sequence[Entry]) -> list[Waiting]:
    facts = _facts(entries)
    standing = [entry for entry in entries if str(entry.uuid) in facts]
    if not standing:
        return []
    rows, both = _rows(standing), _sides(standing)
    return [
        Waiting(entry, facts[str(entry.uuid)], rows.get(entry.measure_id or 0), both[entry.pk]) for entry in standing
    ]


def _facts(entries: Sequence[Entry]) -> Mapping[str, Fact]:
    """Return {entry's token: its fact}; those that were taken back are left out."""
    if not entries:
        return {}
    tokens = [str(entry.uuid) for entry in entries]
    rows = Fact.objects.filter(source_kind=Entry._meta.label_lower, source_id__in=tokens)
    rows = rows.exclude(Exists(Fact.objects.filter(reverses=OuterRef("pk"))))
    return {
        fact.source_id: fact for fact in rows.select_related("indicator", "region", "measure__plan", "organisation")
    }


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
