"""The main path in a real browser: a document is uploaded, mended, accepted, and the plan is live."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from promost.plans.models import ImportRow, MeasureEdition, Plan
from tests.plans import world as worlds
from tests.plans.world import FIRST, NO_DATE, SECOND, World

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def document(tmp_path: Path) -> Path:
    path = tmp_path / "план.docx"
    path.write_bytes(worlds.document(FIRST, SECOND, NO_DATE))
    return path


def upload(visitor: Any, world: World, document: Path) -> None:
    visitor.open(f"/agreements/{world.agreement.uuid}/upload/")
    visitor.page.set_input_files("input[type=file]", document)
    visitor.page.click("form[enctype] button[type=submit]")
    visitor.page.wait_for_url("**/imports/*/")
    visitor.page.wait_for_selector("#row-1")


@pytest.mark.parametrize(("width", "language"), [(1360, "ru"), (390, "en")])
def test_an_officer_brings_a_plan_to_life(
    browser_page: Any, world: World, document: Path, width: int, language: str
) -> None:
    visitor = browser_page(width=width, language=language, user=world.recipient.user)
    page = visitor.page
    upload(visitor, world, document)
    visitor.check()
    visitor.shot(f"preview_{language}_{width}")
    page.click("#row-3 a[href$='/edit/']")
    page.fill("#row-3 input[name='row-deadline_text']", "до 1 ноября 2025 г.")
    visitor.check()
    visitor.shot(f"mending_{language}_{width}")
    page.click("#row-3 form button.btn:not(.ghost)[type=submit]")
    page.wait_for_selector("#row-3 a[href$='/edit/']")
    assert ImportRow.objects.get(position=3).mended["deadline"]["end"] == "2025-11-01"
    visitor.check()
    page.click("form[action$='/accept/'] button.wide")
    page.wait_for_url("**/plans/*/")
    assert "Создание центра инжиниринга" in page.inner_text("main")
    visitor.check()
    visitor.shot(f"plan_{language}_{width}")
    plan = Plan.objects.get()
    for view in ("schedule", "targets"):
        visitor.open(f"/plans/{plan.uuid}/?view={view}")
        visitor.shot(f"{view}_{language}_{width}")
    measure = MeasureEdition.objects.get(number="1.2").measure
    visitor.open(f"/measures/{measure.uuid}/")
    visitor.shot(f"measure_{language}_{width}")


def test_an_error_is_taken_as_the_signed_document_has_it(browser_page: Any, world: World, document: Path) -> None:
    visitor = browser_page(language="en", user=world.recipient.user)
    upload(visitor, world, document)
    page = visitor.page
    page.fill("#row-3 form.accept input[name=note]", "So it was signed")
    page.click("#row-3 form.accept button")
    page.wait_for_selector("#row-3 :text('So it was signed')")
    page.click("form[action$='/accept/'] button.wide")
    page.wait_for_url("**/plans/*/")
    assert MeasureEdition.objects.get(number="1.3").deadline_kind == "none"


def test_two_officers_at_one_row_the_second_is_told(browser_page: Any, world: World, document: Path) -> None:
    first = browser_page(language="en", user=world.recipient.user)
    upload(first, world, document)
    second = browser_page(language="en", user=world.colleague.user)
    second.open(first.page.url.removeprefix(first.base))
    for visitor in (first, second):
        visitor.page.click("#row-2 a[href$='/edit/']")
        visitor.page.wait_for_selector("#row-2 form.stack")
    first.page.fill("#row-2 textarea[name='row-title']", "The first was here")
    first.page.click("#row-2 form button.btn:not(.ghost)[type=submit]")
    first.page.wait_for_selector("#row-2 a[href$='/edit/']")
    second.page.fill("#row-2 textarea[name='row-title']", "The second was late")
    second.page.click("#row-2 form button.btn:not(.ghost)[type=submit]")
    second.page.wait_for_selector("#row-2 [role=alert]")
    assert "nothing was overwritten" in second.page.inner_text("#row-2")
    assert ImportRow.objects.get(position=2).mended["title"] == "The first was here"
    second.allow("console", "409")


def test_a_session_that_ended_in_the_middle_finds_its_work_again(
    browser_page: Any, world: World, document: Path
) -> None:
    visitor = browser_page(language="en", user=world.recipient.user)
    upload(visitor, world, document)
    visitor.page.fill("#row-3 form.accept input[name=note]", "As signed")
    visitor.page.click("#row-3 form.accept button")
    visitor.page.wait_for_selector("#row-3 :text('As signed')")
    visitor.context.clear_cookies()
    again = browser_page(language="en", user=world.recipient.user)
    again.open("/plans/")
    again.page.click("a:has-text('план.docx')")
    assert "As signed" in again.page.inner_text("#row-3")


def test_search_and_filter_without_leaving_the_page(browser_page: Any, world: World, document: Path) -> None:
    visitor = browser_page(language="en", user=world.recipient.user)
    upload(visitor, world, document)
    visitor.page.fill("#row-3 form.accept input[name=note]", "As signed")
    visitor.page.click("#row-3 form.accept button")
    visitor.page.wait_for_selector("#row-3 :text('As signed')")
    visitor.page.click("form[action$='/accept/'] button.wide")
    visitor.page.wait_for_url("**/plans/*/")
    visitor.page.keyboard.press("/")
    visitor.page.keyboard.type("инженеров")
    expect(visitor.page.locator("#measures tbody tr:not(.group)")).to_have_count(1)
    assert "Обучение инженеров" in visitor.page.inner_text("#measures")
    assert "q=" in visitor.page.url
