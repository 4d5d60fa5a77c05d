"""An erased person leaves tombstones: what they wrote is gone, and no text names them."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.test import Client
from django.urls import reverse

from promost.accounts.actions.people import erase_user
from promost.accounts.actors import Actor
from promost.accounts.erased import again, erased
from promost.accounts.models import User
from promost.comments import actions
from promost.comments.models import Comment, GoneAs
from promost.conf.backup.tables import applied, tables
from tests.comments.conftest import Say, at, person
from tests.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _home(settings: Any, tmp_path: Any) -> None:
    settings.HOME = tmp_path


def read(client: Client, world: World) -> str:
    at(client, world, "donor")
    return client.get(reverse("comments:of", args=["plans.measure", world.measure.uuid])).content.decode()


def test_their_comments_become_tombstones_and_their_mentions_nameless(say: Say, world: World, client: Client) -> None:
    say("donor_signatory", "My own words")
    say("recipient", "Ask @Martynov Kirill about it")
    user = person(world, "donor_signatory")
    erase_user(Actor(user), user)
    text = read(client, world)
    assert "My own words" not in text
    assert "Martynov" not in text
    assert "erased together with its author" in text
    assert 'Ask <b class="mention">@erased user</b> about it' in text
    stored = str(list(Comment.objects.values()))
    assert "Martynov" not in stored
    assert "own words" not in stored


def test_what_was_withdrawn_before_says_so_still(say: Say, world: World) -> None:
    user = person(world, "donor_signatory")
    actions.withdraw(world.actor("donor_signatory"), say("donor_signatory", "My own words"))
    erase_user(Actor(user), user)
    assert Comment.objects.get().gone_as == GoneAs.WITHDRAWN


def test_a_backup_from_before_does_not_bring_the_text_back(say: Say, world: World) -> None:
    """Restored, the comment and the person are there again; the list of erasures is played, and both go."""
    written, user = say("donor_signatory", "My own words"), person(world, "donor_signatory")
    before = User.objects.filter(pk=user.pk).values().get()
    erase_user(Actor(user), user)
    known = list(erased())
    Comment.objects.filter(pk=written.pk).update(text="My own words", gone_as="", gone_at=None)
    User.objects.filter(pk=user.pk).update(**before)
    assert again(known) == 1
    kept = Comment.objects.get()
    assert (kept.text, kept.gone_as) == ("", GoneAs.ERASED)


def test_a_backup_takes_comments_and_mentions_along() -> None:
    loader = MigrationLoader(connection)
    assert {table.name for table in tables(loader, applied(loader))} >= {"comments_comment", "comments_mention"}
