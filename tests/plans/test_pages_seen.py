"""Figures in a real browser: wide and narrow, light and dark, today and on a past day; what comes on demand comes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page

from promost.kit import clock
from promost.plans.models import Measure
from promost.profiles.sync import sync
from tests.plans.test_pages_counted import AUTUMN, promised

STEPS = 60
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def _autumn(settings: Any) -> Iterator[None]:
    settings.FROZEN_AT = AUTUMN.isoformat()  # for the server's threads
    with clock.stopped(AUTUMN):
        yield


def read_on(page: Page, until: str) -> None:
    """Scroll as a reader does until something is there; fail at the end of patience."""
    for _ in range(STEPS):
        if page.locator(until).count():
            return
        page.mouse.wheel(0, 300)
        page.wait_for_timeout(150)
    pytest.fail(f"{until} did not come")


@pytest.mark.parametrize(("width", "language", "theme"), [(1360, "ru", "dark"), (390, "en", "light")])
def test_an_officer_looks_at_figures(browser_page: Any, width: int, language: str, theme: str) -> None:
    sync()
    plan, editor = promised(3)
    visitor = browser_page(width=width, language=language, theme=theme, user=editor.user)
    for name, query in (("list", ""), ("targets", "?view=targets"), ("past", "?at=2025-06-30")):
        visitor.open(f"/plans/{plan.uuid}/{query}")
        visitor.check()
        visitor.shot(f"figures_{name}_{language}_{width}")
    measure = Measure.objects.order_by("pk")[0]
    visitor.open(f"/measures/{measure.uuid}/")
    read_on(visitor.page, "#facts table")
    visitor.check()
    visitor.shot(f"figures_measure_{language}_{width}")


def test_a_page_is_not_sent_twice_to_a_real_browser(browser_page: Any) -> None:
    sync()
    plan, editor = promised(1)
    visitor = browser_page(language="en", user=editor.user)
    address = f"/plans/{plan.uuid}/"
    for _ in range(3):
        visitor.open(address)
    sizes = visitor.page.evaluate("performance.getEntriesByType('navigation')[0].transferSize")
    whole = visitor.page.evaluate("performance.getEntriesByType('navigation')[0].encodedBodySize")
    assert sizes < whole, "the third visit sent the page again"
