"""Who may do what with members, invitations and profiles, and what a user sees of them.

An organisation's administrators decide who belongs to it and who signs for it. Whoever runs the installation founds an
organisation's membership by inviting its first administrator, and names no signatory.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.db.models import Q, QuerySet

from promost.accounts.actors import Actor
from promost.accounts.models import ApiToken, Invitation, Membership, Role, User
from promost.accounts.rules import Rule
from promost.registry.models import Organisation


def memberships_visible_to(user: User) -> QuerySet[Membership]:
    """Return the memberships that a user sees: those of their organisations; all of them for whoever runs the place."""
    return Membership.objects.filter(_of_mine(user, Role.values))


def invitations_visible_to(user: User) -> QuerySet[Invitation]:
    """Return the invitations that a user sees: those of the organisations that they administer."""
    return Invitation.objects.filter(_of_mine(user, [Role.ADMINISTRATOR]))


def api_tokens_visible_to(user: User) -> QuerySet[ApiToken]:
    """Return a user's own tokens of the API: nobody else sees that they are there."""
    return ApiToken.objects.filter(user=user.pk) if user.is_active else ApiToken.objects.none()


def _of_mine(user: User, roles: list[str]) -> Q:
    if not user.is_active:
        return Q(pk__in=[])
    if user.is_administrator:
        return Q()
    return Q(organisation__in=user.memberships.filter(role__in=roles).values("organisation"))


def list_members(actor: Actor, _thing: Any = None) -> bool:
    """Whoever acts for an organisation may look up who else does."""
    return actor.is_operator or (actor.organisation is not None and actor.can(Role.VIEWER))


def view_membership(actor: Actor, membership: Membership) -> bool:
    """Members see each other."""
    return _runs(actor) or _acts_for(actor, membership.organisation)


def view_invitation(actor: Actor, invitation: Invitation) -> bool:
    """The organisation's administrators."""
    return _runs(actor) or manage_members(actor, invitation.organisation)


def manage_members(actor: Actor, organisation: Organisation | None = None) -> bool:
    """The organisation's administrators invite, withdraw, give roles and remove; whoever runs the place does not."""
    if actor.is_operator:
        return True
    return actor.can(Role.ADMINISTRATOR) and (organisation is None or _acts_for(actor, organisation))


def found_members(actor: Actor, _thing: Any = None) -> bool:
    """Whoever runs the installation invites an organisation's administrator, and withdraws such an invitation."""
    return _runs(actor)


def leave(actor: Actor, organisation: Organisation) -> bool:
    """A member leaves the organisation acted for."""
    return actor.user is not None and _acts_for(actor, organisation)


def edit_profile(actor: Actor, user: User | None = None) -> bool:
    """One's own alone."""
    return actor.user is not None and actor.user.is_authenticated and (user is None or actor.user == user)


def erase_user(actor: Actor, user: User) -> bool:
    """One's own account, or any by whoever runs the installation."""
    return _runs(actor) or edit_profile(actor, user)


def create_api_token(actor: Actor, _thing: Any = None) -> bool:
    """Whoever acts for an organisation gives their programs a token for it."""
    return actor.user is not None and actor.organisation is not None and actor.can(Role.VIEWER)


def view_api_token(actor: Actor, token: ApiToken) -> bool:
    """Its owner alone."""
    return edit_profile(actor, token.user)


def administer(actor: Actor, _thing: Any = None) -> bool:
    """Whoever runs the installation."""
    return _runs(actor)


def _runs(actor: Actor) -> bool:
    return actor.is_operator or actor.runs_installation


def _acts_for(actor: Actor, organisation: Organisation) -> bool:
    return actor.organisation == organisation


RULES: Mapping[str, Rule] = {
    "accounts.list_members": list_members,
    "accounts.view_membership": view_membership,
    "accounts.view_invitation": view_invitation,
    "accounts.manage_members": manage_members,
    "accounts.found_members": found_members,
    "accounts.leave": leave,
    "accounts.edit_profile": edit_profile,
    "accounts.erase_user": erase_user,
    "accounts.create_api_token": create_api_token,
    "accounts.view_api_token": view_api_token,
    "accounts.revoke_api_token": view_api_token,
    "accounts.administer": administer,
}

VISIBLE: Mapping[str, Callable[[User], QuerySet[Any]]] = {
    "accounts.view_membership": memberships_visible_to,
    "accounts.view_invitation": invitations_visible_to,
    "accounts.view_api_token": api_tokens_visible_to,
}
"""What a list shows to whom, by the permission that opens one of its things: both give the same answer."""
