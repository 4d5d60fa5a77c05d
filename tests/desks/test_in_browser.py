"""Home and desks in a real browser: no barrier, no foreign host, no script that fails, at a desk and on a phone."""

from __future__ import annotations

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from promost.accounts.models import User
from tests.conftest import OpenBrowser
from tests.world import World

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def world() -> World:
    """Return a small world with a late measure."""
    return World.build()


@pytest.mark.parametrize(("width", "theme", "language"), [(1360, "light", "ru"), (390, "dark", "en")])
def test_home_and_desks_at_a_desk_and_on_a_phone(
    browser_page: OpenBrowser, world: World, width: int, theme: str, language: str
) -> None:
    visitor = browser_page(width=width, theme=theme, language=language, user=world.users["recipient"])
    for name, url in (
        ("home", "/"),
        ("region", "/desk/region/RU-MAG/"),
        ("region-as-of", "/desk/region/RU-MAG/?at=2025-03-01"),
        ("organisation", reverse("desks:organisation", args=[world.bodies["enterprise"].uuid])),
    ):
        visitor.open(url)
        visitor.check()
        visitor.shot(f"{name}-{width}")


def test_my_organisation_s_desk_is_in_the_header_s_menu(browser_page: OpenBrowser, world: World) -> None:
    user = world.users["enterprise"]
    assert isinstance(user, User)
    visitor = browser_page(language="en", user=user)
    visitor.open("/")
    visitor.page.click("header details.dropdown summary")
    visitor.page.click("text=My organisation's desk")
    expect(visitor.page.locator("h1")).to_have_text("Magadan Machine Plant")
