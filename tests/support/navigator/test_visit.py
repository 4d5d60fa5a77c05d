"""What a visit keeps: with the reader, signed, never in the database, and nobody else's."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.core import signing
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse

from promost.profiles import schema
from promost.profiles.models import EnterpriseAnswer
from promost.support.navigator import keeping
from promost.support.navigator.keeping import COOKIE, SALT, Kept, TooMuch, keep, kept
from tests.accounts.people import user
from tests.support.navigator import made
from tests.support.navigator.made import Place

ANSWER, FORGET, NAVIGATOR = "support:navigator-answer", "support:navigator-forget", "support:navigator"


def asked_by(person: Any, cookie: str) -> Kept:
    request = RequestFactory().get("/")
    request.user = person
    request.COOKIES[COOKIE] = cookie
    return kept(request)


def cookie_of(visit: Kept) -> str:
    return keep(HttpResponse(), visit).cookies[COOKIE].value


@pytest.mark.django_db
class TestAnswers:
    """Answers of a stranger."""

    def test_they_stay_out_of_the_database(self, client: Client) -> None:
        made.four()
        client.post(reverse(ANSWER), {"field": "exporter", "value": "yes"})
        client.post(reverse(ANSWER), {"field": "employees", "value": "77"})
        page = client.get(reverse(NAVIGATOR))
        assert [fact.code for fact in page.context["answered"]] == ["exporter", "employees"]
        assert not EnterpriseAnswer.objects.exists()
        assert not Session.objects.exists()

    def test_one_is_taken_away_and_the_others_stay(self, client: Client) -> None:
        made.four()
        for field, value in (("exporter", "yes"), ("employees", "77")):
            client.post(reverse(ANSWER), {"field": field, "value": value})
        client.post(reverse(FORGET), {"field": "exporter"})
        assert dict(client.get(reverse(NAVIGATOR)).context["subject"].answers) == {"employees": 77}
        client.post(reverse(FORGET))
        assert not client.get(reverse(NAVIGATOR)).context["subject"].answers

    def test_the_address_is_shared_without_them(self, client: Client) -> None:
        made.four()
        answer = client.post(reverse(ANSWER) + "?kind=loan", {"field": "employees", "value": "4321"})
        assert answer["Location"] == f"{reverse(NAVIGATOR)}?kind=loan"
        assert "4321" not in Client().get(answer["Location"]).content.decode()

    def test_an_answer_that_a_field_cannot_have_is_refused_beside_it_and_the_others_stay(self, client: Client) -> None:
        made.four()
        client.post(reverse(ANSWER), {"field": "exporter", "value": "yes"})
        for field, value in (("employees", "many"), ("employees", "-3"), ("own_share", "120"), ("okved", "metal")):
            answer = client.post(reverse(ANSWER), {"field": field, "value": value})
            assert answer.status_code == 422
            assert answer.context["form"].errors["value"], (field, value)
            assert answer.context["subject"].answers == {"exporter": True}

    @pytest.mark.parametrize(
        ("field", "given", "kept_as"),
        [
            ("revenue", {"value": "2,4", "scale": "1000000"}, 2_400_000),
            ("tax_debt", {"value": "3 000", "scale": "1"}, 3_000),
            ("exporter", {"value": "no"}, False),
            ("region", {"value": "RU-MAG"}, "RU-MAG"),
            ("okveds", {"value": "25.62 металлы, 28.1", "picked": ["10.71"]}, ["10.71", "25.62", "28.1"]),
            ("registered", {"value": "2015-03-02"}, "2015-03-02"),
            ("statuses", {"value": ["—none—"]}, []),
        ],
    )
    def test_each_kind_of_field_is_typed_as_people_write_it(
        self, client: Client, field: str, given: dict[str, Any], kept_as: Any
    ) -> None:
        made.four()
        assert client.post(reverse(ANSWER), {"field": field, **given}).status_code == 302
        assert client.get(reverse(NAVIGATOR)).context["subject"].answers == {field: kept_as}


@pytest.mark.django_db
def test_a_visit_of_one_person_is_not_the_next_ones_at_the_same_screen() -> None:
    first, second = user("first"), user("second")
    cookie = cookie_of(Kept(owner=str(first.pk), how="told", answers={"tax_debt": 5}))
    assert asked_by(first, cookie).answers == {"tax_debt": 5}
    assert asked_by(second, cookie) == Kept(str(second.pk))


@pytest.mark.django_db
def test_a_visit_that_somebody_wrote_themselves_is_a_new_one() -> None:
    person = user("first")
    forged = signing.dumps({"owner": "", "how": "own", "inn": "", "answers": {}, "saved": []}, salt="another")
    assert asked_by(person, forged) == Kept(str(person.pk))


def test_a_visit_too_long_for_a_browser_is_refused_and_not_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeping, "MOST_BYTES", 10)
    with pytest.raises(TooMuch):
        keep(HttpResponse(), Kept(answers={"okveds": ["25.62"]}))


@pytest.mark.django_db
def test_every_field_answered_still_fits_into_a_browser() -> None:
    long = {"codes": [f"{25 + n}.62" for n in range(60)], "choices": ["RU-MAG"] * 9}
    answers = {each.code: long.get(each.kind, 123_456_789.5) for each in schema.fields()}
    saved = tuple(f"d2dd6765-512e-423c-a7a6-7f027a53f5{n:02}" for n in range(keeping.MOST_SAVED))
    assert len(cookie_of(Kept("1", "inn", made.INN, answers, saved))) < keeping.MOST_BYTES


@pytest.mark.django_db
def test_the_cookie_is_the_sites_alone_and_ends_with_the_browser(client: Client) -> None:
    Place.build()
    client.post(reverse("support:navigator-enter"), {"inn": made.INN})
    cookie = client.cookies[COOKIE]
    assert (cookie["httponly"], cookie["samesite"], cookie["max-age"], cookie["expires"]) == (True, "Lax", "", "")
    assert signing.loads(cookie.value, salt=SALT)["inn"] == made.INN
