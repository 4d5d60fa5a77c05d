"""What the tests of permissions share."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from http.cookies import SimpleCookie
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from promost.accounts.models import User
from tests.world import KINDS, World

Sessions = Mapping[str, SimpleCookie]
"""Kind of user → the cookies of somebody of that kind who is signed in."""


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """One world for the whole table; whatever a line does to it is taken back."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield World.build()
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def sessions(world: World) -> Sessions:
    """Everybody signed in once; a stranger has no cookies."""
    found = {}
    for kind in KINDS:
        client, user = Client(), world.users[kind]
        if isinstance(user, User):
            client.force_login(user)
        found[kind] = client.cookies
    return found
