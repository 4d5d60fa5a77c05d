"""Documents handed in in the story, and the answers of the other side."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from uuid import NAMESPACE_URL, uuid5

from promost.accounts.actors import Actor
from promost.kit import clock, formats
from promost.ledger import actions as ledger
from promost.ledger.files import Upload
from promost.ledger.models import Entry, EntryKind
from promost.plans.models import Measure
from promost.plans.queries.in_force import edition_in_force
from promost.progress.completion import actions as completion
from promost.progress.completion.queries import sides_of
from promost.progress.demo.agreed.told import EachTerm, Programme, Returned
from promost.progress.demo.papers import paper
from promost.progress.demo.stage import Stage

ANSWER = timedelta(days=4)
"""How long the other side takes to answer for a document."""


def close_terms(stage: Stage, told: Programme) -> None:
    """Hand in the document of each term: before the plan was entered as an opening, later on its last day."""
    for each in told.each_term:
        measure = stage.measure(each.measure)
        row = edition_in_force(stage.plan).measures.get(measure=measure)
        for due in map(date.fromisoformat, row.due_dates):
            if due <= each.until:
                _close_term(stage, told, each, measure, due)


def _close_term(stage: Stage, told: Programme, each: EachTerm, measure: Measure, due: date) -> None:
    token = uuid5(NAMESPACE_URL, f"{measure.uuid} {due}")
    begun, zone = told.submitted.at + timedelta(days=1), told.submitted.at.tzinfo
    on_the_day = datetime.combine(due, time(11), zone)
    is_opening = on_the_day < begun
    name = f"{each.document}, {formats.month(due)}.pdf"
    with clock.stopped(max(on_the_day, begun)):
        ledger.hand_in(
            stage.cast[each.by],
            measure,
            token,
            [Upload(name, paper(name, each.document, stage.plan.title, due.isoformat()))],
            kind=EntryKind.OPENING if is_opening else EntryKind.COMPLETION,
            happened_on=due if is_opening else None,
            part=due.isoformat(),
        )


def answer(stage: Stage, told: Programme) -> None:
    """Answer for the documents that were handed in: confirmed some days later; one is returned and handed in anew."""
    waiting = Entry.objects.filter(kind=EntryKind.COMPLETION, plan=stage.plan, decision=None)
    kept_waiting = [stage.measure(number) for number in told.waits]
    for entry in waiting.select_related("measure__plan__agreement", "made_for", "made_by").order_by("made_at", "pk"):
        at = entry.made_at + ANSWER
        if at > told.answered_until or entry.measure in kept_waiting:
            continue
        actor = _counterpart(stage, told, entry)
        with clock.stopped(at):
            if told.returned and entry.measure == stage.measure(told.returned.measure):
                _return(stage, told.returned, entry, actor)
            else:
                completion.confirm(actor, entry)


def _return(stage: Stage, told: Returned, entry: Entry, actor: Actor) -> None:
    """Return a document; its owner hands in what was missing, and that is confirmed."""
    completion.return_(actor, entry, told.reason)
    assert entry.measure is not None  # noqa: S101 - a document belongs to a measure
    owner = next(each for each in stage.cast.values() if each.user == entry.made_by)
    with clock.stopped(entry.made_at + 2 * ANSWER):
        data = paper(told.document, told.reason, stage.plan.title, entry.made_at.date().isoformat())
        token = uuid5(NAMESPACE_URL, f"{entry.uuid} anew")
        fact = ledger.hand_in(owner, entry.measure, token, [Upload(told.document, data)])
    anew = Entry.objects.select_related("measure__plan__agreement", "made_for").get(uuid=fact.source_id)
    with clock.stopped(entry.made_at + 3 * ANSWER):
        completion.confirm(actor, anew)


def _counterpart(stage: Stage, told: Programme, entry: Entry) -> Actor:
    """Who answers for the other side. Raises StopIteration where nobody of the story does."""
    sides = sides_of(entry)
    actors = [stage.cast[key] for key in told.answering.values()]
    return next(each for each in actors if each.organisation and sides.party_of(each.organisation.pk))
