"""What the tests of the registry stand on: the built-in lists, a few bodies, and whoever acts."""

from __future__ import annotations

import pytest

from promost.accounts.actors import OPERATOR, Actor
from promost.accounts.models import Role, User
from promost.registry import actions
from promost.registry.models import Organisation, OrganisationKind


@pytest.fixture
def built_in(db: None) -> None:
    """Put the built-in lists in place."""
    actions.load_built_in(OPERATOR)


@pytest.fixture
def ministry(built_in: None) -> Organisation:
    """Return the ministry of a region, as a document names it."""
    return actions.create_organisation(
        OPERATOR,
        name="Министерство экономического развития, инвестиционной политики и инноваций Магаданской области",
        short_name="Минэкономразвития Магаданской области",
        kind=OrganisationKind.AUTHORITY,
        region_id="RU-MAG",
    )


@pytest.fixture
def department(built_in: None) -> Organisation:
    """Return the department of a city, which everybody calls by four letters."""
    return actions.create_organisation(
        OPERATOR,
        name="Департамент инвестиционной и промышленной политики города Москвы",
        kind=OrganisationKind.AUTHORITY,
        region_id="RU-MOW",
    )


@pytest.fixture
def plant(built_in: None) -> Organisation:
    """Return an enterprise."""
    return actions.create_organisation(
        OPERATOR,
        name='ООО "Северный завод"',
        kind=OrganisationKind.ENTERPRISE,
        region_id="RU-MAG",
        inn="7707083893",
        contacts=[("phone", "+7 413 260-00-00")],
    )


def acting(name: str, organisation: Organisation | None, *roles: Role, administrator: bool = False) -> Actor:
    """Return a new user, acting for an organisation with roles."""
    user = User.objects.create_user(f"{name}@example.org", name=name, is_administrator=administrator)
    return Actor(user, organisation, frozenset(roles))
