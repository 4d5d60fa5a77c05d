"""The page of duties: what is over stands first, by the owner's own midnight, and each leads to where it is done."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from promost.accounts.models import Membership, Role, User
from promost.duties import actions, kinds, permissions
from promost.duties.models import Duty
from promost.kit import clock, refs
from promost.kit.refs import Ref
from tests.duties.conftest import NOON
from tests.duties.owing import REPORT, owed
from tests.harness.queries import assert_queries
from tests.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _noon() -> Iterator[None]:
    with clock.stopped(NOON):
        yield


@pytest.fixture
def officer(client: Client, world: World) -> Client:
    client.force_login(world.actor("recipient").person)
    client.cookies["promost_language"] = "en"
    return client


def page(client: Client, **query: Any) -> str:
    answer = client.get(reverse("duties:index"), query)
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", answer.content.decode())


def places(text: str, *words: str) -> list[int]:
    """Return where the words stand, each of which is there."""
    found = [text.find(word) for word in words]
    assert -1 not in found, [word for word in words if word not in text]
    return found


def test_what_is_over_comes_first_then_what_is_near_then_the_rest(officer: Client, world: World) -> None:
    body = world.bodies["recipient"]
    for part, days in (("later", 40), ("over", -3), ("near", 5)):
        actions.open_duties([owed(body, part=part, due_on=NOON.date() + timedelta(days=days))])
    text = page(officer)
    found = places(
        text, "The term is over", "by 22 Jun 2025", "Within a week", "by 30 Jun 2025", "Later", "by 4 Aug 2025"
    )
    assert found == sorted(found)
    assert "ends at 24:00 Magadan" in text


def test_each_ends_at_its_own_midnight(officer: Client, world: World) -> None:
    body, day = world.bodies["recipient"], date(2025, 6, 30)
    actions.open_duties(
        [owed(body, part=zone, due_on=day, zone=zone) for zone in ("Europe/Kaliningrad", "Asia/Magadan")]
    )
    with clock.stopped(datetime(2025, 6, 30, 15, tzinfo=UTC)):  # 1 July in Magadan, still 30 June in Kaliningrad
        text = page(officer)
    over, near = places(text, "The term is over", "Within a week")
    magadan, kaliningrad = places(text, "24:00 Magadan", "24:00 Kaliningrad")
    assert over < magadan < near < kaliningrad


def test_a_duty_leads_to_where_it_is_done_and_to_what_it_comes_from(officer: Client, world: World) -> None:
    origin = refs.of(world.measure)
    body = world.bodies["recipient"]
    actions.open_duties([owed(body, origin=origin), owed(body, origin=origin, kind="test.measure")])
    text = page(officer)
    assert f'<a href="/reports/{world.measure.uuid}/">Send the report</a>' in text
    measure = reverse("plans:measure", args=[world.measure.uuid])
    assert f'<a href="{measure}">Complete the measure</a>' in text, "without a page of its own it leads to its origin"
    assert text.count(f'<a href="{measure}">1.1 Hold a suppliers&#x27; day</a>') == 2


def test_several_duties_from_one_origin_are_told_apart_in_words(officer: Client, world: World) -> None:
    kinds.register("test.value", "Report the value", part=lambda part: f"as of {part}" if part else "")
    body = world.bodies["recipient"]
    actions.open_duties([owed(body, kind="test.value", part=part) for part in ("", "30 June", "30 September")])
    text = page(officer)
    assert text.count("Report the value") == 3
    assert re.findall(r"<small>(as of [^<]*)</small>", text) == ["as of 30 June", "as of 30 September"]


def test_what_a_duty_came_from_may_be_gone_or_strange_and_the_page_still_comes(officer: Client, world: World) -> None:
    body = world.bodies["recipient"]
    actions.open_duties([owed(body), owed(body, origin=Ref("gone.room", "1"), kind="gone.thing")])
    text = page(officer)
    assert text.count("no longer there") == 2
    assert "gone.thing" in text
    assert "/reports/" not in text, "there is nowhere to do it"


def test_what_is_settled_stands_below_with_how_it_ended(officer: Client, world: World) -> None:
    body = world.bodies["recipient"]
    actions.open_duties([owed(body, part="1"), owed(body, part="2"), owed(body, part="3")])
    actions.close("test.report", REPORT, "1")
    actions.sync("test.report", [REPORT], [owed(body, part="3")])
    text = page(officer)
    places(text, "Settled lately", "met", "no longer owed")
    assert text.find("Settled lately") > text.find("Within a week")


def test_filters_show_mine_by_name_or_the_organisations(officer: Client, world: World) -> None:
    body, me = world.bodies["recipient"], world.actor("recipient").person
    other = world.bodies["donor"]
    actions.open_duties(
        [
            owed(body, part="1", kind="test.measure"),
            owed(other, part="2", user_id=me.pk),
            owed(other, part="3", kind="test.foreign"),
        ]
    )
    everything, mine, theirs = (page(officer, of=of) for of in ("all", "mine", "organisation"))
    assert [("Complete the measure" in text, "Send the report" in text) for text in (everything, mine, theirs)] == [
        (True, True), (False, True), (True, False),
    ]  # fmt: skip
    assert "test.foreign" not in everything, "another organisation's duty is nobody else's business"
    assert f"<small>{me}</small>" in mine
    assert "Complete the measure" in page(officer, of="nonsense", page="nonsense")


def test_nothing_owed_is_said_in_words(officer: Client, world: World) -> None:
    assert "Nothing is owed here" in page(officer)


@pytest.mark.parametrize("count", [1, 3, 50])
def test_the_page_asks_the_same_for_one_duty_and_for_fifty(officer: Client, world: World, count: int) -> None:
    body, origin = world.bodies["recipient"], refs.of(world.measure)
    actions.open_duties([owed(body, origin=origin, part=str(part)) for part in range(count)])
    actions.open_duties([owed(body, part=f"closed {part}") for part in range(count)])
    actions.close("test.report", REPORT)
    page(officer)
    with assert_queries(7):  # session, user with memberships; counts, how many, open, settled, their origins
        page(officer)


def test_more_than_a_page_is_turned(officer: Client, world: World) -> None:
    body = world.bodies["recipient"]
    actions.open_duties([owed(body, part=str(part), due_on=NOON.date() + timedelta(days=part)) for part in range(60)])
    first, second = page(officer), page(officer, page=2)
    assert (first.count("Send the report"), second.count("Send the report")) == (50, 10)
    assert "?page=2" in first


class TestTheMenu:
    def badge(self, client: Client) -> Any:
        return client.get(reverse("duties:pressing"), headers={"HX-Request": "true"})

    def test_it_counts_what_is_over_or_near_in_three_queries(self, officer: Client, world: World) -> None:
        body = world.bodies["recipient"]
        for part, days in (("over", -30), ("near", 7), ("later", 8)):
            actions.open_duties([owed(body, part=part, due_on=NOON.date() + timedelta(days=days))])
        self.badge(officer)
        with assert_queries(3):
            answer = self.badge(officer)
        assert "2 duties are over or due within a week" in answer.content.decode()
        assert "private" in answer["Cache-Control"]

    def test_where_nothing_presses_it_shows_nothing(self, officer: Client, world: World) -> None:
        answer = self.badge(officer)
        assert (answer.status_code, answer.content) == (204, b"")

    def test_the_page_does_not_wait_for_it(self, officer: Client, world: World) -> None:
        body = world.bodies["recipient"]
        assert f'hx-get="{reverse("duties:pressing")}?for={body.uuid}"' in page(officer)

    def test_whoever_acts_for_nobody_has_no_such_line(self, client: Client, world: World) -> None:
        client.force_login(User.objects.create_user("nobody@example.org"))
        assert reverse("duties:index") not in client.get(reverse("registry:organisations")).content.decode()
        assert client.get(reverse("duties:index")).status_code == 403


class TestWhoSees:
    def test_a_person_sees_what_they_owe_by_name_even_elsewhere(self, world: World) -> None:
        me = world.actor("donor").person
        actions.open_duties([owed(world.bodies["recipient"], user_id=me.pk), owed(world.bodies["recipient"], part="2")])
        assert [duty.part for duty in permissions.duties_visible_to(me)] == [""]
        assert [me.has_perm("duties.view_duty", duty) for duty in Duty.objects.order_by("part")] == [True, False]

    def test_whoever_has_left_sees_nothing_more(self, world: World) -> None:
        me = world.actor("recipient").person
        actions.open_duties([owed(world.bodies["recipient"])])
        assert permissions.duties_visible_to(me).count() == 1
        Membership.objects.filter(user=me).delete()
        assert permissions.duties_visible_to(User.objects.get(pk=me.pk)).count() == 0

    def test_the_administrator_of_the_installation_sees_none(self, world: World) -> None:
        actions.open_duties([owed(world.bodies["recipient"])])
        duty = Duty.objects.get()
        person = world.actor("administrator").person
        assert not person.has_perm("duties.view_duty", duty)
        assert not permissions.duties_visible_to(person).exists()
        assert Role.ADMINISTRATOR not in world.actor("administrator").roles


def test_a_reference_to_a_duty_is_shown_by_its_words(world: World) -> None:
    actions.open_duties([owed(world.bodies["recipient"])])
    duty = Duty.objects.get()
    shown = refs.resolve([refs.of(duty), actions.LIST])
    assert [each.label for each in shown.values()] == ["Send the report", "List of duties"]
    assert {each.url for each in shown.values()} == {reverse("duties:index")}
