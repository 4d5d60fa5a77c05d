"""The page of duties and the number in the menu, in a real browser, wide and narrow."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import expect

from promost.duties import actions
from promost.kit import clock, refs
from tests.duties.owing import owed
from tests.world import World

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize(("width", "language", "theme"), [(1280, "ru", "light"), (390, "en", "dark")])
def test_an_officer_finds_what_presses_from_any_page(
    browser_page: Any, world: World, width: int, language: str, theme: str
) -> None:
    body, origin, today = world.bodies["recipient"], refs.of(world.measure), clock.today(ZoneInfo("Asia/Magadan"))
    days = {"over": -3, "today": 0, "near": 6, "later": 60, "met": -20}
    actions.open_duties(
        owed(body, origin=origin, part=part, kind="test.measure", due_on=today + timedelta(days=left))
        for part, left in days.items()
    )
    actions.close("test.measure", origin, "met")
    visitor = browser_page(width=width, language=language, theme=theme, user=world.actor("recipient").person)
    visitor.open("/registry/organisations/")
    number = visitor.page.locator("nav a[href='/duties/'] .count > span").first
    expect(number).to_have_text("3")
    visitor.open("/duties/")
    expect(visitor.page.locator("nav a[href='/duties/'] .count > span").first).to_have_text("3")
    expect(visitor.page.locator("main tbody tr:not(.group)")).to_have_count(5)
    visitor.check()
    visitor.shot(f"duties_{language}_{width}")
