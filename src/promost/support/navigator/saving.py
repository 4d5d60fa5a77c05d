"""The schemes that a reader keeps at hand: of one who is signed in, and those that a visit put aside."""

from __future__ import annotations

from django.db.models import QuerySet

from promost.accounts.actors import Actor
from promost.accounts.models import User
from promost.support.models import SavedScheme
from promost.support.navigator.keeping import Kept


def saved_by(actor: Actor) -> QuerySet[SavedScheme]:
    """Return what somebody keeps in the name of the organisation acted for, newest first; nothing for a stranger."""
    if not isinstance(actor.user, User):
        return SavedScheme.objects.none()
    return SavedScheme.objects.filter(user=actor.user, organisation=actor.organisation)


def saved_keys(actor: Actor, visit: Kept) -> list[str]:
    """Return the lasting ids of the schemes kept at hand, the newest first; one query for who is signed in."""
    rows = [str(key) for key in saved_by(actor).values_list("scheme__uuid", flat=True)]
    return list(dict.fromkeys((*visit.saved, *rows)))
