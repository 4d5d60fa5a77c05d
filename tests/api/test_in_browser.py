"""The pages around the API as people meet them: in both languages, wide and narrow, light and dark, by keyboard too."""

from __future__ import annotations

import pytest
from django.urls import reverse

from promost.accounts.api_tokens.actions import create_api_token
from promost.accounts.api_tokens.models import ApiToken, Scope
from promost.accounts.models import Role
from tests.accounts.people import member, organisation
from tests.conftest import OpenBrowser

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize(
    ("width", "language", "theme", "word"),
    [(1280, "ru", "light", "Как пользоваться"), (390, "en", "dark", "How it is used")],
)
def test_whoever_looks_for_the_api_finds_how_it_is_used(
    browser_page: OpenBrowser, width: int, language: str, theme: str, word: str
) -> None:
    visitor = browser_page(width=width, language=language, theme=theme)
    visitor.open(reverse("api:reference"))
    assert word in visitor.page.content()


@pytest.mark.parametrize(("width", "language", "theme"), [(390, "ru", "dark"), (1280, "en", "light")])
def test_a_token_is_found_in_ones_account_and_revoked(
    browser_page: OpenBrowser, width: int, language: str, theme: str
) -> None:
    clerk = member("clerk", organisation(), Role.EDITOR)
    create_api_token(clerk, name="nightly", scope=Scope.READ, days=90)
    visitor = browser_page(width=width, language=language, theme=theme, user=clerk.person)
    visitor.open(reverse("accounts:api_tokens"))
    visitor.check()
    visitor.open(reverse("accounts:profile"))
    visitor.page.locator(f"a[href='{reverse('accounts:api_tokens')}']").click()
    visitor.page.get_by_role("button", name="nightly").click()
    visitor.page.wait_for_load_state()
    assert "nightly</th>" not in visitor.page.content()
    assert ApiToken.objects.get().revoked_at is not None
