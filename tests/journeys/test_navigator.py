"""A director with ten minutes finds three schemes and sees why not the fourth, at a desk and on a telephone."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.urls import reverse

from promost.support.schemes import queries
from tests.conftest import OpenBrowser
from tests.harness.browser import Visitor
from tests.support.navigator import made
from tests.support.navigator.made import Place

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
THREE = ("Заём на станки", "Субсидия на лизинг", "Грант на испытания")
FOURTH = "Грант малому предприятию"


@pytest.fixture(autouse=True)
def schemes() -> None:
    """Three that fit once two questions are answered, and one for smaller enterprises."""
    queries._engine.cache_clear()
    Place.build()
    metal = {"field": "okved", "under": ["25"]}
    no_debt = {"field": "tax_debt", "max": 30_000, "source": "Порядок, п. 5"}
    exports = {"field": "exporter", "is": True}
    made.scheme(THREE[0], metal, amount_max=Decimal(5_000_000), rate_min=Decimal(1), rate_max=Decimal(3))
    made.scheme(THREE[1], {"all": [metal, no_debt]}, kind="subsidy", amount_max=Decimal(9_000_000))
    made.scheme(THREE[2], {"all": [no_debt, exports]}, kind="grant", level="federal", region=None)
    made.scheme(FOURTH, {"all": [metal, {"field": "employees", "max": 100, "source": "209-ФЗ, ст. 4"}]}, kind="grant")


def counts(visitor: Visitor) -> list[str]:
    return [each.inner_text() for each in visitor.page.locator(".answers b").all()]


def enters(visitor: Visitor, number: str) -> None:
    visitor.page.fill("#id_inn", number)
    with visitor.page.expect_navigation():
        visitor.page.click("button[value=inn]")
    visitor.check()


def answers(visitor: Visitor, field: str, how: str) -> None:
    """Answer the question that is asked, by keyboard: the cursor is in it already but for the first one."""
    page = visitor.page
    assert page.locator("#question input[name=field]").get_attribute("value") == field
    if how in ("yes", "no"):
        page.check(f"input[name=value][value={how}]")
    else:
        page.fill("#id_value", how)
    page.locator("#question button[value=answer]").press("Enter")
    page.locator(f".fact.answered a[href*='ask={field}']").wait_for()
    visitor.check()


@pytest.mark.parametrize("width", [1360, 390])
def test_three_schemes_in_ten_minutes_and_why_not_the_fourth(browser_page: OpenBrowser, width: int) -> None:
    visitor = browser_page(width=width, language="ru")
    page = visitor.page
    visitor.open(reverse("support:navigator"))
    enters(visitor, made.WRONG_DIGIT)
    assert "в одной из цифр ошибка" in page.inner_text("#id_inn_error")
    visitor.allow("console", "422")
    enters(visitor, made.INN)
    assert counts(visitor) == ["1", "2", "1"]

    answers(visitor, "tax_debt", "0")
    assert counts(visitor) == ["2", "1", "1"]
    answers(visitor, "exporter", "yes")
    assert counts(visitor) == ["3", "0", "1"]
    assert not page.locator("#question").count(), "nothing more is worth asking"
    visitor.shot(f"navigator-{width}")
    assert [each.inner_text() for each in page.locator(".scheme h3").all()] == [THREE[1], THREE[0], THREE[2]]

    with page.expect_navigation():
        page.click(".answers a[href*='list=no']")
    visitor.check()
    why = " ".join(page.inner_text("#found").split())
    assert FOURTH in why
    assert "Среднесписочная численность не выше 100 чел.; у вас: 120 чел. 209-ФЗ, ст. 4" in why
    assert "Среднесписочная численность: 100 чел. (сейчас 120 чел.)" in why
    visitor.shot(f"navigator-why-{width}")


def test_typing_into_the_search_keeps_the_cursor_where_it_is(browser_page: OpenBrowser) -> None:
    visitor = browser_page(width=1360, language="ru")
    visitor.open(reverse("support:navigator"))
    enters(visitor, made.INN)
    page = visitor.page
    page.focus("#id_q")
    page.keyboard.type("станки", delay=20)
    page.locator("#found h2", has_text="Подходит: 1").wait_for()
    page.wait_for_url("**q=%D1%81*")
    assert page.evaluate("() => document.activeElement.id") == "id_q"
    assert page.input_value("#id_q") == "станки"
    visitor.check()


def test_three_are_kept_and_compared_side_by_side(browser_page: OpenBrowser) -> None:
    visitor = browser_page(width=390, language="en")
    visitor.open(reverse("support:navigator"))
    enters(visitor, made.INN)
    page = visitor.page
    page.click(".scheme form button[aria-pressed=false]")
    page.locator("button[aria-pressed=true]").wait_for()
    page.check(".scheme input[name=scheme]")
    with page.expect_navigation():
        page.click("#compare button")
    visitor.check()
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 390, "nothing runs out of the screen"
    assert "Fits" in page.inner_text("main table")
    visitor.open(reverse("support:saved"))
    assert page.locator(".scheme").count() == 1


def test_without_scripts_the_same_is_done_page_by_page(browser_page: OpenBrowser) -> None:
    visitor = browser_page(width=1360, language="ru")
    context = visitor.context.browser.new_context(java_script_enabled=False, locale="ru-RU")  # type: ignore[union-attr]
    page = context.new_page()
    page.goto(visitor.base + reverse("support:navigator"))
    page.fill("#id_inn", made.INN)
    page.click("button[value=inn]")
    page.fill("#id_value", "0")
    page.click("#question button[value=answer]")
    assert page.locator(".fact.answered").count() == 1
    assert [each.inner_text() for each in page.locator(".answers b").all()] == ["2", "1", "1"]
    context.close()
