"""How references to people are shown: by the name they have today, an erased one by none."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from promost.accounts.models import Role, User
from promost.accounts.permissions import api_tokens_visible_to, invitations_visible_to, memberships_visible_to
from promost.kit import refs
from promost.kit.histories import things, words
from promost.kit.refs import Shown
from promost.registry.models import Organisation

ROLES = dict(Role.choices)
VERBS: Mapping[str, Any] = {
    "accounts.invite": _("Person invited"),
    "accounts.accept_invitation": _("Invitation accepted"),
    "accounts.withdraw_invitation": _("Invitation withdrawn"),
    "accounts.give_role": _("Role given"),
    "accounts.change_role": _("Roles changed"),
    "accounts.remove_member": _("Member removed"),
    "accounts.leave": _("Member left"),
    "accounts.create_first_administrator": _("First administrator made"),
    "accounts.edit_profile": _("Profile changed"),
    "accounts.erase_user": _("Person erased"),
    "accounts.create_api_token": _("API token made"),
    "accounts.revoke_api_token": _("API token revoked"),
}
FIELDS: Mapping[str, Any] = {
    "user": _("Person with an account"),
    "role": _("Role"),
    "roles": _("Roles"),
    "scope": _("What it may do"),
    "days": _("Days of its life"),
    "name": _("Name of the person"),
    "email": _("E-mail"),
    "position": _("Position"),
    "language": _("Language"),
    "zone_name": _("Time zone"),
}


def register() -> None:
    """Tell the kit."""
    refs.register("accounts.user", users)
    words.tell(VERBS, FIELDS, {"role": ROLES, "roles": ROLES}, {"user": "accounts.user"})
    things.register("accounts.user", _("Person with an account"), themselves, lambda user: Shown(str(user)))
    things.register("accounts.invitation", _("Invitation"), invitations_visible_to, lambda each: Shown(each.email))
    things.register("accounts.apitoken", _("API token"), api_tokens_visible_to, lambda token: Shown(token.name))
    things.guard("registry.organisation", "accounts.", is_among_members)


def themselves(user: User) -> QuerySet[User]:
    """Return the user alone; everybody for whoever runs the installation."""
    return User.objects.all() if user.is_active and user.is_administrator else User.objects.filter(pk=user.pk)


def is_among_members(user: User, organisation: Organisation) -> bool:
    """Tell whether a user sees who belongs to an organisation, and so when that changed."""
    return memberships_visible_to(user).filter(organisation=organisation).exists()


def users(ids: Iterable[str]) -> Mapping[str, Shown]:
    """Show users by their lasting ids, in one query."""
    return {str(each.uuid): Shown(str(each)) for each in User.objects.filter(uuid__in=list(ids))}
