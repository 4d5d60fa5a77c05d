"""A document that waits, as pages show it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from promost.accounts.actors import Actor
from promost.accounts.models import Role
from promost.plans.models import MeasureEdition
from promost.progress.completion.actions import Outcome
from promost.progress.completion.queries import File, Waiting


@dataclass(frozen=True, slots=True)
class Shown:
    """A document: its row of the measure, who answers, the evidence that the reader may open, whether they answer."""

    waiting: Waiting
    evidence: Sequence[File]
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
    """Return documents as the actor sees them; they were read with the actor as their reader."""
    may = actor.can(Role.EDITOR)
    return [_shown(actor, each, may=may) for each in several]


def _shown(actor: Actor, waiting: Waiting, *, may: bool) -> Shown:
    open_to_them = [each for each in waiting.files if each.is_open]
    mine = may and waiting.party_of(actor.organisation) is not None
    return Shown(waiting, open_to_them, len(waiting.files) - len(open_to_them), mine)


def failed(outcomes: Sequence[Outcome]) -> list[tuple[str, str, str]]:
    """Return of each document that was not confirmed: its measure's title, the measure's id, and why."""
    lost = [(each.entry.measure, each.problem) for each in outcomes if each.problem]
    rows = MeasureEdition.objects.filter(measure__in=[measure for measure, _ in lost]).order_by("edition__number")
    titles = {row.measure_id: " ".join(filter(None, [row.number, row.title])) for row in rows} if lost else {}
    return [(titles.get(measure.pk, ""), str(measure.uuid), problem) for measure, problem in lost if measure]
