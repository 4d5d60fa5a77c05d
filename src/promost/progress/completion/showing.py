"""A document that waits, as pages show it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from promost.accounts.actors import Actor
from promost.accounts.models import Role
from promost.ledger.models import Attachment, Evidence
from promost.ledger.permissions import evidence_visible_to
from promost.plans.models import MeasureEdition
from promost.progress.completion.actions import Outcome
from promost.progress.completion.queries import Waiting


@dataclass(frozen=True, slots=True)
class Shown:
    """A document: its row of the measure, who answers, the evidence that the reader may open, whether they answer."""

    waiting: Waiting
    evidence: Sequence[Evidence]
    hidden: int
    """Files with personal data that the reader may not open."""
    mine: bool

    @property
    def part(self) -> date | None:
        """The occurrence that it closes; None for the measure as a whole."""
        part = self.waiting.entry.part
        return date.fromisoformat(part) if part else None

    @property
    def title(self) -> str:
        """The measure's number and title."""
        row = self.waiting.row
        return " ".join(filter(None, [row.number, row.title])) if row else ""

    @property
    def answering(self) -> str:
        """The parties of which any one answers."""
        return ", ".join(party.called for party in self.waiting.parties)


def shown(actor: Actor, several: Sequence[Waiting]) -> list[Shown]:
    """Return documents as the actor sees them, with their files in two queries."""
    if not several:
        return []
    facts = [each.fact.pk for each in several]
    attached: dict[int, list[Evidence]] = {}
    for each in Attachment.objects.filter(fact__in=facts).select_related("evidence").order_by("pk"):
        attached.setdefault(each.fact_id or 0, []).append(each.evidence)
    seen = set(_visible(actor, attached).values_list("pk", flat=True)) if attached else set()
    may = actor.can(Role.EDITOR)
    return [_shown(actor, each, attached.get(each.fact.pk, []), seen, may=may) for each in several]


def _shown(actor: Actor, waiting: Waiting, files: Sequence[Evidence], seen: Collection[int], *, may: bool) -> Shown:
    open_to_them = [each for each in files if each.pk in seen]
    mine = may and waiting.party_of(actor.organisation) is not None
    return Shown(waiting, open_to_them, len(files) - len(open_to_them), mine)


def _visible(actor: Actor, attached: dict[int, list[Evidence]]) -> QuerySet[Evidence]:
    keys = [evidence.pk for files in attached.values() for evidence in files]
    return evidence_visible_to(actor.person).filter(pk__in=keys)


def failed(outcomes: Sequence[Outcome]) -> list[tuple[str, str, str]]:
    """Return of each document that was not confirmed: its measure's title, the measure's id, and why."""
    lost = [(each.entry.measure, each.problem) for each in outcomes if each.problem]
    rows = MeasureEdition.objects.filter(measure__in=[measure for measure, _ in lost]).order_by("edition__number")
    titles = {row.measure_id: " ".join(filter(None, [row.number, row.title])) for row in rows} if lost else {}
    return [(titles.get(measure.pk, ""), str(measure.uuid), problem) for measure, problem in lost if measure]
