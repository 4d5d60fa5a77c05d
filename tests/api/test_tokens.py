"""Tokens: given once, good for one organisation and for as long as its owner belongs there, worthless when revoked."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.db import connection
from django.urls import reverse

from promost.accounts import actions as accounts
from promost.accounts.actors import OPERATOR, Actor, Refused
from promost.accounts.api_tokens.actions import MOST, Given, create_api_token, revoke_api_token
from promost.accounts.api_tokens.models import ApiToken, Scope
from promost.accounts.models import Membership, Role, User
from promost.kit import clock
from promost.kit.models import HistoryEntry
from promost.registry.actions import merge
from promost.registry.models import Organisation
from tests.accounts.people import PASSWORD, member, organisation, user
from tests.api.calls import CLIENT, call
from tests.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner(world: World) -> Actor:
    return world.actor("recipient")


def give(owner: Actor, scope: Scope = Scope.READ, name: str = "statistics", days: int = 30) -> Given:
    return create_api_token(owner, name=name, scope=scope, days=days)


def code(bearer: str) -> tuple[int, str]:
    answer = call(bearer, "/plans")
    return answer.status_code, answer.json().get("code", "")


class TestTheOwner:
    """What becomes of a token when its owner, or the owner's place, changes."""

    def test_a_revoked_token_is_refused_at_the_very_next_call(self, owner: Actor) -> None:
        given = give(owner)
        assert code(given.text) == (200, "")
        revoke_api_token(owner, given.token)
        assert code(given.text) == (401, "token_revoked")

    def test_it_acts_with_the_roles_of_the_moment(self, owner: Actor) -> None:
        given = give(owner, Scope.WRITE)
        Membership.objects.filter(user=owner.person).update(role=Role.VIEWER)
        assert code(given.text) == (200, "")
        Membership.objects.filter(user=owner.person).delete()
        assert code(given.text) == (401, "token_membership")

    def test_it_opens_nothing_of_another_organisation_of_its_owner(self, world: World) -> None:
        person = world.users["unrelated"]
        assert isinstance(person, User)
        given = give(world.actor("unrelated"))
        Membership.objects.create(user=person, organisation=world.bodies["donor"], role=Role.EDITOR, since=clock.now())
        assert person.has_perm("plans.view_plan", world.plan)
        assert call(given.text, f"/plans/{world.plan.uuid}").status_code == 404
        assert call(given.text, "/plans").json()["count"] == 0

    def test_it_carries_no_power_over_the_installation(self, world: World) -> None:
        given = give(world.actor("unrelated"))
        User.objects.filter(email="unrelated@example.org").update(is_administrator=True)
        assert call(given.text, "/agreements").json()["count"] == 0
        assert User.objects.get(email="unrelated@example.org").is_administrator

    def test_an_inactive_owner_is_refused(self, owner: Actor) -> None:
        given = give(owner)
        User.objects.filter(pk=owner.person.pk).update(is_active=False)
        assert code(given.text) == (401, "token_owner")

    def test_an_erased_owner_leaves_no_token_and_no_name_of_one(self, owner: Actor) -> None:
        given = give(owner, name="Anna's laptop")
        accounts.erase_user(owner, owner.person)
        assert code(given.text) == (401, "token_revoked")
        assert not ApiToken.objects.filter(name__contains="Anna").exists()

    def test_it_follows_an_organisation_into_the_one_that_it_was_merged_into(self, world: World) -> None:
        given = give(world.actor("unrelated"))
        merge(OPERATOR, Organisation.objects.get(pk=world.bodies["unrelated"].pk), world.bodies["recipient"])
        assert call(given.text, "/plans").json()["count"] == 1


class TestGiving:
    """How a token is made."""

    def test_the_database_history_and_log_never_hold_it(self, owner: Actor, caplog: pytest.LogCaptureFixture) -> None:
        caplog.set_level(logging.DEBUG)
        given = give(owner)
        call(given.text, "/plans?limit=0")
        kept = f"{list(ApiToken.objects.values())} {list(HistoryEntry.objects.values())} {caplog.text}"
        assert given.text not in kept
        assert given.text.removeprefix("promost_") not in kept
        assert HistoryEntry.objects.filter(verb="accounts.create_api_token", actor=owner.person).count() == 1

    def test_a_name_is_taken_once_and_free_again_after_revoking(self, owner: Actor) -> None:
        given = give(owner)
        with pytest.raises(ValidationError) as failure:
            give(owner)
        assert "name" in failure.value.message_dict
        revoke_api_token(owner, given.token)
        assert give(owner).token.pk != given.token.pk

    @pytest.mark.parametrize(("name", "days", "field"), [("  ", 30, "name"), ("nightly", 31, "days")])
    def test_what_is_given_wrongly_is_told(self, owner: Actor, name: str, days: int, field: str) -> None:
        with pytest.raises(ValidationError) as failure:
            give(owner, name=name, days=days)
        assert list(failure.value.message_dict) == [field]
        assert not ApiToken.objects.filter(user=owner.person).exists()

    def test_nobody_has_more_than_they_can_look_after(self, owner: Actor) -> None:
        for number in range(MOST):
            give(owner, name=f"n{number}")
        with pytest.raises(ValidationError):
            give(owner, name="one more")

    def test_whoever_acts_for_no_organisation_gets_none(self, world: World) -> None:
        with pytest.raises(Refused):
            give(Actor(world.users["administrator"]))

    def test_another_person_revokes_none_of_mine(self, world: World, owner: Actor) -> None:
        given = give(owner)
        with pytest.raises(Refused):
            revoke_api_token(world.actor("recipient_signatory"), given.token)
        assert code(given.text) == (200, "")

    def test_revoking_twice_is_one_deed(self, owner: Actor) -> None:
        given = give(owner)
        revoke_api_token(owner, given.token)
        first = ApiToken.objects.get(pk=given.token.pk).revoked_at
        revoke_api_token(owner, given.token)
        assert ApiToken.objects.get(pk=given.token.pk).revoked_at == first
        assert HistoryEntry.objects.filter(verb="accounts.revoke_api_token").count() == 1


class TestUsing:
    """What a call with a token is held to."""

    def test_its_term_is_counted_by_the_machine_and_not_by_a_clock_that_stands(self, owner: Actor) -> None:
        given = give(owner)
        ago = clock.machine_now() - timedelta(days=40)
        ApiToken.objects.filter(pk=given.token.pk).update(created_at=ago, expires_at=ago + timedelta(days=30))
        with clock.stopped(ago):
            assert code(given.text) == (401, "token_expired")

    def test_the_day_of_use_is_kept_and_written_once_a_day(self, owner: Actor) -> None:
        given = give(owner)
        call(given.text, "/plans")
        day = ApiToken.objects.get(pk=given.token.pk).last_used_on
        assert day == clock.machine_now().astimezone(owner.zone).date()
        with _writes("accounts_apitoken") as written:
            call(given.text, "/plans")
        assert written == []

    def test_a_call_too_many_is_told_when_to_come_again(self, owner: Actor, settings: Any) -> None:
        cache.clear()
        settings.API_CALLS_A_MINUTE = 2
        given, other = give(owner), give(owner, name="other")
        answers = [call(given.text, "/plans") for _ in range(4)]
        statuses = [answer.status_code for answer in answers]
        assert statuses in ([200, 200, 429, 429], [200, 200, 429, 200], [200, 200, 200, 429])  # a minute may end
        late = next(answer for answer in answers if answer.status_code == 429)
        assert 0 < int(late.headers["Retry-After"]) <= 60
        assert late.json()["code"] == "too_often"
        assert code(other.text) == (200, "")

    @pytest.mark.parametrize("header", ["", "Bearer", "Bearer ", "Basic abc", "Bearer promost_x", "Bearer й"])
    def test_what_is_no_token_opens_nothing(self, owner: Actor, header: str) -> None:
        answer = CLIENT.get("/api/v1/plans", headers={"Authorization": header, "Accept-Language": "en"})
        assert answer.status_code == 401
        assert answer.headers["WWW-Authenticate"] == "Bearer"
        assert answer.json()["message"]

    def test_the_cookie_of_a_session_opens_nothing(self, client: Any, owner: Actor) -> None:
        client.force_login(owner.person)
        assert client.get("/api/v1/plans").status_code == 401

    def test_a_session_beside_a_token_changes_neither_rights_nor_language(self, client: Any, world: World) -> None:
        client.force_login(world.users["recipient"])
        given = give(world.actor("unrelated"))
        answer = client.get("/api/v1/plans", headers={"Authorization": f"Bearer {given.text}"})
        assert answer.json()["count"] == 0


@contextmanager
def _writes(table: str) -> Iterator[list[str]]:
    """Note the statements that change a table."""
    found: list[str] = []

    def note(execute: Any, statement: str, *rest: Any) -> Any:
        if table in statement and statement.startswith(("UPDATE", "INSERT")):
            found.append(statement)
        return execute(statement, *rest)

    with connection.execute_wrapper(note):
        yield found


class TestThePages:
    """One's own tokens, as one meets them."""

    @pytest.fixture
    def clerk(self, client: Any) -> Actor:
        actor = member("clerk", organisation(), Role.EDITOR)
        client.post("/accounts/login/", {"login": actor.person.email, "password": PASSWORD})
        client.post("/accounts/reauthenticate/", {"password": PASSWORD})
        client.cookies["promost_language"] = "en"
        return actor

    def test_a_token_is_shown_once_works_and_is_revoked(self, client: Any, clerk: Actor) -> None:
        form = {"name": "nightly", "scope": "read", "days": "30"}
        page = client.post(reverse("accounts:api_token_create"), form)
        (text,) = re.findall(r"promost_[\w-]{43}", page.content.decode())
        assert "no-store" in page.headers["Cache-Control"]
        assert code(text) == (200, "")
        listed = client.get(reverse("accounts:api_tokens")).content.decode()
        assert "nightly" in listed
        assert text not in listed
        client.post(reverse("accounts:api_token_revoke", args=[ApiToken.objects.get().uuid]))
        assert code(text) == (401, "token_revoked")
        assert b"nightly</th>" not in client.get(reverse("accounts:api_tokens")).content

    def test_the_password_is_asked_for_again_after_a_while(self, client: Any, clerk: Actor) -> None:
        session = client.session
        for record in session["account_authentication_methods"]:
            record["at"] -= 3600
        session.save()
        answer = client.post(reverse("accounts:api_token_create"), {"name": "n", "scope": "read", "days": "30"})
        assert answer["Location"].startswith(reverse("account_reauthenticate"))
        assert not ApiToken.objects.exists()
        page = client.post(answer["Location"], {"password": PASSWORD})  # what was filled in is not lost
        assert ApiToken.objects.get().name == "n"
        assert b"promost_" in page.content

    def test_a_mistake_is_shown_and_nothing_is_made(self, client: Any, clerk: Actor) -> None:
        answer = client.post(reverse("accounts:api_token_create"), {"name": "", "scope": "all", "days": "3000"})
        assert answer.status_code == 422
        assert not ApiToken.objects.exists()

    @pytest.mark.parametrize("count", [1, 3, 20])
    def test_a_longer_list_costs_no_more_queries(
        self, client: Any, clerk: Actor, count: int, django_assert_num_queries: Any
    ) -> None:
        for number in range(count):
            give(clerk, name=f"n{number}")
        with django_assert_num_queries(3):  # session, user with memberships; tokens
            assert client.get(reverse("accounts:api_tokens")).status_code == 200

    def test_nobody_sees_that_of_another(self, client: Any, clerk: Actor) -> None:
        given = give(Actor(user("other"), clerk.organisation, clerk.roles))
        assert client.post(reverse("accounts:api_token_revoke", args=[given.token.uuid])).status_code == 404
        assert ApiToken.objects.get().revoked_at is None
