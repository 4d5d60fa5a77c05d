"""The page around every content, as somebody uses it in a browser: by mouse, by keyboard, on a phone, without scripts."""

from __future__ import annotations

from typing import Any

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SIGN_IN = "/accounts/login/"


def test_a_chosen_theme_is_said_kept_and_drawn(browser_page: Any) -> None:
    visitor = browser_page(theme="light")
    visitor.open(SIGN_IN)
    switch = visitor.page.locator("[data-theme-switch]")
    light = visitor.page.evaluate("getComputedStyle(document.body).backgroundColor")
    switch.click()
    switch.click()
    assert switch.get_attribute("aria-label") == "Тема: тёмная"
    assert visitor.page.evaluate("getComputedStyle(document.body).backgroundColor") != light
    visitor.open(SIGN_IN)
    assert visitor.page.locator("html").get_attribute("data-theme") == "dark"


def test_the_language_changes_and_one_stays_where_one_was(browser_page: Any) -> None:
    visitor = browser_page(language="ru")
    visitor.open(f"{SIGN_IN}?next=/")
    visitor.page.get_by_role("button", name="English").click()
    visitor.page.wait_for_selector("html[lang=en]")
    assert visitor.page.url.endswith(f"{SIGN_IN}?next=/")


def test_on_a_phone_the_menu_opens_closes_and_says_which(browser_page: Any) -> None:
    visitor = browser_page(width=390)
    visitor.open(SIGN_IN)
    button, menu = visitor.page.get_by_role("button", name="Меню"), visitor.page.locator("#panel")
    assert not menu.is_visible()
    button.click()
    assert menu.is_visible()
    assert button.get_attribute("aria-expanded") == "true"
    visitor.check()
    button.click()
    assert not menu.is_visible()


@pytest.mark.parametrize("language", ["ru", "en"])
def test_nothing_is_wider_than_a_phone(browser_page: Any, language: str) -> None:
    visitor = browser_page(width=390, language=language)
    visitor.open(SIGN_IN)
    assert visitor.page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_first_key_leads_past_the_menu_to_the_content(browser_page: Any) -> None:
    visitor = browser_page()
    visitor.open(SIGN_IN)
    visitor.page.evaluate("document.activeElement.blur()")  # the form may ask for the cursor
    visitor.page.locator(".skip").focus()
    assert visitor.page.locator(".skip").is_visible()
    visitor.page.keyboard.press("Enter")
    assert visitor.page.evaluate("document.activeElement.id") == "content"


def posts_of_three_clicks(visitor: Any, guarded: bool) -> int:
    """Click three times on a button whose answer leaves the page standing (204), and count what was sent."""
    sent: list[str] = []

    def answer(route: Any) -> None:
        if route.request.method == "POST":
            sent.append(route.request.url)
            route.fulfill(status=204)
        else:
            route.continue_()

    visitor.page.route(f"**{SIGN_IN}", answer)
    visitor.open(SIGN_IN)
    if not guarded:
        visitor.page.evaluate("addEventListener('submit', event => event.stopImmediatePropagation(), true)")
    for _ in range(3):
        visitor.page.evaluate(
            """() => {
                const form = document.querySelector('main form');
                form.noValidate = true;
                form.querySelector('button').click();
                return new Promise(done => setTimeout(done, 40));
            }"""
        )
    return len(sent)


def test_three_clicks_send_a_form_once(browser_page: Any) -> None:
    assert posts_of_three_clicks(browser_page(), guarded=True) == 1


def test_without_the_guard_three_clicks_would_send_it_more_often(browser_page: Any) -> None:
    assert posts_of_three_clicks(browser_page(), guarded=False) > 1


def test_without_scripts_the_menu_and_the_form_are_still_there(browser_page: Any) -> None:
    visitor = browser_page(width=390)
    context = visitor.context.browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 740})
    try:
        page = context.new_page()
        page.goto(visitor.base + SIGN_IN)
        assert page.locator("#panel").is_visible()
        assert page.locator("main form button").first.is_visible()
        assert not page.locator("[data-theme-switch]").is_visible(), "it could do nothing"
    finally:
        context.close()
