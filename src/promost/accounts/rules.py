"""The rules of access: every room's ``permissions.py`` gives predicates by permission; what no rule grants is refused.

A rule answers for an Actor: one user in the name of one organisation. ``user.has_perm`` asks it for each of the user's
organisations, since what a person may see does not depend on the name they act in; a deed is asked for one Actor alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.conf import settings
from django.db.models import QuerySet

from promost.accounts.actors import Actor, Refused
from promost.accounts.models import Membership, User
from promost.registry.models import Organisation

Rule = Callable[[Actor, Any], bool]


@cache
def all_rules() -> Mapping[str, Rule]:
    """Return every rule of every room by the permission's name ("plans.view_plan")."""
    found: dict[str, Rule] = {}
    for package in settings.ROOMS:
        if find_spec(f"{package}.permissions"):
            found.update(import_module(f"{package}.permissions").RULES)
    return found


@cache
def lists() -> Mapping[str, Callable[[Any], QuerySet[Any]]]:
    """Return what lists show to whom: for the permission that opens a thing, the things that a user sees."""
    found: dict[str, Callable[[Any], QuerySet[Any]]] = {}
    for package in settings.ROOMS:
        if find_spec(f"{package}.permissions"):
            found.update(getattr(import_module(f"{package}.permissions"), "VISIBLE", {}))
    return found


def can(actor: Actor, permission: str, thing: Any = None) -> bool:
    """Tell whether the actor may; a permission that nobody declared is refused to everybody."""
    rule = all_rules().get(permission)
    return rule is not None and _active(actor) and rule(actor, thing)


def require(actor: Actor, permission: str, thing: Any = None) -> None:
    """Raise Refused unless the actor may."""
    if not can(actor, permission, thing):
        raise Refused(permission)


def allows(user: User, permission: str, thing: Any = None) -> bool:
    """Tell whether the user may, in the name of any of their organisations or in their own."""
    return any(can(actor, permission, thing) for actor in actors_of(user))


def actors_of(user: User) -> Iterable[Actor]:
    """Return the user as each of the actors they can be: in their own name, and for each organisation."""
    yield Actor(user)
    if user.is_authenticated:
        by_organisation: dict[Organisation, set[str]] = {}
        for membership in _memberships(user):
            by_organisation.setdefault(membership.organisation, set()).add(membership.role)
        for organisation, roles in by_organisation.items():
            yield Actor(user, organisation, frozenset(roles))


def _memberships(user: User) -> Iterable[Membership]:
    """Those read with the request, else in one query."""
    if "memberships" in getattr(user, "_prefetched_objects_cache", {}):
        return user.memberships.all()
    return user.memberships.select_related("organisation__region")


def _active(actor: Actor) -> bool:
    return actor.user is None or not actor.user.is_authenticated or actor.user.is_active
