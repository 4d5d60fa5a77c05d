"""A programme in force whose measure asks for a document alone, and what its people do with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import uuid4

from promost.accounts.models import Role
from promost.duties.models import Duty
from promost.kit import clock
from promost.kit.moments import Moment
from promost.ledger import actions as ledger
from promost.ledger.files import Upload
from promost.ledger.models import Entry, Fact
from promost.plans.models import MeasureEdition, Owner, TargetValue
from promost.progress import owed
from promost.progress.completion import actions
from promost.progress.models import Decision
from promost.progress.queries import measure_progress
from promost.progress.shapes import MeasureProgress
from tests.progress.programme import indicator
from tests.progress.statements.signing import Signed

PAPER = Upload("act.pdf", b"%PDF-1.4 the signed act")


@dataclass
class Documents:
    """The programme, and its deeds. The measure is due on 31 December and led by the recipient."""

    signed: Signed

    @classmethod
    def of(cls, sides: Sequence[str]) -> Documents:
        """Make the programme: no target is promised, the measure asks for an act."""
        indicator("COMPLETION")
        made = cls(Signed.build(sides))
        TargetValue.objects.all().delete()
        made.signed.target.delete()
        made.promise(completion_document="Act")
        owed.refresh(made.signed.plan)
        return made

    def promise(self, **values: Any) -> None:
        """Change what the edition in force says of the measure."""
        MeasureEdition.objects.filter(measure=self.signed.measure).update(**values)

    def only(self, *sides: str) -> None:
        """Leave the measure to some of its owners."""
        Owner.objects.exclude(party__side__in=sides).delete()

    def hand_in(self, side: str = "recipient", **given: Any) -> Entry:
        """Hand in the document as a person of a side, and return its entry."""
        wanted: dict[str, Any] = {"files": [PAPER], "actor": self.signed.actor(side), **given}
        measure = wanted.pop("measure", self.signed.measure)
        fact = ledger.hand_in(wanted.pop("actor"), measure, uuid4(), **wanted)
        return Entry.objects.get(uuid=fact.source_id)

    def confirm(self, entry: Entry, side: str = "donor", role: Role = Role.EDITOR) -> Decision:
        """Confirm as a person of a side."""
        return actions.confirm(self.signed.actor(side, role), entry)

    def return_(self, entry: Entry, side: str = "donor", reason: str = "The act is not signed") -> Decision:
        """Return as a person of a side."""
        return actions.return_(self.signed.actor(side, Role.EDITOR), entry, reason)

    def progress(self, known_at: datetime | None = None) -> MeasureProgress:
        """How the measure stands now, or as it was known."""
        at = known_at or clock.now()
        return measure_progress(self.signed.measure, Moment(at.date(), at))

    def duties(self, kind: str) -> list[tuple[str, date, str]]:
        """The open duties of a kind: who, by when, which occurrence."""
        rows = Duty.objects.filter(kind=kind, closed_at=None).order_by("due_on", "organisation__name", "part")
        return [(each.organisation.name, each.due_on, each.part) for each in rows.select_related("organisation")]

    def fact(self, entry: Entry) -> Fact:
        """The fact of a document."""
        return Fact.objects.get(source_id=str(entry.uuid))
