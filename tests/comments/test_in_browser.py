"""Comments in a real browser: written with the keyboard, seen by the person mentioned, opened, answered."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from promost.comments.models import Comment, Mention
from promost.kit import refs
from tests.comments.conftest import NAMES, Say, person, told
from tests.conftest import OpenBrowser
from tests.harness.browser import Visitor
from tests.world import World

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
NUMBER = "nav a[href='/comments/'] .count > span"


def open_measure(visitor: Visitor, world: World) -> Any:
    """Open the measure's page and go down to its comments."""
    visitor.open(reverse("plans:measure", args=[world.measure.uuid]))
    visitor.page.locator("#comments").scroll_into_view_if_needed()
    expect(visitor.page.locator("#comments textarea")).to_be_visible()
    return visitor.page


@pytest.mark.parametrize(("width", "language"), [(1360, "ru"), (390, "en")])
def test_somebody_is_mentioned_sees_it_opens_it_and_answers(
    browser_page: OpenBrowser, world: World, width: int, language: str
) -> None:
    writer = browser_page(width=width, language=language, user=person(world, "recipient"))
    page = open_measure(writer, world)
    area = page.locator("#comments textarea")
    area.press_sequentially("Please look at the row, @Mart")
    expect(page.get_by_role("option")).to_have_count(1)
    writer.check()
    writer.shot(f"comments_offered_{language}_{width}")
    area.press("Enter")
    expect(area).to_have_value("Please look at the row, @Martynov Kirill ")
    page.locator("#comments form button.btn[type=submit]").click()
    expect(page.locator("#comments .words")).to_contain_text("@Martynov Kirill")
    expect(page.locator("#comments textarea")).to_have_value("")
    writer.check()
    writer.shot(f"comments_written_{language}_{width}")
    assert told(Comment.objects.get()) == {NAMES["donor_signatory"]}

    reader = browser_page(width=width, language=language, user=person(world, "donor_signatory"))
    reader.open("/")
    page = reader.page
    expect(page.locator("main form[action$='/open/']")).to_be_visible()
    expect(page.locator(NUMBER).first).to_have_text("1")
    reader.check()
    reader.shot(f"comments_home_{language}_{width}")
    page.locator("main form[action$='/open/'] button").click()
    expect(page.locator("li:target .words")).to_contain_text("Please look at the row")
    assert Mention.objects.get().seen_at
    reader.shot(f"comments_opened_{language}_{width}")
    reader.open(reverse("comments:mentions"))
    expect(page.locator(NUMBER)).to_have_count(0)
    reader.shot(f"comments_mentions_{language}_{width}")


def test_an_unclear_name_is_told_in_place_and_nothing_typed_is_lost(browser_page: OpenBrowser, world: World) -> None:
    visitor = browser_page(width=1360, language="ru", user=person(world, "recipient"))
    page = open_measure(visitor, world)
    page.locator("#comments textarea").fill("@Sokolova, посмотрите")
    page.locator("#comments summary").click()
    page.get_by_label("curator").check()
    page.locator("#comments form button.btn[type=submit]").click()
    expect(page.locator("#comments .errors")).to_contain_text("Sokolova Inna Petrovna")
    expect(page.locator("#comments textarea")).to_have_value("@Sokolova, посмотрите")
    expect(page.get_by_label("curator")).to_be_checked()
    visitor.check()
    visitor.shot("comments_unclear")
    visitor.allow("console", "422")
    page.get_by_label("Sokolova Inna Petrovna").check()
    page.locator("#comments form button.btn[type=submit]").click()
    expect(page.locator("#comments .words")).to_contain_text("@Sokolova Inna Petrovna")
    assert told(Comment.objects.get()) == {NAMES["donor_viewer"], "curator"}


def test_a_comment_is_withdrawn_and_a_tombstone_stays(browser_page: OpenBrowser, world: World, say: Say) -> None:
    say("recipient", "Too soon")
    say("donor", "An answer")
    visitor = browser_page(width=390, language="ru", user=person(world, "recipient"))
    ref = refs.of(world.measure)
    visitor.open(reverse("comments:of", args=[ref.kind, ref.id]))
    visitor.page.locator("details:has(form[action$='/withdraw/']) summary").click()
    visitor.page.locator("form[action$='/withdraw/'] button").click()
    expect(visitor.page.locator(".gone")).to_have_text("отозван автором")
    visitor.check()
    visitor.shot("comments_withdrawn")
