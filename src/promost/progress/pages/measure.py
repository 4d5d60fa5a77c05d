"""What progress adds to the page of a measure: figures against targets, how it stands and why, notes."""

from __future__ import annotations

from datetime import date

from django.template.loader import render_to_string
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from promost.accounts.requests import SignedInRequest
from promost.accounts.rules import can
from promost.kit import formats
from promost.kit.charts import sparkline
from promost.kit.moments import Moment
from promost.plans.models import Measure
from promost.plans.pages.extensions import Panel
from promost.plans.queries.parties import known_parties
from promost.progress.forms import NoteForm
from promost.progress.pages.figures import Seen, against_of, changes_of, steps_of
from promost.progress.pages.plan import SETTLED, marks_of, missed_on, seen_by
from promost.progress.queries import Given, measure_progress
from promost.progress.shapes import MeasureProgress, TargetProgress
from promost.progress.statements.stating import measure_with_stated
from promost.progress.words import risk_of

FACTS, STATE, NOTES = 30, 10, 60
"""The places of the panels."""


def panels(request: SignedInRequest, measure: Measure, at: Moment) -> tuple[Panel, ...]:
    """Return the panels of a measure's page at a moment."""
    parties = known_parties(measure.plan.agreement)
    recorded = measure_progress(measure, at, Given(parties))
    progress = measure_with_stated(recorded, measure.plan, at)
    seen = seen_by(request, at.day, parties or ())
    return (
        _targets(request, progress, at.day, seen),
        _state(request, measure, progress, seen),
        _notes(request, measure, progress, seen),
    )


def _targets(request: SignedInRequest, progress: MeasureProgress, day: date, seen: Seen) -> Panel:
    shown = [_target(target, day, seen) for target in progress.targets]
    content = render_to_string("progress/targets.html", {"targets": shown}, request)
    return Panel(
        _("Targets"),
        content,
        FACTS,
        targets=True,
        marks=marks_of(progress),
        is_settled=_is_settled(progress),
        missed_on=missed_on(progress),
    )


def _target(target: TargetProgress, day: date, seen: Seen) -> dict[str, object]:
    steps = steps_of(target)
    return {
        "target": target,
        "figure": against_of(target, seen),
        "line": sparkline.draw(steps, target.called, target.unit, today=day) if len(steps) > 1 else "",
        "steps": steps if len(steps) > 1 else (),
        "first": _first(target),
        "changes": changes_of(target),
    }


def _first(target: TargetProgress) -> str:
    """What was promised first, where it was something else."""
    end = target.end
    if end is None or end.original is None or end.original == end.promised:
        return ""
    return formats.amount(end.original, target.unit)


def _is_settled(progress: MeasureProgress) -> bool:
    return progress.state in SETTLED


def _state(request: SignedInRequest, measure: Measure, progress: MeasureProgress, seen: Seen) -> Panel:
    context = {"progress": progress, "measure": measure, "until": seen.until, "risk": capfirst(risk_of(progress))}
    return Panel(_("How it stands"), render_to_string("progress/state.html", context, request), STATE, aside=True)


def _notes(request: SignedInRequest, measure: Measure, progress: MeasureProgress, seen: Seen) -> Panel:
    """The newest note and the way to all; who may write gets the form, except on a page of a past day."""
    may_write = seen.until is None and can(request.actor, "progress.note", measure)
    context = {
        "note": progress.note,
        "measure": measure,
        "form": NoteForm(actor=request.actor) if may_write else None,
    }
    return Panel(_("Progress notes"), render_to_string("progress/newest_note.html", context, request), NOTES)
