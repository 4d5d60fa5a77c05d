"""The pages: comments stand under the thing, escaped, in a fixed number of queries; nothing typed is lost."""

from __future__ import annotations

import re
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from promost.accounts.acting import ACTING_FOR
from promost.accounts.models import Membership
from promost.comments.models import Comment, Mention
from promost.kit import clock, refs
from tests.comments.conftest import Say, at, person, told
from tests.harness.queries import assert_queries
from tests.world import World

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


def address(world: World, name: str = "measure") -> str:
    ref = refs.of(getattr(world, name))
    return reverse("comments:of", args=[ref.kind, ref.id])


def posted(client: Client, path: str, text: str, **given: Any) -> Any:
    return client.post(path, {"token": str(uuid4()), "text": text, **given})


def test_what_is_written_stands_on_the_page_with_its_lines(client: Client, world: World) -> None:
    at(client, world, "donor_viewer")
    answer = posted(client, address(world), "First line\nSecond line")
    assert answer.status_code == 302
    text = client.get(answer["Location"]).content.decode()
    assert "First line<br>Second line" in text
    assert "Department of Industry" in text
    assert "The comment is written." in text


def test_what_looks_like_a_page_is_shown_as_it_was_typed(client: Client, world: World) -> None:
    at(client, world, "donor")
    posted(client, address(world), '<script>alert(1)</script> "&" https://example.org <a href="//evil">x</a>')
    for path in (address(world), reverse("comments:mentions")):
        text = client.get(path).content.decode()
        assert "<script>alert" not in text
        assert 'evil">' not in text
        assert 'href="https://example.org' not in text, "an address is text, no link outside"
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in client.get(address(world)).content.decode()


def test_a_name_that_looks_like_a_page_is_escaped_too(client: Client, world: World, say: Say) -> None:
    user = person(world, "donor_signatory")
    type(user).objects.filter(pk=user.pk).update(name="<b>Martynov</b>")
    say("recipient", "Look", chosen={user.uuid})
    say("recipient", "Look, @<b>Martynov</b>")
    at(client, world, "donor")
    text = client.get(address(world)).content.decode()
    assert "<b>Martynov" not in text
    assert "@&lt;b&gt;Martynov&lt;/b&gt;" in text


def test_an_unclear_name_comes_back_with_everything_that_was_typed(client: Client, world: World) -> None:
    at(client, world, "recipient")
    chosen = str(person(world, "curator").uuid)
    for headers in ({}, HTMX):
        data = {"token": str(uuid4()), "text": "Dear @Nobody, hello", "notify": chosen}
        answer = client.post(address(world), data, headers=headers)
        text = answer.content.decode()
        assert answer.status_code == 422
        assert "Nobody who sees this is called “@Nobody”" in text
        assert "Dear @Nobody, hello</textarea>" in text
        assert re.search(f'value="{chosen}"[^>]* checked', text)
        assert data["token"] in text
    assert not Comment.objects.exists()


def test_a_list_that_is_nonsense_is_told_and_nothing_breaks(client: Client, world: World) -> None:
    at(client, world, "recipient")
    assert posted(client, address(world), "Hello", notify="nonsense").status_code == 422
    assert posted(client, address(world), "Hello", notify=str(uuid4())).status_code == 422
    assert client.post(address(world), {"text": "Hello"}).status_code == 422
    assert not Comment.objects.exists()


def test_only_those_who_see_the_thing_are_proposed_and_never_by_address(client: Client, world: World) -> None:
    at(client, world, "recipient")
    text = client.get(address(world)).content.decode()
    for name in ("Sokolova Anna Viktorovna", "Martynov Kirill", "curator"):
        assert name in text
    assert "Stranger Ivan" not in text
    assert "example.org" not in re.sub(r"(?s)<header.*?</header>", "", text)


def test_part_of_a_page_is_the_part_alone(client: Client, world: World) -> None:
    at(client, world, "donor")
    whole, part = (client.get(address(world), headers=headers).content.decode() for headers in ({}, HTMX))
    assert "<html" in whole
    assert "<html" not in part
    assert "<textarea" in part


@pytest.mark.parametrize("name", ["measure", "plan", "fact", "statement", "amendment"])
def test_the_thing_s_own_page_leads_to_its_comments(name: str, client: Client, world: World) -> None:
    at(client, world, "donor")
    pages = {
        "measure": reverse("plans:measure", args=[world.measure.uuid]),
        "plan": reverse("plans:plan", args=[world.plan.uuid]),
        "fact": reverse("ledger:fact", args=[world.fact.uuid]),
        "statement": reverse("progress:statement", args=[world.statement.uuid]),
        "amendment": reverse("plans:amendments", args=[world.plan.uuid]),
    }
    assert f'href="{address(world, name)}"' in client.get(pages[name]).content.decode()


def test_a_page_of_a_past_day_has_no_comments(client: Client, world: World) -> None:
    at(client, world, "donor")
    page = client.get(reverse("plans:measure", args=[world.measure.uuid]), {"at": "2025-06-30"}).content.decode()
    assert "/comments/plans.measure" not in page


def test_withdrawn_from_the_page_it_says_so_and_twice_is_told(client: Client, world: World, say: Say) -> None:
    written = say("donor", "Too soon")
    at(client, world, "donor")
    path = reverse("comments:withdraw", args=[written.uuid])
    assert "The text goes for good" in client.get(address(world)).content.decode()
    text = client.post(path, follow=True).content.decode()
    assert "withdrawn by its author" in text
    assert "Too soon" not in text
    assert "had been withdrawn already" in client.post(path, follow=True).content.decode()


def test_nothing_is_seen_by_looking_at_a_page(client: Client, world: World, say: Say) -> None:
    say("recipient", "@Martynov")
    at(client, world, "donor_signatory")
    for name in ("comments:mentions", "comments:mentioned", "comments:unseen"):
        assert client.get(reverse(name)).status_code == 200
    assert "mentions you" in client.get(address(world)).content.decode()
    assert Mention.objects.get().seen_at is None


def test_opened_from_the_list_it_leads_to_the_comment_and_counts_no_more(
    client: Client, world: World, say: Say
) -> None:
    written = say("recipient", "@Martynov")
    at(client, world, "donor_signatory")
    assert "1 new mention" in client.get(reverse("comments:unseen")).content.decode()
    answer = client.post(reverse("comments:open", args=[Mention.objects.get().uuid]))
    assert answer["Location"] == f"{address(world)}#comment-{written.uuid}"
    assert f'id="comment-{written.uuid}"' in client.get(answer["Location"]).content.decode()
    assert client.get(reverse("comments:unseen")).status_code == 204
    assert client.get(reverse("comments:mentioned")).status_code == 204


def test_a_mention_on_an_older_page_of_comments_is_reached(client: Client, world: World, say: Say) -> None:
    written = say("recipient", "@Martynov")
    for number in range(30):
        say("recipient", f"Number {number}")
    at(client, world, "donor_signatory")
    answer = client.post(reverse("comments:open", args=[Mention.objects.get().uuid]))
    assert f'id="comment-{written.uuid}"' in client.get(answer["Location"]).content.decode()


def test_i_have_seen_all(client: Client, world: World, say: Say) -> None:
    say("recipient", "@Martynov")
    at(client, world, "donor_signatory")
    client.post(reverse("comments:see_all"))
    assert "new</span>" not in client.get(reverse("comments:mentions")).content.decode()


@pytest.mark.parametrize("count", [1, 3, 50])
def test_the_page_asks_the_same_for_one_comment_and_for_fifty(
    count: int, client: Client, world: World, say: Say
) -> None:
    for number in range(count):
        say("recipient", f"Number {number}, @Martynov and @Sokolova Anna")
    at(client, world, "donor")
    client.get(address(world))
    # session, user with memberships; the measure, its name; people, may write; how many, comments, their mentions
    with assert_queries(9):
        client.get(address(world), headers=HTMX)


@pytest.mark.parametrize("count", [1, 3, 50])
def test_mentions_ask_the_same_for_one_and_for_fifty(count: int, client: Client, world: World, say: Say) -> None:
    for number in range(count):
        say("recipient", f"@Martynov {number}")
        say("recipient", f"@Martynov {number}", world.fact)
    at(client, world, "donor_signatory")
    client.get(reverse("comments:mentions"))
    # session, user; mentions, comments, their mentions; and for each of two kinds: who sees it, its name
    with assert_queries(9):
        client.get(reverse("comments:mentions"))
    with assert_queries(7):
        assert client.get(reverse("comments:unseen")).status_code == 200


def test_somebody_of_two_organisations_is_told_through_which_to_write(client: Client, world: World) -> None:
    foreign = world.bodies["unrelated"]
    Membership.objects.create(user=person(world, "donor"), organisation=foreign, role="editor", since=clock.now())
    at(client, world, "donor")
    session = client.session
    session[ACTING_FOR] = str(foreign.uuid)
    session.save()
    text = client.get(address(world)).content.decode()
    assert "Choose it in the header to write" in text
    assert "<textarea" not in text
    assert posted(client, address(world), "All the same").status_code == 403


def test_ticked_people_are_told(client: Client, world: World) -> None:
    at(client, world, "recipient")
    posted(client, address(world), "Hello", notify=[str(person(world, kind).uuid) for kind in ("curator", "donor")])
    assert told(Comment.objects.get()) == {"curator", "Sokolova Anna Viktorovna"}
    assert "Told:" in client.get(address(world)).content.decode()
