"""What the tests of comments share."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.utils import translation

from promost.accounts.models import User
from promost.comments import actions, subjects
from promost.comments.models import Comment, Mention
from promost.kit import refs
from tests.world import World

Say = Callable[..., Comment]
NAMES = {
    "donor": "Sokolova Anna Viktorovna",
    "donor_viewer": "Sokolova Inna Petrovna",
    "donor_signatory": "Martynov Kirill",
    "recipient": "Громов Павел Николаевич",
    "unrelated": "Stranger Ivan",
}


@pytest.fixture
def world() -> Iterator[World]:
    """Return a small world without comments, some of whose people have names of their own."""
    built = World.build()
    Mention.objects.all().delete()
    Comment.objects.all().delete()
    for kind, name in NAMES.items():
        person(built, kind).name = name
        User.objects.filter(pk=person(built, kind).pk).update(name=name)
    with translation.override("en"):
        yield built


@pytest.fixture
def say(world: World) -> Say:
    """Return the way to write: who, what, about which thing (the measure if none is given)."""

    def saying(
        kind: str, text: str, about: Any = None, chosen: Collection[UUID] = (), token: UUID | None = None
    ) -> Any:
        thing = refs.of(about or world.measure)
        actor = world.actor(kind)
        subject = subjects.find(actor.person, thing.kind, thing.id)
        return actions.write(actor, subject, text, chosen, token or uuid4())

    return saying


def person(world: World, kind: str) -> User:
    """Return the account of a kind of user."""
    return world.actor(kind).person


def at(client: Client, world: World, kind: str) -> Client:
    """Sit a kind of user before the pages, in English."""
    client.force_login(person(world, kind))
    client.cookies["promost_language"] = "en"
    return client


def told(comment: Comment) -> set[str]:
    """Return the names of those whom a comment mentions."""
    return set(comment.mentions.values_list("user__name", flat=True))
