"""Confirming and returning a completion document. Each is one transaction; whoever is second is told."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from promost.accounts.actors import Actor
from promost.accounts.rules import require
from promost.duties import actions as duties
from promost.kit import clock, history, refs
from promost.kit.access import Refused
from promost.kit.text import clean
from promost.kit.transitions import Overtaken
from promost.ledger.actions import entries
from promost.ledger.models import Entry, EntryKind, Fact
from promost.ledger.problems import Bad
from promost.ledger.recording import record, reversal
from promost.plans.models import Measure, Party
from promost.progress import owed
from promost.progress.completion.queries import sides_of, waiting_entry
from promost.progress.completion.said import overtaken
from promost.progress.models import Decision, Verdict

REASON = 600
"""Characters of a reason."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one of several documents: the decision, or in words why there is none."""

    entry: Entry
    decision: Decision | None = None
    problem: str = ""


def confirm(actor: Actor, entry: Entry) -> Decision:
    """Confirm a document for the other side: it counts as handed in on its own day.

    Raises Refused; Overtaken when somebody has answered first (``current`` is that decision) or its owner took it back.
    """
    require(actor, "progress.decide_completion", entry)
    with transaction.atomic():
        decision, fact = _decide(actor, entry, Verdict.CONFIRMED, "")
        _settle(actor, decision, fact, "progress.confirm_completion")
        owed.refresh(_measure(entry).plan)
    return decision


def return_(actor: Actor, entry: Entry, reason: str) -> Decision:
    """Return a document with a reason: its fact is taken back, the measure is open again, and its owners owe it again.

    Raises Refused; Overtaken as ``confirm``; ValidationError without a reason; Bad for a fact that is being signed.
    """
    require(actor, "progress.decide_completion", entry)
    words = clean(reason)
    _check(words)
    measure = _measure(entry)
    with transaction.atomic():
        decision, fact = _decide(actor, entry, Verdict.RETURNED, words)
        taken_back, _made = entries.begin(actor, uuid4(), EntryKind.REVERSAL, measure.plan, measure, words)
        _settle(actor, decision, fact, "progress.return_completion")
        record(actor, [reversal(fact, refs.of(taken_back), str(taken_back.uuid))])
    return decision


def confirm_many(actor: Actor, several: Iterable[Entry]) -> list[Outcome]:
    """Confirm documents one by one, each in a transaction of its own, and tell what came of each."""
    return [_outcome(actor, entry) for entry in several]


def _outcome(actor: Actor, entry: Entry) -> Outcome:
    try:
        return Outcome(entry, confirm(actor, entry))
    except Refused:
        return Outcome(entry, problem=_("Your organisation does not answer for this document."))
    except Overtaken as second:
        return Outcome(entry, problem=overtaken(second))
    except Bad as bad:
        return Outcome(entry, problem=bad.words)


def _decide(actor: Actor, entry: Entry, verdict: Verdict, reason: str) -> tuple[Decision, Fact]:
    """Write the decision, once, about a document that still waits, and return it with the document's fact.

    The plan is held, so that of two who answer one waits for the other.
    """
    owed.hold([_measure(entry).plan])
    still = waiting_entry(entry)
    values = {
        "verdict": verdict,
        "reason": reason,
        "party": _party(actor, entry),
        "made_by_id": actor.user_id,
        "made_for": actor.organisation,
        "made_at": clock.now(),
    }
    if still is None:
        raise Overtaken(Decision.objects.filter(entry=entry).first())
    decision, made = Decision.objects.get_or_create(entry=entry, defaults=values)
    if not made:
        raise Overtaken(decision)
    return decision, still.fact


def _party(actor: Actor, entry: Entry) -> Party:
    party = sides_of(entry).party_of(actor.organisation.pk if actor.organisation else None)
    if party is None:
        raise Refused("progress.decide_completion")
    return party


def _settle(actor: Actor, decision: Decision, fact: Fact, verb: str) -> None:
    """Close the counterpart's duty, and write the decision into the measure's history."""
    entry, origin = decision.entry, refs.of(_measure(decision.entry))
    duties.close(owed.CONFIRMATION, origin, entry.part)
    changes = {"party": [None, decision.party.name], "handed_in": [None, fact.happened_on.isoformat()]}
    history.write_many(actor, verb, [(subject, changes) for subject in (refs.of(fact), origin)], decision.reason)


def _check(words: str) -> None:
    if not words:
        raise ValidationError(_("Say why the document is returned: its owner reads it."))
    if len(words) > REASON:
        said = _("The reason has %(count)s characters; shorten it to %(most)s.")
        raise ValidationError(said % {"count": len(words), "most": REASON})


def _measure(entry: Entry) -> Measure:
    assert entry.measure is not None  # noqa: S101 - a completion document is of a measure; tells the type checker
    return entry.measure
