"""The history of whatever has one: what was done, when, on whose behalf, why. Nobody edits it; no person is named."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from django.core.exceptions import ObjectDoesNotExist
from django.utils.translation import gettext_noop as _
from ninja import Field, Query, Router, Schema

from promost.accounts.requests import SignedInRequest
from promost.kit.histories import things, words
from promost.kit.histories.shown import Change, Deed, deeds
from promost.kit.models import HistoryEntry
from promost.kit.rest import Page, Paging

router = Router()
ACCOUNTS = "accounts."
"""The histories of people's accounts stay on the pages."""
WITH_PERSONS = frozenset({"owners", "person"})


class ChangedField(Schema):
    """A field, what stood before and what stands after, in the reader's language."""

    field: str
    before: str
    after: str


class BehalfOut(Schema):
    """The organisation for which it was done, by its name on that day."""

    id: UUID
    name: str


class DeedOut(Schema):
    """A deed: its code, its words, when, for which organisation (null for the installation itself)."""

    verb: str
    words: str
    at: datetime
    organisation: BehalfOut | None
    changes: list[ChangedField]
    reason: str


@router.get("/histories/{kind}/{thing}", response=Page[DeedOut], summary=_("History of a thing"))
def get_history(
    request: SignedInRequest,
    kind: Annotated[str, Field(pattern=r"^[a-z_]{1,40}\.[a-z_]{1,40}$")],
    thing: UUID,
    paging: Query[Paging],
) -> Any:
    """The newest first. ``kind`` is plans.plan, plans.measure, progress.statement, ledger.fact and the like."""
    if kind.startswith(ACCOUNTS):
        raise ObjectDoesNotExist(kind)
    found = things.find(request.user, kind, str(thing)).entries
    part = list(found[paging.offset : paging.offset + paging.limit])
    items = [_told(entry, deed) for entry, deed in zip(part, deeds(part), strict=True)]
    return {"items": items, "count": found.count()}


def _told(entry: HistoryEntry, deed: Deed) -> dict[str, Any]:
    codes = [code for code in entry.changes if code != "row"]
    return {
        "verb": entry.verb,
        "words": deed.verb,
        "at": deed.at,
        "organisation": {"id": entry.behalf, "name": entry.behalf_name} if entry.behalf else None,
        "changes": [_change(code, each) for code, each in zip(codes, deed.changes, strict=True)],
        "reason": deed.reason,
    }


def _change(code: str, change: Change) -> dict[str, str]:
    """Tell of a field; of one that names persons only that it was changed."""
    if code in WITH_PERSONS:
        return {"field": change.field, "before": "", "after": words.value_text(code, "", words.CHANGED)}
    return {"field": change.field, "before": change.before, "after": change.after}
