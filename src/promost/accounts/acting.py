"""In whose name a request acts: the organisation chosen in the header, else the first membership."""

from __future__ import annotations

from typing import Any

from django.db.models import Prefetch, prefetch_related_objects
from django.http import HttpRequest

from promost.accounts.actors import Actor, Refused
from promost.accounts.models import Membership, User
from promost.accounts.rules import actors_of

ACTING_FOR = "acting_for"
"""The session's key for the lasting id of the organisation chosen."""


_ALONG: dict[str, Any] = {}
"""What rooms above ask of each membership in the query that reads them: {attribute: expression}."""


def ask_along(attribute: str, expression: Any) -> None:
    """Ask something of each membership (of its organisation by ``OuterRef("organisation")``) where they are read.

    For a line of the menu, which stands on every page: it then costs no query of its own.
    """
    _ALONG[attribute] = expression


def asked_along(actor: Actor, attribute: str) -> Any:
    """Return what was asked along of an actor's organisation, None where the memberships were not read so."""
    read = getattr(actor.user, "_prefetched_objects_cache", {}).get("memberships", ())
    mine = (each for each in read if actor.organisation and each.organisation_id == actor.organisation.pk)
    return next((getattr(each, attribute, None) for each in mine), None)


def load_memberships(user: User) -> None:
    """Read the user's memberships with their organisations once, in one query; later questions ask no more."""
    rows = Membership.objects.select_related("organisation__region").annotate(**_ALONG)
    prefetch_related_objects([user], Prefetch("memberships", queryset=rows))


def with_memberships(user_id: int) -> User | None:
    """Return a user with the memberships read, in one query; in two for one who has none. None for no such user."""
    rows = Membership.objects.filter(user=user_id).select_related("user", "organisation__region").annotate(**_ALONG)
    found = list(rows)
    user = found[0].user if found else User.objects.filter(pk=user_id).first()
    if user is not None:
        prefetched = {"memberships": rows}  # evaluated: it is what a prefetch would have left there
        user._prefetched_objects_cache = prefetched  # type: ignore[attr-defined]
    return user


def organisations_of(request: HttpRequest) -> list[Actor]:
    """Return the user as an actor for each of their organisations, in the order of joining."""
    if not isinstance(request.user, User):
        return []
    load_memberships(request.user)
    return [actor for actor in actors_of(request.user) if actor.organisation]


def current(request: HttpRequest) -> Actor:
    """Return who acts in this request. An organisation that the user has left meanwhile is not acted for."""
    actors = organisations_of(request)
    chosen = request.session.get(ACTING_FOR) if actors else None
    by_id = {actor.behalf_id: actor for actor in actors}
    return by_id.get(chosen or "") or next(iter(actors), Actor(request.user))


def choose(request: HttpRequest, organisation_id: str) -> None:
    """Act for another of the user's organisations from now on. Raises Refused for one where the user has no role."""
    if organisation_id not in {actor.behalf_id for actor in organisations_of(request)}:
        raise Refused("accounts.act_for")
    request.session[ACTING_FOR] = organisation_id
