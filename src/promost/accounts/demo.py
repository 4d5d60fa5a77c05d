"""The accounts' part of the demonstration: invented people, whom other rooms make through here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from allauth.account.models import EmailAddress
from django.db import transaction
from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext_lazy as _

from promost.accounts import actions
from promost.accounts.actors import OPERATOR, Actor
from promost.accounts.models import Membership, Role, User
from promost.registry.models import Organisation


@dataclass(frozen=True, slots=True)
class Person:
    """An invented person of the demonstration, with the organisations they act for."""

    user: User
    places: tuple[tuple[Organisation, tuple[Role, ...]], ...]


def make_user(
    email: str,
    name: str,
    position: str = "",
    places: Mapping[Organisation, tuple[Role, ...]] | None = None,
    *,
    language: str = "ru",
    administrator: bool = False,
) -> User:
    """Make an invented user with their memberships, once: a second call changes nothing. They have no password."""
    with transaction.atomic():
        user = User.objects.filter(email=email).first()
        if user is None:
            user = User.objects.create_user(
                email,
                None,
                name=name,
                position=position,
                language=language,
                invented=True,
                is_administrator=administrator,
            )
            EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
        for organisation, roles in (places or {}).items():
            actions.add_member(OPERATOR, user, organisation, roles)
    return user


def actor(user: User, organisation: Organisation) -> Actor:
    """Return the user acting for one of their organisations, for demonstrations of other rooms."""
    roles = Membership.objects.filter(user=user, organisation=organisation).values_list("role", flat=True)
    return Actor(user, organisation, frozenset(roles))


def load() -> None:
    """Make whoever runs the demonstration's installation; rooms above make the others."""
    make_user("admin@promost.example", str(_("Installation administrator")), administrator=True)


def people() -> list[Person]:
    """Return everybody who can be signed in as with one click, in two queries: invented people alone."""
    rows = Membership.objects.select_related("organisation").order_by("pk")
    users = _invented().prefetch_related(Prefetch("memberships", queryset=rows))
    return [Person(user, _places(user)) for user in users]


def person(uuid: str) -> User | None:
    """Return an invented user by their lasting id."""
    return _invented().filter(uuid=uuid).first()


def _invented() -> QuerySet[User]:
    return User.objects.filter(invented=True, is_active=True).order_by("pk")


def _places(user: User) -> tuple[tuple[Organisation, tuple[Role, ...]], ...]:
    places: dict[Organisation, list[Role]] = {}
    for membership in user.memberships.all():
        places.setdefault(membership.organisation, []).append(Role(membership.role))
    return tuple((organisation, tuple(roles)) for organisation, roles in places.items())
