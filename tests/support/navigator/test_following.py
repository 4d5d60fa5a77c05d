"""Schemes kept at hand, and being told of those that newly fit."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from promost.accounts.actors import Actor
from promost.accounts.models import Role
from promost.conf import cli
from promost.kit import clock
from promost.kit.access import Refused
from promost.kit.models import HistoryEntry
from promost.kit.moments import Moment
from promost.profiles import actions as telling
from promost.support.models import SavedScheme, Scheme, Subscription
from promost.support.navigator import actions
from promost.support.navigator.cards import new_lines
from promost.support.navigator.subscriptions import fitting, newly_fitting
from tests.accounts.people import member, organisation
from tests.support.navigator import made
from tests.support.navigator.made import Place

pytestmark = pytest.mark.django_db
DAY = made.NOON.date()


@pytest.fixture
def place() -> Place:
    return Place.build()


@pytest.fixture
def schemes(place: Place) -> dict[str, Scheme]:
    return made.four()


def kept_by(client: Client) -> set[str]:
    return {row.scheme.name for row in client.get(reverse("support:saved")).context["rows"]}


class TestKept:
    """Kept at hand."""

    def test_a_strangers_stay_in_the_browser(self, client: Client, schemes: dict[str, Scheme]) -> None:
        for each in ("fits", "moscow"):
            client.post(reverse("support:save", args=[schemes[each].uuid]), {"saved": "1"})
        client.post(reverse("support:save", args=[schemes["moscow"].uuid]), {"saved": "0"})
        assert kept_by(client) == {"Loan for lathes"}
        assert kept_by(Client()) == set()
        assert not SavedScheme.objects.exists()

    def test_who_is_signed_in_finds_them_again_at_another_screen(
        self, place: Place, schemes: dict[str, Scheme]
    ) -> None:
        first, second, other = Client(), Client(), Client()
        for client, actor in ((first, place.director), (second, place.director), (other, place.clerk)):
            client.force_login(actor.person)
        for _twice in range(2):
            first.post(reverse("support:save", args=[schemes["fits"].uuid]), {"saved": "1"})
        assert kept_by(second) == {"Loan for lathes"}
        assert kept_by(other) == set()
        second.post(reverse("support:save", args=[schemes["fits"].uuid]), {"saved": "0"})
        assert kept_by(first) == set()

    def test_the_button_is_swapped_alone(self, client: Client, schemes: dict[str, Scheme]) -> None:
        url = reverse("support:save", args=[schemes["fits"].uuid])
        part = client.post(url, {"saved": "1"}, headers={"hx-request": "true"}).content.decode()
        assert part.lstrip().startswith("<form")
        assert 'aria-pressed="true"' in part

    def test_one_that_is_not_published_is_not_there(self, client: Client) -> None:
        draft = made.scheme("Draft", state="draft")
        assert client.post(reverse("support:save", args=[draft.uuid]), {"saved": "1"}).status_code == 404

    def test_the_way_back_leads_nowhere_else(self, client: Client, schemes: dict[str, Scheme]) -> None:
        url = reverse("support:save", args=[schemes["fits"].uuid])
        led = client.post(url, {"saved": "1", "next": "https://elsewhere.example/"})
        assert led["Location"] == reverse("support:navigator")

    def test_a_stranger_has_no_marks_at_the_site(self, schemes: dict[str, Scheme]) -> None:
        with pytest.raises(Refused):
            actions.save(Actor(None), schemes["fits"])


class TestTold:
    """Told of what newly fits."""

    def test_what_fits_already_is_not_news_and_what_is_published_later_is(
        self, place: Place, schemes: dict[str, Scheme]
    ) -> None:
        subscription = actions.subscribe(place.director, place.plant)
        assert newly_fitting(subscription, DAY) == []
        new = made.scheme("Loan of spring", {"field": "employees", "max": 200})
        made.scheme("Not for us", {"field": "employees", "max": 100})
        made.scheme("Nobody knows", {"field": "exporter", "is": True})
        assert newly_fitting(subscription, DAY) == [new]

    def test_an_answer_of_the_enterprise_makes_one_fit(self, place: Place, schemes: dict[str, Scheme]) -> None:
        subscription = actions.subscribe(place.director, place.plant)
        telling.answer(place.director, place.plant, {"tax_debt": 0})
        assert newly_fitting(subscription, DAY) == [schemes["debt"]]

    def test_what_was_seen_is_no_news_any_more(self, place: Place, schemes: dict[str, Scheme]) -> None:
        subscription = actions.subscribe(place.director, place.plant)
        made.scheme("Loan of spring", {"field": "employees", "max": 200})
        seen = actions.seen(place.director, subscription)
        assert newly_fitting(seen, DAY) == []

    def test_a_generic_scheme_with_a_variant_at_home_is_no_news(self, place: Place) -> None:
        generic = made.scheme("Generic", level="federal", region=None)
        variant = made.scheme("At home", generic=generic)
        assert fitting(place.plant, DAY) == {str(variant.uuid)}

    @pytest.mark.parametrize("who", ["clerk", "stranger", "rival"])
    def test_editors_of_the_enterprise_alone_ask(self, place: Place, who: str) -> None:
        rival = organisation("Rival")
        rival.kind = "enterprise"
        rival.save()
        actors: dict[str, Any] = {
            "clerk": place.clerk, "stranger": Actor(None), "rival": member("rival", rival, Role.SIGNATORY),
        }  # fmt: skip
        with pytest.raises(Refused):
            actions.subscribe(actors[who], place.plant)
        assert not Subscription.objects.exists()

    def test_asking_twice_is_asking_once_and_history_tells(self, place: Place) -> None:
        for _twice in range(2):
            actions.subscribe(place.director, place.plant)
        for _twice in range(2):
            actions.unsubscribe(place.director, place.plant)
        verbs = [each.verb for each in HistoryEntry.objects.order_by("pk") if each.verb.startswith("support.")]
        assert verbs == ["support.subscribe", "support.unsubscribe"]
        assert not Subscription.objects.exists()

    def test_the_page_tells_and_takes_note(self, place: Place, schemes: dict[str, Scheme]) -> None:
        client = Client(headers={"accept-language": "en"})
        client.force_login(place.director.person)
        client.post(reverse("support:navigator-enter"), {"how": "own"})
        client.post(reverse("support:navigator-follow"), {"do": "subscribe"})
        made.scheme("Loan of spring", {"field": "employees", "max": 200})
        page = client.get(reverse("support:navigator"))
        assert "1 scheme newly fits you:" in page.content.decode()
        client.post(reverse("support:navigator-follow"), {"do": "seen"})
        assert client.get(reverse("support:navigator")).context["new"] == []
        client.post(reverse("support:navigator-follow"), {"do": "unsubscribe"})
        assert not Subscription.objects.exists()

    def test_the_desk_tells_members_and_nobody_else(self, place: Place, schemes: dict[str, Scheme]) -> None:
        actions.subscribe(place.director, place.plant)
        made.scheme("Loan of spring", {"field": "employees", "max": 200})
        at = Moment.now(place.plant.zone)
        with translation.override("en"):
            lines = list(new_lines(place.clerk.person, place.plant, at))
            assert [(str(line.label), line.value) for line in lines] == [
                ("newly fits you", "1"),
                ("soft loan", "Loan of spring"),
            ]
            outside = member("officer", organisation(), Role.SIGNATORY).person
            assert list(new_lines(outside, place.plant, at)) == []

    def test_the_command_names_them(self, place: Place, schemes: dict[str, Scheme], capsys: Any) -> None:
        actions.subscribe(place.director, place.plant)
        made.scheme("Loan of spring", {"field": "employees", "max": 200})
        assert cli.main(["support", "new", "--inn", made.INN]) == 0
        assert capsys.readouterr().out.split("\n")[:2] == ["Machine Plant: 1", "  Loan of spring"]

    def test_the_command_says_that_there_is_nobody_to_name(self, place: Place, capsys: Any) -> None:
        assert cli.main(["support", "new"]) == 0
        assert "Nobody has subscribed yet." in capsys.readouterr().out
        assert cli.main(["support", "new", "--inn", made.INN]) == 2
        assert made.INN in capsys.readouterr().err
        assert cli.main(["support", "new", "--inn", "7701234567"]) == 2
        assert "check digit" in capsys.readouterr().err


def test_a_subscription_knows_when_it_was_looked_at(place: Place) -> None:
    with clock.stopped(made.NOON):
        assert actions.subscribe(place.director, place.plant).looked_at == made.NOON
