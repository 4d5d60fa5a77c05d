"""The pages of the accounts in Chromium: no barrier, nothing from elsewhere, in both languages, on desk and phone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.cache import cache
from django.urls import reverse

from promost.accounts import actions, tokens
from promost.accounts.models import Invitation, Role, User
from tests.accounts.people import PASSWORD, member, organisation

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SCREENS = pytest.mark.parametrize(("width", "language", "theme"), [(1280, "ru", "light"), (390, "en", "dark")])


@pytest.fixture(autouse=True)
def _no_attempts_before() -> None:
    cache.clear()


@SCREENS
def test_pages_open_to_a_stranger(
    browser_page: Callable[..., Any], width: int, language: str, theme: str, mailoutbox: Any
) -> None:
    chief = member("chief", organisation(), Role.ADMINISTRATOR)
    assert chief.organisation
    invitation = actions.invite(chief, chief.organisation, email="new@example.org", role=Role.EDITOR)
    Invitation.objects.filter(pk=invitation.pk).update(token_digest=tokens.digest("known"))
    visitor = browser_page(width, language, theme)
    for path in (reverse("account_login"), reverse("account_reset_password"), "/people/invitation/known/"):
        visitor.open(path)
        visitor.check()
        visitor.shot(f"accounts{path.replace('/', '-')}{width}")
    assert len(mailoutbox) == 1


@SCREENS
def test_pages_of_an_administrator(
    browser_page: Callable[..., Any], width: int, language: str, theme: str, mailoutbox: Any
) -> None:
    body = organisation()
    chief = member("chief", body, Role.ADMINISTRATOR, Role.SIGNATORY)
    member("clerk", body, Role.VIEWER)
    actions.invite(chief, body, email="new@example.org", role=Role.EDITOR)
    visitor = browser_page(width, language, theme, user=chief.person)
    for name in ("members", "invite", "profile", "erase"):
        visitor.open(reverse(f"accounts:{name}"))
        visitor.check()
        visitor.shot(f"accounts-{name}-{width}")
    assert len(mailoutbox) == 1


def test_from_the_letter_to_the_second_step(browser_page: Callable[..., Any], mailoutbox: Any) -> None:
    chief = member("chief", organisation(), Role.ADMINISTRATOR)
    assert chief.organisation
    invitation = actions.invite(chief, chief.organisation, email="new@example.org", role=Role.EDITOR)
    Invitation.objects.filter(pk=invitation.pk).update(token_digest=tokens.digest("known"))
    visitor = browser_page(language="en")
    visitor.open("/people/invitation/known/")
    page = visitor.page
    page.get_by_label("Name").fill("Anna Petrova")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_label("Password once more").fill(PASSWORD)
    page.get_by_role("button", name="Open the account").click()
    page.wait_for_url("**/")
    assert User.objects.get(email="new@example.org").name == "Anna Petrova"
    visitor.open(reverse("mfa_activate_totp"))
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Confirm").click()
    page.wait_for_url("**/totp/activate/")
    page.locator("img.qr").wait_for()
    assert page.locator("img.qr").evaluate("image => image.naturalWidth") > 0, "the picture is shown under the policy"
    visitor.check()
    visitor.shot("accounts-second-step")
    assert len(mailoutbox) == 1
