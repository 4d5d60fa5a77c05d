"""A document's way in a real browser: handed in, returned with a reason, handed in again, confirmed with others."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from promost.kit import clock
from promost.progress.models import Decision, Verdict
from promost.progress.shapes import MeasureState
from tests.conftest import OpenBrowser
from tests.progress.completion.documents import PAPER, Documents

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize(("width", "language"), [(1360, "ru"), (390, "en")])
def test_handed_in_returned_handed_in_again_and_confirmed(
    browser_page: OpenBrowser, three: Documents, width: int, language: str
) -> None:
    measure = reverse("plans:measure", args=[three.signed.measure.uuid])
    plan = three.signed.plan.uuid
    three.promise(ends_on=clock.machine_now().date() + timedelta(days=30))  # the server goes by the machine's clock

    def hand_in() -> None:
        owner = browser_page(width=width, language=language, user=three.signed.users["recipient"])
        owner.open(reverse("ledger:hand_in", args=[three.signed.measure.uuid]))
        owner.page.set_input_files(
            "#id_files", {"name": PAPER.name, "mimeType": "application/pdf", "buffer": PAPER.data}
        )
        owner.page.click("main form button[type=submit]")
        owner.open(measure)

    hand_in()
    other = browser_page(width=width, language=language, user=three.signed.users["donor"])
    other.open(measure)
    other.shot(f"completion-waiting-{width}")
    other.page.click("a[href$='/return/']")
    other.page.fill("#id_reason", "Нет подписи второй стороны")
    other.shot(f"completion-return-{width}")
    other.page.click("main form button[type=submit]")
    expect(other.page.locator(".note").first).to_contain_text("Нет подписи второй стороны")
    other.shot(f"completion-returned-{width}")
    hand_in()
    other = browser_page(width=width, language=language, user=three.signed.users["donor"])
    other.open(reverse("plans:plan", args=[plan]))
    other.page.click("a[href$='/confirmations/']")
    other.page.check("input[name=document]")
    other.shot(f"completion-many-{width}")
    other.page.click("main form button[type=submit]")
    expect(other.page.locator("input[name=document]")).to_have_count(0)
    other.open(measure)
    other.shot(f"completion-confirmed-{width}")
    assert [each.verdict for each in Decision.objects.order_by("pk")] == [Verdict.RETURNED, Verdict.CONFIRMED]
    shown = three.progress(clock.machine_now())
    assert (shown.state, shown.in_time) == (MeasureState.DONE, True)
