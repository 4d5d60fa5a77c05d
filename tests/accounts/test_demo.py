"""The people of a demonstration: invented ones, one click away, and only there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import override_settings
from django.urls import NoReverseMatch, reverse

from promost.accounts import demo
from promost.accounts.models import Role, User
from tests.accounts import demo_addresses
from tests.accounts.people import organisation, user

pytestmark = pytest.mark.django_db


@pytest.fixture
def demonstration() -> Iterator[None]:
    with override_settings(DEMO=True, ROOT_URLCONF=demo_addresses.__name__):
        yield


@pytest.mark.usefixtures("demonstration")
@pytest.mark.parametrize("count", [1, 3, 50])
def test_everybody_invented_is_listed_with_places_and_roles(
    client: Any, count: int, django_assert_num_queries: Any
) -> None:
    for number in range(count):
        body = organisation(f"Body {number}")
        demo.make_user(f"p{number}@promost.example", f"Person {number}", "Head", {body: (Role.EDITOR, Role.SIGNATORY)})
    user("real")
    with django_assert_num_queries(2):
        html = client.get("/demo/").content.decode()
    assert html.count('name="person"') == count
    assert "Person 0" in html
    assert "Body 0" in html
    assert "Real" not in html


@pytest.mark.usefixtures("demonstration")
def test_one_click_signs_in_as_an_invented_person(client: Any) -> None:
    person = demo.make_user("p@promost.example", "Person")
    answer = client.post("/demo/sign-in/", {"person": str(person.uuid)})
    assert answer.status_code == 302
    assert client.session["_auth_user_id"] == str(person.pk)


@pytest.mark.usefixtures("demonstration")
@pytest.mark.parametrize("who", ["real", "nonsense", ""])
def test_nobody_real_is_signed_in_as(client: Any, who: str) -> None:
    real = user("real")
    answer = client.post("/demo/sign-in/", {"person": str(real.uuid) if who == "real" else who})
    assert answer.status_code == 404
    assert "_auth_user_id" not in client.session


@pytest.mark.usefixtures("demonstration")
def test_looking_at_a_link_signs_nobody_in(client: Any) -> None:
    person = demo.make_user("p@promost.example", "Person")
    assert client.get("/demo/sign-in/", {"person": str(person.uuid)}).status_code == 405


def test_outside_a_demonstration_there_is_no_such_page(client: Any) -> None:
    with pytest.raises(NoReverseMatch):
        reverse("demo_people")
    assert client.get("/demo/").status_code == 404


@override_settings(ROOT_URLCONF=demo_addresses.__name__)
def test_should_the_address_be_there_by_mistake_nobody_is_signed_in(client: Any) -> None:
    person = demo.make_user("p@promost.example", "Person")
    assert client.post("/demo/sign-in/", {"person": str(person.uuid)}).status_code == 404
    assert client.get("/demo/").status_code == 404


def test_people_are_made_once_and_have_no_password() -> None:
    body = organisation()
    for _ in range(2):
        demo.make_user("p@promost.example", "Person", "Head", {body: (Role.EDITOR,)})
    person = User.objects.get()
    assert person.invented
    assert not person.has_usable_password()
    assert person.memberships.count() == 1
