"""Invented organisations and users for the tests of the accounts."""

from __future__ import annotations

from allauth.account.models import EmailAddress

from promost.accounts.actors import Actor
from promost.accounts.models import Membership, Role, User
from promost.kit import clock
from promost.registry.models import Organisation, OrganisationKind, Region

PASSWORD = "quiet-harbour-41"


def region(code: str = "RU-MAG", name: str = "Magadan Oblast", zone: str = "Asia/Magadan") -> Region:
    """Return a region, made if it is not there."""
    words = {"name_ru": name, "name_en": name, "short_ru": name[:3], "short_en": name[:3], "zone": zone}
    return Region.objects.get_or_create(code=code, defaults=words)[0]


def organisation(name: str = "Ministry of Industry") -> Organisation:
    """Return a new authority of Magadan Oblast."""
    return Organisation.objects.create(
        name=name, kind=OrganisationKind.AUTHORITY, region=region(), created_at=clock.now()
    )


def user(name: str, *, administrator: bool = False, language: str = "en") -> User:
    """Return a new user called ``name``, with an address made of it and the password above."""
    made = User.objects.create_user(
        f"{name}@example.org", PASSWORD, name=name.title(), language=language, is_administrator=administrator
    )
    EmailAddress.objects.create(user=made, email=made.email, verified=True, primary=True)
    return made


def member(name: str, body: Organisation, *roles: Role) -> Actor:
    """Return a new user acting for ``body`` with ``roles``."""
    made = user(name)
    Membership.objects.bulk_create(
        Membership(user=made, organisation=body, role=role, since=clock.now()) for role in roles
    )
    return Actor(made, body, frozenset(roles))
