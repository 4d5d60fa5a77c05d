"""The operations of completion documents: handing in, what waits for an answer, confirming, returning."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _
from ninja import Query, Status

from promost.accounts.requests import SignedInRequest
from promost.accounts.rules import require
from promost.kit.rest import Conflict, Page, Paging, page
from promost.kit.transitions import Overtaken
from promost.ledger.actions import hand_in
from promost.ledger.api.shaping import files_of
from promost.ledger.models import Entry, EntryKind
from promost.plans.models import Measure
from promost.plans.queries.measures import measure_of
from promost.plans.queries.plans import plan_of
from promost.progress.api import completed
from promost.progress.api.routes import router
from promost.progress.completion import actions
from promost.progress.completion.queries import waiting
from promost.progress.completion.said import overtaken
from promost.progress.completion.showing import shown
from promost.progress.models import Decision, Verdict

ONCE = {201: completed.CompletionOut, 200: completed.CompletionOut}
"""Done now, or there already from an earlier call."""


@router.get(
    "/measures/{measure}/completions",
    response=Page[completed.CompletionOut],
    summary=_("Completion documents of a measure"),
)
def list_completions(request: SignedInRequest, measure: UUID, paging: Query[Paging]) -> Any:
    """The newest first, each with what the other side answered."""
    found = measure_of(request.user, measure)
    rows = completed.documents_of(request.user).filter(measure=found).order_by("-pk")
    part = list(rows[paging.offset : paging.offset + paging.limit])
    return {"items": completed.completions(part), "count": rows.count()}


@router.get("/completions/{completion}", response=completed.CompletionOut, summary=_("One completion document"))
def get_completion(request: SignedInRequest, completion: UUID) -> Any:
    """With what the other side answered."""
    return _told(request, completion)


@router.post("/measures/{measure}/completions", response=ONCE, summary=_("Hand in a completion document"))
def hand_in_completion(request: SignedInRequest, measure: UUID, body: completed.HandedIn) -> Any:
    """It counts from today where the lead owner works, once the other side has confirmed it.

    The same token again hands in nothing new.
    """
    found = measure_of(request.user, measure)
    require(request.actor, "ledger.record_fact", found)
    part = body.part.isoformat() if body.part else ""
    again = _handed_in(request, found, body.token, part)
    if not again:
        files = list(files_of(body.files))
        hand_in(request.actor, found, body.token, files, body.words, body.personal, part=part)
    return Status(200 if again else 201, _told(request, body.token))


@router.get(
    "/plans/{plan}/confirmations",
    response=Page[completed.WaitingOut],
    summary=_("Completion documents that wait for confirmation"),
)
def list_confirmations(request: SignedInRequest, plan: UUID, paging: Query[Paging], mine: bool = False) -> Any:
    """In the order of handing in; with ``mine`` those for which your organisation answers."""
    found = shown(request.actor, waiting([plan_of(request.user, plan)], request.user))
    return page([each for each in found if each.mine or not mine], paging, completed.waits)


@router.post("/plans/{plan}/confirmations", response=list[completed.OutcomeOut], summary=_("Confirm several documents"))
def confirm_completions(request: SignedInRequest, plan: UUID, body: completed.Documents) -> Any:
    """Each on its own: what came of each is told in the order of asking, and none holds up the others."""
    found = plan_of(request.user, plan)
    require(request.actor, "progress.decide_completions", found)
    rows = completed.documents_of(request.user).filter(measure__plan=found, uuid__in=body.documents)
    entries = {entry.uuid: entry for entry in rows.order_by("pk")}
    missing = [each for each in body.documents if each not in entries]
    if missing:
        words = gettext("The plan has no such completion document: %(id)s.")
        raise ValidationError({"documents": [words % {"id": each} for each in missing]})
    outcomes = actions.confirm_many(request.actor, [entries[each] for each in dict.fromkeys(body.documents)])
    return [
        {"id": each.entry.uuid, "confirmed": each.decision is not None, "problem": each.problem} for each in outcomes
    ]


@router.post("/completions/{completion}/confirmation", response=ONCE, summary=_("Confirm a completion document"))
def confirm_completion(request: SignedInRequest, completion: UUID) -> Any:
    """For the other side of the measure. It counts from the day on which it was handed in."""
    return _decide(request, completion, Verdict.CONFIRMED)


@router.post("/completions/{completion}/return", response=ONCE, summary=_("Return a completion document"))
def return_completion(request: SignedInRequest, completion: UUID, body: completed.ReturnGiven) -> Any:
    """For the other side of the measure, with a reason: its fact is reversed, and the measure is open again."""
    return _decide(request, completion, Verdict.RETURNED, body.reason)


def _decide(request: SignedInRequest, completion: UUID, verdict: Verdict, reason: str = "") -> Any:
    """Answer for a document. The same answer of the same organisation again decides nothing new."""
    entry = completed.documents_of(request.user).get(uuid=completion)
    require(request.actor, "progress.decide_completion", entry)
    again = Decision.objects.filter(entry=entry, verdict=verdict, made_for=request.actor.organisation).exists()
    try:
        if not again and verdict == Verdict.CONFIRMED:
            actions.confirm(request.actor, entry)
        elif not again:
            actions.return_(request.actor, entry, reason)
    except Overtaken as second:
        raise Conflict("decided", overtaken(second)) from second
    return Status(200 if again else 201, _told(request, completion))


def _told(request: SignedInRequest, uuid: UUID) -> dict[str, Any]:
    (told,) = completed.completions([completed.documents_of(request.user).get(uuid=uuid)])
    return told


def _handed_in(request: SignedInRequest, measure: Measure, token: UUID, part: str) -> bool:
    """Tell whether the document is here already. Raises ValidationError where the token was used for something else."""
    entry = Entry.objects.filter(uuid=token).first()
    if entry is None:
        return False
    same = (entry.kind, entry.measure_id, entry.part, entry.made_for) == (
        EntryKind.COMPLETION,
        measure.pk,
        part,
        request.actor.organisation,
    )
    if not same:
        words = gettext("This token was used for something else. Give each document a token of its own.")
        raise ValidationError({"token": words})
    return True
