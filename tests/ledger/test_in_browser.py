"""The ledger in a real browser: no barrier, no script that fails; a result is entered with the keyboard alone."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from promost.ledger import actions
from promost.ledger.files import Upload
from promost.ledger.models import Fact
from promost.plans.models import Target
from promost.profiles.models import Indicator
from tests.conftest import OpenBrowser
from tests.world import World

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def promised(world: World, trained: Indicator) -> Target:
    """Return a target of the measure, in a plan that has a fact with its evidence, and one that was reversed."""
    return Target.objects.create(
        plan=world.plan, measure=world.measure, position=2, label="People trained", unit="person", indicator=trained
    )


def made(world: World, of: Indicator) -> Fact:
    return actions.record_by_hand(
        world.actor("recipient"), token=uuid4(), indicator=of, value=Decimal(5), happened_on=date(2025, 9, 1),
        measure=world.measure, breakdown="audience=pupils", files=[Upload("акт.pdf", b"%PDF-1.4 x")], personal=True,
        words="Two courses",
    )  # fmt: skip


@pytest.mark.parametrize(("width", "theme", "language"), [(1360, "light", "ru"), (390, "dark", "en")])
def test_every_page_at_a_desk_and_on_a_phone(
    browser_page: OpenBrowser, world: World, promised: Target, trained: Indicator, width: int, theme: str, language: str
) -> None:
    fact, reversed_one = made(world, trained), made(world, trained)
    actions.reverse(world.actor("recipient"), reversed_one, "Counted twice", uuid4())
    evidence = fact.attachments.get().evidence
    visitor = browser_page(width=width, theme=theme, language=language, user=world.users["recipient"])
    addresses: list[tuple[str, Any, str]] = [
        ("fact", fact.uuid, ""),
        ("fact", reversed_one.uuid, ""),
        ("reverse", fact.uuid, ""),
        ("attach", fact.uuid, ""),
        ("evidence_erase", evidence.uuid, ""),
        ("record", world.measure.uuid, ""),
        ("record", world.measure.uuid, f"?target={promised.uuid}"),
        ("hand_in", world.measure.uuid, ""),
        ("sheet", world.plan.uuid, ""),
    ]
    visitor.open(f"{reverse('ledger:facts')}?target={promised.uuid}")
    for name, key, query in addresses:
        visitor.open(reverse(f"ledger:{name}", args=[key]) + query)
        visitor.shot(f"{name}-{width}")


def test_a_result_is_entered_with_the_keyboard_alone(browser_page: OpenBrowser, world: World, promised: Target) -> None:
    visitor = browser_page(language="en", user=world.users["recipient"])
    visitor.open(reverse("ledger:record", args=[world.measure.uuid]) + f"?target={promised.uuid}")
    page = visitor.page
    page.focus("#id_value")
    page.keyboard.type("7,5")
    page.fill("#id_happened_on", "2025-09-01")
    page.focus("#id_organisation")
    page.keyboard.type("Magadan Machine Plant")
    page.focus("main form button[type=submit]")
    page.keyboard.press("Enter")
    expect(page.locator(".toast, .messages").first).to_contain_text("Recorded")
    fact = Fact.objects.get()
    assert (str(fact.value), fact.organisation) == ("7.5000", world.bodies["enterprise"])
