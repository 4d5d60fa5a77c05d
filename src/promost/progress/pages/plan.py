"""What progress adds to the page of a plan: states of measures, figures against targets, counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from promost.accounts.requests import SignedInRequest
from promost.kit import clock, formats
from promost.kit.components.kinds import Kind
from promost.plans.models import Party, SideChoice
from promost.plans.pages.extensions import Button, Count, Mark, MeasurePart, PlanPart, TargetPart
from promost.plans.queries.plans import PlanView
from promost.progress.completion.pages import of_plan
from promost.progress.pages.figures import Seen, against_of, changes_of, facts_url, flags_of, steps_of
from promost.progress.queries import Given, SeenChange, plan_with_changes
from promost.progress.shapes import MeasureProgress, MeasureState, NoteLine, TargetProgress
from promost.progress.statements.stating import with_stated
from promost.progress.words import BRIEFLY, CODES, code_of, word_of

URGENCY = {"without": 0, "late": 1, "risk": 2}
"""What needs attention, the most urgent first: what has no deadline waits for an amendment."""
SETTLED = frozenset({MeasureState.DONE, MeasureState.CANCELLED})


def extend(request: SignedInRequest, view: PlanView) -> PlanPart:
    """Return what progress says of a plan as it is looked at: in an edition, at a moment."""
    found = plan_with_changes(view.edition, view.at, Given(view.parties, view.values))
    progress = with_stated(found.progress, view.plan, view.at)
    seen = seen_by(request, view.at.day, view.parties)
    return PlanPart(
        overview=counts(progress.measures.values()),
        measures={key: measure_part(measure, seen) for key, measure in progress.measures.items()},
        targets={
            target.target_id: _target_part(target, seen, found.changes.get(target.target_id, ()))
            for target in progress.targets
        },
        buttons=(
            Button(gettext_lazy("Statements"), reverse("progress:statements", args=[view.plan.uuid])),
            *of_plan(view.plan, progress),
        ),
    )


def seen_by(request: SignedInRequest, day: date, parties: Iterable[Party]) -> Seen:
    """Return how the page looks: at a past day or at today, and with the recipient's region where there is one."""
    regions = {party.region_id for party in parties if party.side == SideChoice.RECIPIENT and party.region_id}
    until = day if day < clock.today(request.actor.zone) else None
    return Seen(until, regions.pop() if len(regions) == 1 else "")


def counts(measures: Iterable[MeasureProgress]) -> tuple[Count, ...]:
    """Return how many measures are in which state; each counts once, a state that none is in is left out."""
    found = Counter(code_of(measure) for measure in measures)
    return tuple(Count(code, str(word.text), found[code], word.kind) for code, word in CODES.items() if found[code])


def measure_part(measure: MeasureProgress, seen: Seen) -> MeasurePart:
    """Return what a row of the plan shows of a measure."""
    return MeasurePart(
        state=code_of(measure),
        marks=marks_of(measure),
        is_settled=measure.state in SETTLED,
        kind=_kind(measure),
        urgency=URGENCY.get(code_of(measure)),
        done_on=measure.done_on,
        figures={target.target_id: against_of(target, seen, briefly=True) for target in measure.targets},
        note=note_text(measure.note) if measure.note else "",
        missed_on=missed_on(measure),
    )


def marks_of(measure: MeasureProgress) -> tuple[Mark, ...]:
    """Return a measure's chips: its state, and why it is at risk."""
    word, missed = word_of(measure), missed_on(measure)
    state = Mark(_("late: %(day)s") % {"day": formats.day(missed)} if missed else str(word.text), word.kind)
    return (state, Mark(str(BRIEFLY[measure.risk]), "warn", "alert")) if measure.risk else (state,)


def missed_on(measure: MeasureProgress) -> date | None:
    """Return the first of several terms that was missed, of a measure that is late for it."""
    if measure.state != MeasureState.LATE:
        return None
    return next((each.due_on for each in measure.occurrences if each.is_missed), None)


def note_text(note: NoteLine) -> str:
    """Return a note on one line: its day, its words, for whom it was written."""
    said = f"{formats.day(note.day, 'short')}: {note.text}"
    return f"{said} ({note.by})" if note.by else said


def _kind(measure: MeasureProgress) -> Kind | None:
    """Its colour in the schedule; None leaves that of the term."""
    if measure.state in {MeasureState.DONE, MeasureState.LATE, MeasureState.SUBMITTED}:
        return word_of(measure).kind
    return "warn" if measure.risk else None


def _target_part(target: TargetProgress, seen: Seen, changes: Sequence[SeenChange]) -> TargetPart:
    return TargetPart(
        against_of(target, seen),
        steps_of(target),
        facts_url(target, seen),
        changes_of(target),
        tuple(Mark(str(text), "warn") for text in flags_of(changes)),
    )
