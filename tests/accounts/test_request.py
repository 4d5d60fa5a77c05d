"""Every request knows in whose name it acts, in few queries; a stranger costs none."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.backends.db import SessionStore
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.utils import translation

from promost.accounts import acting, context
from promost.accounts.actors import OPERATOR, Actor, Refused
from promost.accounts.middleware import ActingMiddleware
from promost.accounts.models import Membership, Role
from promost.kit import clock
from promost.registry.actions import merge
from tests.accounts.people import member, organisation, user

pytestmark = pytest.mark.django_db


def request_of(person: Any, session: SessionBase | None = None) -> HttpRequest:
    request = RequestFactory().get("/people/")
    request.user, request.session = person, session or SessionStore()
    return request


def through(request: HttpRequest) -> HttpRequest:
    """Send the request through the middleware and return it."""
    ActingMiddleware(lambda _request: HttpResponse())(request)
    return request


def test_the_first_organisation_is_acted_for_until_another_is_chosen() -> None:
    first, second = organisation("First"), organisation("Second")
    actor = member("clerk", first, Role.EDITOR)
    Membership.objects.create(user=actor.person, organisation=second, role=Role.SIGNATORY, since=clock.now())
    request = request_of(actor.person)
    assert acting.current(request).organisation == first
    acting.choose(request, str(second.uuid))
    now = acting.current(request)
    assert (now.organisation, now.roles) == (second, frozenset({"signatory"}))


def test_an_organisation_that_one_does_not_belong_to_cannot_be_chosen() -> None:
    actor, other = member("clerk", organisation(), Role.EDITOR), organisation("Other")
    request = request_of(actor.person)
    with pytest.raises(Refused):
        acting.choose(request, str(other.uuid))
    assert acting.current(request).organisation == actor.organisation


def test_an_organisation_that_one_has_left_is_not_acted_for() -> None:
    body = organisation()
    actor = member("clerk", body, Role.EDITOR)
    request = request_of(actor.person)
    request.session[acting.ACTING_FOR] = str(body.uuid)
    Membership.objects.all().delete()
    assert acting.current(request) == Actor(actor.person)


def test_a_member_of_a_merged_organisation_acts_for_the_one_that_it_became() -> None:
    old, new = organisation("Old"), organisation("New")
    actor = member("clerk", old, Role.EDITOR)
    merge(OPERATOR, old, new)
    assert acting.current(request_of(actor.person)).organisation == new


def test_a_signed_in_page_costs_two_queries_and_a_strangers_none(client: Any, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(0):
        assert client.get("/people/invitation/").status_code == 404
    actor = member("clerk", organisation(), Role.ADMINISTRATOR)
    client.force_login(actor.person)
    with django_assert_num_queries(2):  # the session, the user with memberships and their organisations
        page = client.get("/people/invite/")
    assert page.status_code == 200
    assert "/people/" in [line.url for line in page.context["menu"]]


def test_several_organisations_cost_no_more(client: Any, django_assert_num_queries: Any) -> None:
    actor = member("clerk", organisation("First"), Role.ADMINISTRATOR)
    for number in range(20):
        body = organisation(f"Body {number}")
        Membership.objects.create(user=actor.person, organisation=body, role=Role.ADMINISTRATOR, since=clock.now())
    client.force_login(actor.person)
    with django_assert_num_queries(2):
        page = client.get("/people/invite/")
    assert len(page.context["memberships"]) == 21


def test_a_rooms_own_lines_stand_on_its_pages_alone_and_its_main_line_stays_marked(client: Any) -> None:
    inside, outside = client.get("/support/schemes/"), client.get("/accounts/login/")
    assert "/support/schemes/" in [line.url for line in inside.context["room_menu"] if line.current]
    assert "/support/navigator/" in [line.url for line in inside.context["menu"] if line.current]
    assert "/support/schemes/" not in [line.url for line in inside.context["menu"]]
    assert list(outside.context["room_menu"]) == []
    assert not [line.url for line in outside.context["menu"] if line.current]


def test_the_programmes_day_is_that_of_the_organisation_acted_for() -> None:
    actor = member("clerk", organisation(), Role.EDITOR)
    request = through(request_of(actor.person))
    with clock.stopped(clock.now().replace(year=2025, month=3, day=31, hour=20, minute=0)):
        assert context.today(request).isoformat() == "2025-04-01", "in Magadan it is tomorrow"
        assert context.today(request_of(user("stranger"))).isoformat() == "2025-03-31"


@pytest.mark.parametrize(
    ("cookies", "expected"),
    [({"promost_session": "x"}, "en"), ({"promost_session": "x", "promost_language": "ru"}, "ru"), ({}, "ru")],
)
def test_pages_speak_the_profiles_language_unless_another_was_chosen(cookies: dict[str, str], expected: str) -> None:
    request = request_of(user("clerk", language="en"))
    request.COOKIES.update(cookies)
    with translation.override("ru"):
        through(request)
        assert translation.get_language() == expected


def test_a_closed_account_may_nothing() -> None:
    body = organisation()
    actor = member("clerk", body, Role.ADMINISTRATOR)
    assert actor.person.has_perm("accounts.manage_members", body)
    actor.person.is_active = False
    assert not actor.person.has_perm("accounts.manage_members", body)


def test_a_permission_that_no_rule_grants_is_refused_to_everybody() -> None:
    root = user("root", administrator=True)
    assert not root.has_perm("accounts.nothing_of_the_kind")
    assert not root.has_perm("plans.sign_statement")
    assert not root.has_perm("accounts.delete_user")
