"""Comments through the API: the same rules, the same actions, names by lasting ids."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from promost.accounts.api_tokens.models import Scope
from promost.comments import actions
from promost.comments.models import Comment
from promost.kit import refs
from tests.api.calls import call, tokens_of
from tests.comments.conftest import Say, person, told
from tests.world import World

pytestmark = pytest.mark.django_db


def path(world: World, more: str = "") -> str:
    ref = refs.of(world.measure)
    return f"/comments/{ref.kind}/{ref.id}{more}"


def given(text: str, **more: Any) -> dict[str, Any]:
    return {"token": str(uuid4()), "text": text, **more}


def test_written_it_mentions_and_sent_again_it_is_the_same(world: World) -> None:
    bearer, body = tokens_of(world)["recipient"], given("@Martynov, see", notify=[str(person(world, "curator").uuid)])
    first, again = (call(bearer, path(world), "POST", body) for _ in range(2))
    assert (first.status_code, again.status_code) == (201, 200)
    answer = first.json()
    assert answer == again.json()
    assert answer["text"] == "@Martynov Kirill, see"
    assert answer["organisation"]["name"] == "Ministry of Industry"
    assert {each["name"] for each in answer["mentions"]} == {"Martynov Kirill", "curator"}
    assert told(Comment.objects.get()) == {"Martynov Kirill", "curator"}


def test_the_list_shows_tombstones_and_no_address(world: World, say: Say) -> None:
    actions.withdraw(world.actor("recipient"), say("recipient", "Too soon"))
    say("donor", "Later")
    answer = call(tokens_of(world)["curator"], path(world))
    items = answer.json()["items"]
    assert [(each["text"], each["gone_as"]) for each in items] == [("Later", None), ("", "withdrawn")]
    assert items[1]["author"]["name"] == "Громов Павел Николаевич"
    assert "example.org" not in answer.content.decode()


def test_the_people_are_those_who_see_the_thing(world: World) -> None:
    answer = call(tokens_of(world)["donor_viewer"], path(world, "/people"))
    names = {each["name"] for each in answer.json()["items"]}
    assert "Martynov Kirill" in names
    assert "Stranger Ivan" not in names
    assert "example.org" not in answer.content.decode()


def test_an_unclear_name_is_told_and_nothing_is_written(world: World) -> None:
    answer = call(tokens_of(world)["recipient"], path(world), "POST", given("@Nobody"))
    assert answer.status_code == 422
    assert "Nobody who sees this is called" in answer.content.decode()
    assert not Comment.objects.exists()


@pytest.mark.parametrize("where", ["/comments/plans.import/{}", "/comments/gone.thing/{}"])
def test_what_is_no_thing_to_comment_is_not_there(where: str, world: World) -> None:
    bearer = tokens_of(world)["recipient"]
    assert call(bearer, where.format(uuid4())).status_code == 404
    assert call(bearer, where.format(uuid4()), "POST", given("Hello")).status_code == 404


def test_a_token_that_reads_writes_nothing(world: World) -> None:
    bearer = tokens_of(world, Scope.READ)["recipient"]
    assert call(bearer, path(world), "POST", given("Hello")).status_code == 403
    assert not Comment.objects.exists()


@pytest.mark.parametrize("count", [1, 3, 50])
def test_a_list_asks_the_same_for_one_and_for_fifty(count: int, world: World, say: Say) -> None:
    for number in range(count):
        say("recipient", f"@Martynov {number}")
    bearer = tokens_of(world)["donor"]
    call(bearer, path(world))
    with CaptureQueriesContext(connection) as asked:
        call(bearer, path(world))
    own = [each["sql"] for each in asked if '"plans_' in each["sql"] or '"comments_' in each["sql"]]
    assert len(own) == 5, "the measure, its name; how many comments, the comments, their mentions"
