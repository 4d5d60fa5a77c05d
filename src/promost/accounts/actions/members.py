"""Members of an organisation: roles given and taken. An organisation never loses its last administrator."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from promost.accounts.actors import Actor
from promost.accounts.models import Membership, Role, User
from promost.accounts.rules import require
from promost.kit import clock, history, refs
from promost.registry.models import Organisation


@contextmanager
def in_turn(*organisations: Organisation) -> Iterator[None]:
    """Hold a transaction in which nobody else changes these organisations' members.

    PostgreSQL locks the organisations' rows, in the order of their keys; SQLite's transactions are immediate, so each
    waits for the one before. Two administrators who leave at once come one after the other, and the second is told.
    """
    keys = sorted(each.pk for each in organisations)
    with transaction.atomic():
        list(Organisation.objects.select_for_update(no_key=True).filter(pk__in=keys).order_by("pk").values_list("pk"))
        yield


def add_member(actor: Actor, user: User, organisation: Organisation, roles: Collection[Role]) -> None:
    """Make a user a member at once, without an invitation: for the operator (set-up, demonstration) alone.

    Raises Refused.
    """
    require(actor, "accounts.manage_members", organisation)
    with transaction.atomic():
        for role in sorted(roles):
            give_role(actor, user, organisation, role)


def change_role(actor: Actor, organisation: Organisation, user: User, roles: Collection[Role]) -> None:
    """Give a member exactly ``roles``. Raises Refused; ValidationError for no role at all, for somebody who is not a
    member, and when the organisation would be left without an administrator.
    """
    require(actor, "accounts.manage_members", organisation)
    wanted = {Role(role) for role in roles}
    if not wanted:
        raise ValidationError(_("Choose at least one role, or remove the member."), code="no_role")
    with in_turn(organisation):
        before = roles_of(user, organisation)
        _must_be_member(before)
        if before == wanted:
            return
        if Role.ADMINISTRATOR in before - wanted:
            keep_an_administrator(organisation, without=user)
        Membership.objects.filter(user=user, organisation=organisation, role__in=before - wanted).delete()
        Membership.objects.bulk_create(_membership(user, organisation, role) for role in sorted(wanted - before))
        _write(actor, "accounts.change_role", user, organisation, before, wanted)


def remove_member(actor: Actor, organisation: Organisation, user: User) -> None:
    """End a membership. Raises Refused; ValidationError for nobody's membership and for the last administrator's."""
    require(actor, "accounts.manage_members", organisation)
    _part(actor, "accounts.remove_member", organisation, user)


def leave(actor: Actor, organisation: Organisation) -> None:
    """End one's own membership. Raises Refused; ValidationError for the last administrator."""
    require(actor, "accounts.leave", organisation)
    _part(actor, "accounts.leave", organisation, actor.person)


def give_role(actor: Actor, user: User, organisation: Organisation, role: Role) -> Membership:
    """Add a role within the caller's transaction, once; for actions that have asked for permission themselves."""
    before = roles_of(user, organisation)
    membership, made = Membership.objects.get_or_create(
        user=user, organisation=organisation, role=role, defaults={"since": clock.now()}
    )
    if made:
        _write(actor, "accounts.give_role", user, organisation, before, before | {role})
    return membership


def administrators(organisation: Organisation) -> QuerySet[Membership]:
    """Return the memberships of administrators who can sign in."""
    return organisation.memberships.filter(role=Role.ADMINISTRATOR, user__is_active=True)


def keep_an_administrator(organisation: Organisation, without: User) -> None:
    """Raise ValidationError if nobody but ``without`` administers the organisation; ask it ``in_turn``."""
    if not administrators(organisation).exclude(user=without).exists():
        message = _("%(organisation)s would be left without an administrator. Give that role to somebody else first.")
        raise ValidationError(message, code="last_administrator", params={"organisation": organisation})


def roles_of(user: User, organisation: Organisation) -> set[Role]:
    """Return the user's roles in the organisation."""
    rows = Membership.objects.filter(user=user, organisation=organisation).values_list("role", flat=True)
    return {Role(role) for role in rows}


def _part(actor: Actor, verb: str, organisation: Organisation, user: User) -> None:
    with in_turn(organisation):
        before = roles_of(user, organisation)
        _must_be_member(before)
        if Role.ADMINISTRATOR in before:
            keep_an_administrator(organisation, without=user)
        Membership.objects.filter(user=user, organisation=organisation).delete()
        _write(actor, verb, user, organisation, before, set())


def _must_be_member(roles: set[Role]) -> None:
    if not roles:
        raise ValidationError(_("This person is not a member any more. Nothing was changed."), code="no_member")


def _membership(user: User, organisation: Organisation, role: Role) -> Membership:
    return Membership(user=user, organisation=organisation, role=role, since=clock.now())


def _write(
    actor: Actor, verb: str, user: User, organisation: Organisation, before: set[Role], after: set[Role]
) -> None:
    changes = {"user": str(user.uuid), "roles": [sorted(before), sorted(after)]}
    history.write(actor, verb, refs.of(organisation), changes)
