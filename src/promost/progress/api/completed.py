"""What the API tells of completion documents, and what it takes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet
from ninja import Field, Schema

from promost.accounts.models import User
from promost.kit.rest import Body, Given, Words
from promost.ledger.api.shapes import FileGiven
from promost.ledger.models import Entry, EntryKind, Fact
from promost.plans.api.changing.shapes import Named
from promost.plans.api.changing.shaping import body, named
from promost.plans.permissions import plans_visible_to
from promost.progress.completion.queries import submissions
from promost.progress.completion.showing import Shown
from promost.progress.models import Decision, Verdict


class DecisionOut(Schema):
    """What the other side answered."""

    verdict: Verdict
    reason: str
    party: Named
    organisation: Body | None
    made_at: datetime


class CompletionOut(Schema):
    """A completion document that was handed in; ``decision`` is null while it waits for the other side.

    One handed in before the plan was approved needs no answer.
    """

    id: UUID
    measure: UUID
    fact: UUID
    handed_in_on: date
    handed_in_at: datetime
    part: date | None = Field(description="The occurrence that it closes; null for the measure as a whole")
    words: str
    organisation: Body | None
    taken_back: bool = Field(description="Its fact was reversed: by its owner, or since it was returned")
    needs_answer: bool
    decision: DecisionOut | None


class FileNamed(Schema):
    """A file that belongs to a document: its hash; its name unless it holds personal data."""

    id: UUID
    sha256: str
    name: str


class WaitingOut(Schema):
    """A document that waits: of which measure, who answers, whether your organisation does."""

    id: UUID
    measure: UUID
    number: str
    title: str
    fact: UUID
    handed_in_on: date
    part: date | None
    words: str
    organisation: Body | None
    answering: list[Named]
    mine: bool = Field(description="Your organisation may answer, with a token that records")
    files: list[FileNamed]
    hidden_files: int = Field(description="Files with personal data that you may not open")


class HandedIn(Given):
    """A completion document. ``token`` is made up by the caller and kept: sent twice, it is handed in once."""

    token: UUID
    files: list[FileGiven] = Field(min_length=1, max_length=10)
    words: Words = Field("", max_length=600)
    personal: bool = Field(False, description="The files contain personal data")
    part: date | None = Field(None, description="The occurrence that it closes, of a measure with several")


class ReturnGiven(Given):
    """Why the document is returned; its owner reads it."""

    reason: Words = Field(min_length=1, max_length=600)


class Documents(Given):
    """Documents that are confirmed at once."""

    documents: list[UUID] = Field(min_length=1, max_length=200)


class OutcomeOut(Schema):
    """What came of one document: confirmed, or in words why not."""

    id: UUID
    confirmed: bool
    problem: str


def documents_of(user: User) -> QuerySet[Entry]:
    """Return the documents of plans that a user sees, with what is told of them."""
    asked = Exists(submissions().filter(pk=OuterRef("pk")))
    rows = Entry.objects.filter(kind=EntryKind.COMPLETION, measure__plan__in=plans_visible_to(user))
    beside = ("measure__plan__agreement", "made_for", "made_by", "decision__party", "decision__made_for")
    return rows.select_related(*beside).annotate(needs_answer=asked)


def completions(entries: Sequence[Entry]) -> list[dict[str, Any]]:
    """Tell of documents, in one query."""
    tokens = [str(entry.uuid) for entry in entries]
    rows = Fact.objects.filter(source_kind=Entry._meta.label_lower, source_id__in=tokens, reverses=None)
    facts = {fact.source_id: fact for fact in rows.select_related("reversed_by")}
    return [_completion(entry, facts[str(entry.uuid)]) for entry in entries if str(entry.uuid) in facts]


def _completion(entry: Entry, fact: Fact) -> dict[str, Any]:
    return {
        "id": entry.uuid,
        "measure": entry.measure.uuid if entry.measure else None,
        "fact": fact.uuid,
        "handed_in_on": fact.happened_on,
        "handed_in_at": entry.made_at,
        "part": date.fromisoformat(entry.part) if entry.part else None,
        "words": entry.words,
        "organisation": body(entry.made_for),
        "taken_back": hasattr(fact, "reversed_by"),
        "needs_answer": entry.needs_answer,  # type: ignore[attr-defined] # annotated
        "decision": _decision(entry.decision) if hasattr(entry, "decision") else None,
    }


def _decision(made: Decision) -> dict[str, Any]:
    return {
        "verdict": made.verdict,
        "reason": made.reason,
        "party": named(made.party),
        "organisation": body(made.made_for),
        "made_at": made.made_at,
    }


def waits(shown: Shown) -> dict[str, Any]:
    """Tell of a document that waits, as an actor sees it."""
    waiting, row = shown.waiting, shown.waiting.row
    return {
        "id": waiting.entry.uuid,
        "measure": waiting.entry.measure.uuid if waiting.entry.measure else None,
        "number": row.number if row else "",
        "title": row.title if row else "",
        "fact": waiting.fact.uuid,
        "handed_in_on": waiting.fact.happened_on,
        "part": shown.part,
        "words": waiting.entry.words,
        "organisation": body(waiting.entry.made_for),
        "answering": [named(party) for party in waiting.parties],
        "mine": shown.mine,
        "files": [
            {"id": each.uuid, "sha256": each.sha256, "name": "" if each.personal else each.name}
            for each in shown.evidence
        ],
        "hidden_files": shown.hidden,
    }
