"""Support through its pages: a director applies, the officer and the head assess, it is paid, the plan's figure moves."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any, cast

import pytest
from django.urls import reverse

from promost.accounts.actors import Actor
from promost.accounts.models import Role
from promost.profiles.models import Indicator
from promost.profiles.sync import sync
from promost.support.models import Application, ApplicationState
from tests.accounts.people import member
from tests.conftest import OpenBrowser
from tests.harness.browser import Visitor
from tests.journeys.people import pdf
from tests.progress.programme import Programme
from tests.support.applications.made import Office

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
NOON = "2025-05-14T12:00:00+03:00"


class Screens:
    """The screens of those who take part."""

    def __init__(self, browser_page: OpenBrowser) -> None:
        self.open_browser = browser_page
        self.known: dict[Any, Visitor] = {}

    def of(self, actor: Actor, width: int = 1360) -> Visitor:
        """Return the screen of a person."""
        key = (actor.user_id, width)
        if key not in self.known:
            self.known[key] = self.open_browser(width=width, language="ru", user=actor.user)
        return self.known[key]

    def at(self, actor: Actor, name: str, *keys: Any, query: str = "", width: int = 1360) -> Visitor:
        """Have a person open a page."""
        screen = self.of(actor, width)
        screen.page.goto(screen.base + reverse(name, args=keys) + query)
        return screen

    def send(self, actor: Actor, deed: str, /, **values: Any) -> None:
        """Fill in the form whose address ends so, unfolding what it is folded in, and send it."""
        page = self.of(actor).page
        form = page.locator(f"form[action$='/{deed}/']").first
        if not form.is_visible():
            form.locator("xpath=ancestor::details/summary").click()
        for name, value in values.items():
            box = form.locator(f"[name={name}]")
            if isinstance(value, dict):
                box.set_input_files(cast("Any", [value]))
            elif isinstance(value, bool | list):
                for each in value if isinstance(value, list) else ["on"]:
                    form.locator(f"[name={name}][value='{each}']").check()
            else:
                box.fill(str(value))
        with page.expect_navigation():
            form.locator("button[type=submit]").last.click()

    def look(self, actor: Actor, name: str, width: int = 1360) -> str:
        """Look for barriers, keep the picture, return what the page says."""
        screen = self.of(actor, width)
        screen.check()
        screen.shot(f"support-{name}-{width}")
        return " ".join(screen.page.inner_text("main").split())


def applies(screens: Screens, office: Office) -> Application:
    """The director finds what is asked, writes, hands in what is needed; what lacks is said at once."""
    who = office.applicant
    page = screens.at(who, "support:apply", office.scheme.uuid).page
    assert "Бухгалтерский баланс" in screens.look(who, "apply")
    with page.expect_navigation():
        page.click("main form button.btn")
    screens.send(who, "edit")
    said = screens.look(who, "lacking")
    screens.of(who).allow("console", "422")
    assert "На" in said
    assert "Не хватает документа: Бухгалтерский баланс" in said
    screens.send(who, "document", file=pdf("баланс.pdf"))
    screens.send(who, "edit", purpose="Токарный станок с числовым управлением", asked="600 000", jobs_promised="12")
    made = Application.objects.get()
    assert made.state == ApplicationState.SUBMITTED
    screens.look(who, "submitted")
    return made


def is_decided(screens: Screens, office: Office, made: Application) -> None:
    """The officer declares before reading, both give what is theirs, the head approves."""
    screens.at(office.officer, "support:applications")
    assert "ждёт вас" in screens.look(office.officer, "queue")
    screens.at(office.officer, "support:application", made.uuid)
    assert "Токарный" not in screens.look(office.officer, "before")
    screens.send(office.officer, "assessors", users=[office.officer.user_id, office.signatory.user_id])
    screens.send(office.officer, "declare", interested=["no"])
    assert "Токарный" in screens.look(office.officer, "declared")
    screens.send(office.officer, "opinion", opinion=["for"], words="Станок нужен")
    screens.at(office.signatory, "support:application", made.uuid)
    screens.send(office.signatory, "declare", interested=["no"])
    assert "осталось" in screens.look(office.signatory, "deciding")
    screens.send(office.signatory, "approve")
    made.refresh_from_db()
    assert made.granted == Decimal(600_000)


def is_paid(screens: Screens, office: Office, made: Application) -> None:
    """The agreement is entered with its jobs, the money is paid, the enterprise sees what it owes."""
    screens.at(office.officer, "support:application", made.uuid)
    screens.send(
        office.officer, "agreement", number="7-С", signed_on="2025-05-14", jobs="12", jobs_due="2025-12-31",
        file=pdf("соглашение.pdf"),
    )  # fmt: skip
    screens.send(office.officer, "pay", amount="600 000", paid_on="2025-05-14", document="№ 11 от 14.05.2025")
    screens.look(office.officer, "paid")
    made.refresh_from_db()
    assert made.state == ApplicationState.REPORTING
    screens.at(office.applicant, "support:application", made.uuid, width=390)
    said = screens.look(office.applicant, "grantee", width=390)
    assert "31 декабря 2026" in said
    screens.at(office.applicant, "support:applications", width=390)
    screens.look(office.applicant, "list", width=390)


def the_figure_opens(screens: Screens, programme: Programme, made: Application) -> None:
    """A reader of the plan goes from its figure to the fact, and from the fact to the application."""
    reader = member("reader", programme.recipient, Role.VIEWER)
    target = programme.plan.targets.get()
    page = screens.at(reader, "ledger:facts", query=f"?target={target.uuid}").page
    assert "Всего 1 ед." in screens.look(reader, "figure")
    with page.expect_navigation():
        page.click("#facts th a")
    link = page.locator(f"main a[href='{reverse('support:application', args=[made.uuid])}']")
    with page.expect_navigation():
        link.first.click()
    said = screens.look(reader, "authority")
    assert made.number in said
    assert "Токарный" not in said


def test_a_director_applies_is_granted_and_the_plans_figure_moves(browser_page: OpenBrowser, settings: Any) -> None:
    sync()
    settings.FROZEN_AT = NOON
    office = Office.build(summary="Субсидия на покупку оборудования")
    office.scheme.documents.create(name="Бухгалтерский баланс")
    programme = Programme.build()
    programme.target(Indicator.objects.get(code="ENT_SUPPORTED"), 5)
    screens = Screens(browser_page)
    made = applies(screens, office)
    is_decided(screens, office, made)
    is_paid(screens, office, made)
    the_figure_opens(screens, programme, made)
    assert made.obligations.get(kind="kept").due_on == date(2026, 12, 31)
