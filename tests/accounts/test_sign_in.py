"""Signing in: by address and password, with a lock-out that is told in words, and a second step for whoever wants it."""

from __future__ import annotations

import re
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from django.core.cache import cache
from django.urls import NoReverseMatch, reverse

from promost.accounts.models import Role, User
from tests.accounts.people import PASSWORD, member, organisation, user

pytestmark = pytest.mark.django_db
LANGUAGES = pytest.mark.parametrize("language", ["ru", "en"])


@pytest.fixture(autouse=True)
def _no_attempts_before() -> None:
    cache.clear()


def sign_in(client: Any, email: str, password: str = PASSWORD, **more: str) -> Any:
    return client.post("/accounts/login/", {"login": email, "password": password, **more})


def confirm(client: Any) -> None:
    """Give the password once more, as steps that change how one signs in ask for."""
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})


def test_an_address_is_one_address_whatever_its_case(client: Any) -> None:
    person = user("clerk")
    answer = sign_in(client, "Clerk@Example.ORG", next="/people/me/")
    assert (answer.status_code, answer["Location"]) == (302, "/people/me/")
    assert client.session["_auth_user_id"] == str(person.pk)


def test_a_wrong_password_does_not_tell_whether_there_is_such_an_account(client: Any) -> None:
    user("clerk")
    known, unknown = (sign_in(client, email, "wrong") for email in ("clerk@example.org", "nobody@example.org"))
    assert known.status_code == unknown.status_code == 200
    assert known.context["form"].errors == unknown.context["form"].errors
    assert "_auth_user_id" not in client.session


def test_after_five_failures_the_right_password_does_not_do_either_and_the_page_says_for_how_long(client: Any) -> None:
    user("clerk")
    client.cookies["promost_language"] = "en"
    for _ in range(5):
        sign_in(client, "clerk@example.org", "wrong")
    page = sign_in(client, "clerk@example.org")
    assert "closed for five minutes" in page.content.decode()
    assert "_auth_user_id" not in client.session
    client.cookies["promost_language"] = "ru"
    assert "закрыт на пять минут" in sign_in(client, "clerk@example.org").content.decode()


def test_a_closed_account_is_told_so(client: Any) -> None:
    person = user("clerk")
    User.objects.filter(pk=person.pk).update(is_active=False)
    answer = sign_in(client, "clerk@example.org")
    assert "_auth_user_id" not in client.session
    assert answer.status_code in {200, 302}


@pytest.mark.parametrize("name", ["account_signup", "account_email", "socialaccount_signup", "mfa_list_webauthn"])
def test_there_is_no_open_sign_up(name: str) -> None:
    with pytest.raises(NoReverseMatch):
        reverse(name)


@LANGUAGES
@pytest.mark.parametrize(
    "name",
    ["account_login", "account_inactive", "account_reset_password", "account_reset_password_done",
     "account_reset_password_from_key_done"],
)  # fmt: skip
def test_pages_of_signing_in_open_to_a_stranger(client: Any, name: str, language: str) -> None:
    client.cookies["promost_language"] = language
    page = client.get(reverse(name))
    assert page.status_code == 200
    assert f'<html lang="{language}">' in page.content.decode()


@LANGUAGES
@pytest.mark.parametrize(
    "name", ["account_logout", "account_change_password", "mfa_index", "mfa_activate_totp", "account_reauthenticate"]
)
def test_pages_of_ones_own_account_open(client: Any, name: str, language: str) -> None:
    user("clerk")
    sign_in(client, "clerk@example.org")
    confirm(client)
    client.cookies["promost_language"] = language
    page = client.get(reverse(name))
    assert page.status_code == 200
    assert f'<html lang="{language}">' in page.content.decode()


def test_a_forgotten_password_is_set_anew_by_a_letter(client: Any, mailoutbox: Any) -> None:
    person = user("clerk")
    client.post("/accounts/password/reset/", {"email": "clerk@example.org"})
    (letter,) = mailoutbox
    assert letter.subject.startswith("Promost: ")
    link = re.search(r"http://testserver(/\S+)", letter.body)
    assert link
    page = client.get(link[1], follow=True)
    path = page.redirect_chain[-1][0]
    client.post(path, {"password1": "another-harbour-42", "password2": "another-harbour-42"})
    person.refresh_from_db()
    assert person.check_password("another-harbour-42")
    assert "used already or is too old" in client.get(link[1], headers={"accept-language": "en"}).content.decode()


def test_no_letter_goes_to_an_address_without_an_account(client: Any, mailoutbox: Any) -> None:
    answer = client.post("/accounts/password/reset/", {"email": "nobody@example.org"})
    assert answer["Location"] == reverse("account_reset_password_done"), "the page does not tell either"
    assert not mailoutbox


def test_the_second_step_is_turned_on_asked_for_and_has_recovery_codes(client: Any) -> None:
    person = user("clerk")
    sign_in(client, "clerk@example.org")
    assert client.get(reverse("mfa_activate_totp")).status_code == 302, "the password is asked for once more"
    confirm(client)
    page = client.get(reverse("mfa_activate_totp"))
    html = page.content.decode()
    assert 'src="data:image/svg+xml;' in html
    assert 'fill="white"' in page.context["totp_svg"], "a camera reads it on a dark page too"
    assert "style=" not in html
    secret = page.context["form"].secret
    code = totp.format_hotp_value(totp.hotp_value(secret, next(iter(totp.yield_hotp_counters_from_time()))))
    assert client.post(reverse("mfa_activate_totp"), {"code": code}).status_code == 302
    assert set(Authenticator.objects.filter(user=person).values_list("type", flat=True)) == {"totp", "recovery_codes"}
    codes = client.get(reverse("mfa_view_recovery_codes")).context["unused_codes"]
    assert len(codes) == 10
    client.post("/accounts/logout/")
    answer = sign_in(client, "clerk@example.org")
    assert answer["Location"].startswith(reverse("mfa_authenticate"))
    assert "_auth_user_id" not in client.session, "the password alone does not do any more"
    assert client.get(answer["Location"]).status_code == 200
    client.post(reverse("mfa_authenticate"), {"code": codes[0]})
    assert client.session["_auth_user_id"] == str(person.pk)
    for name in ("mfa_index", "mfa_generate_recovery_codes", "mfa_deactivate_totp", "mfa_reauthenticate"):
        assert client.get(reverse(name), follow=True).status_code == 200


def test_whoever_asks_too_often_is_told_in_words_to_wait(client: Any, mailoutbox: Any) -> None:
    client.cookies["promost_language"] = "en"
    answers = [client.post("/accounts/password/reset/", {"email": "nobody@example.org"}) for _ in range(25)]
    assert answers[0].status_code == 302
    assert answers[-1].status_code == 429
    assert "wait a few minutes" in answers[-1].content.decode()


def test_nobody_has_a_signature_by_running_the_installation(client: Any) -> None:
    root = user("root", administrator=True)
    assert not root.is_superuser
    actor = member("chief", organisation(), Role.ADMINISTRATOR)
    assert not actor.can(Role.SIGNATORY)
