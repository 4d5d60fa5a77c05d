"""A quarter with its people, through the pages they use: from the document of a plan to the report both sides signed."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from promost.ledger.models import Fact
from promost.plans.models import Measure, MeasureEdition, Plan, PlanState, Target
from promost.profiles.sync import sync
from promost.progress.models import Decision, Statement, StatementState, Verdict
from tests.conftest import OpenBrowser
from tests.journeys.people import People, report
from tests.plans import world as worlds
from tests.plans.world import FIRST, SECOND

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SPRING, AUTUMN = (f"2025-{day}T12:00:00+03:00" for day in ("03-03", "10-10"))
TRAINED = "1.2"


@pytest.fixture
def world() -> worlds.World:
    return worlds.build()


def measure(number: str) -> Measure:
    return MeasureEdition.objects.filter(number=number).latest("edition__number").measure


def comes_into_force(people: People, plan: Plan) -> None:
    people.at("recipient", "plans:approval", plan.uuid)
    people.press("recipient", "form[action$='/submit/'] button")
    for side in ("recipient", "curator"):
        who = f"signatory of {side}"
        people.at(who, "plans:approve", plan.uuid)
        people.prove(who)
        people.send(who, {"approved_on": "2025-02-28", "act": "Распоряжение от 28.02.2025 № 112-р"})
    people.at("donor", "plans:approve_on_paper", plan.uuid)
    people.send("donor", {"approved_on": "2025-03-01", "act": "Приказ от 01.03.2025 № 7"}, {"scan": ["приказ.pdf"]})
    assert "приказ.pdf" in people.look("donor", "approved")
    plan.refresh_from_db()
    assert plan.state == PlanState.IN_FORCE


def is_recorded(people: People) -> None:
    target = Target.objects.get(measure=measure(TRAINED))
    people.at("recipient", "ledger:record", measure(TRAINED).uuid, query=f"?target={target.uuid}")
    people.send("recipient", {"value": "27", "happened_on": "2025-09-12"}, {"files": ["ведомость.pdf", "приказ.pdf"]})
    fact = Fact.objects.get()
    assert fact.value == Decimal(27)
    assert fact.attachments.count() == 2


def is_completed(people: People, plan: Plan) -> None:
    for number in ("1.1", TRAINED):
        people.at("recipient", "ledger:hand_in", measure(number).uuid)
        people.send("recipient", {}, {"files": [f"акт {number}.pdf"]})
    page = people.at("donor", "progress:confirmations", plan.uuid).page
    boxes = page.locator("input[name=document]")
    expect(boxes).to_have_count(2)
    for box in boxes.all():
        box.check()
    people.look("donor", "confirming")
    people.send("donor", {})
    expect(page.locator("input[name=document]")).to_have_count(0)
    assert [each.verdict for each in Decision.objects.order_by("pk")] == [Verdict.CONFIRMED] * 2


def is_drawn(people: People, plan: Plan) -> Statement:
    page = people.at("recipient", "progress:draw", plan.uuid, query="?quarter=2025-09-30").page
    people.press("recipient", "a[href*='/declare/']")  # the list of measures of support: nobody has recorded it
    page.check("[name=says][value=not_reported]")
    people.send("recipient", {"reason": "Сводка придёт в ноябре"})
    people.look("recipient", "drawing")
    people.send("recipient", {})
    return Statement.objects.get()


def is_signed(people: People, statement: Statement) -> None:
    who = "signatory of recipient"
    people.at(who, "progress:sign", statement.uuid, people.party("recipient").pk)
    people.prove(who)
    people.send(who, {})
    people.at("donor", "progress:sign_on_paper", statement.uuid, people.party("donor").pk)
    people.send("donor", {"digest": statement.digest[:12], "signed_on": "2025-10-09"}, {"scan": ["лист.pdf"]})
    who = "signatory of curator"
    people.at(who, "progress:sign", statement.uuid, people.party("curator").pk)
    people.prove(who)
    people.send(who, {})
    seen = people.look(who, "accepted")
    assert "на бумаге" in seen
    assert "27" in seen
    assert "2 файла" in seen
    statement.refresh_from_db()
    assert statement.state == StatementState.ACCEPTED


def is_verified(browser_page: OpenBrowser, statement: Statement) -> None:
    stranger = browser_page(width=390, language="ru")
    stranger.open(reverse("progress:verify", args=[statement.uuid]))
    seen = stranger.page.inner_text("main")
    stranger.shot("quarter-verified")
    assert "Всё так, как было подписано" in " ".join(seen.split())
    assert statement.digest in seen


def test_a_quarter_from_the_plan_to_the_signed_report(
    browser_page: OpenBrowser, settings: Any, world: worlds.World
) -> None:
    sync()
    settings.FROZEN_AT = SPRING
    plan = worlds.accepted(world, worlds.read(world, FIRST, SECOND)).plan
    people = People(world, browser_page)
    comes_into_force(people, plan)
    people.leave()
    settings.FROZEN_AT = AUTUMN
    is_recorded(people)
    is_completed(people, plan)
    statement = is_drawn(people, plan)
    is_signed(people, statement)
    is_verified(browser_page, statement)
    words, row = report(people, plan)
    signed = words[words.index("Подписи сторон") :]
    for party in ("Магаданская область", "город Москва", "Минпромторг России"):
        assert any(line.startswith(party) for line in signed)
    assert signed.count("(должность)    (подпись)    (Ф.И.О.)    (дата)") == 3
    assert row[4:8] == ["25", "25", "0", "27"]
    assert row[-1] == ""
    assert sum("Ведомость № 1 за этот квартал" in line for line in signed) == 3
    assert sum("на бумаге" in line for line in signed) == 1
