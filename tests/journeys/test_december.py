"""A target is lowered in December, when what came fell short of it: all sides agree, and the report tells everybody."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.urls import reverse
from django.utils import translation

from promost.kit import clock
from promost.ledger.models import Fact
from promost.plans.models import Measure, MeasureEdition, Plan, Target
from promost.plans.queries.in_force import edition_in_force
from promost.profiles.sync import sync
from tests.conftest import OpenBrowser
from tests.journeys.people import People, report
from tests.plans.test_amendments import in_force
from tests.plans.world import World, build

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SPRING, AUTUMN, DECEMBER = (datetime.fromisoformat(f"2025-{day}T12:00:00+03:00") for day in ("03-03", "10-10", "12-05"))
FLAGS = "изменён в последнем месяце года или позже; снижен после недовыполнения"
SAID = "changed in the last month of the year or later; lowered after a shortfall"
REASON = "Группа набрана не полностью"


@pytest.fixture
def world() -> World:
    return build()


def trained() -> Measure:
    return MeasureEdition.objects.filter(number="1.2").latest("edition__number").measure


def falls_short(world: World, at_commit: Callable[[], Any]) -> Plan:
    """The plan came into force in spring; of 25 people 22 were trained by the term."""
    with clock.stopped(SPRING), translation.override("ru"):
        plan = in_force(world, at_commit).plan
    target = Target.objects.get(measure=trained(), indicator__isnull=False)
    assert target.indicator is not None
    Fact.objects.create(
        indicator=target.indicator, value=Decimal(22), happened_on=date(2025, 9, 12), measure=target.measure, event="e",
        region_id="RU-MAG", source_kind="test", source_id="1", how="hand", recorded_at=AUTUMN,
    )  # fmt: skip
    return plan


def is_amended(people: People, plan: Plan) -> None:
    page = people.at("donor", "plans:measure_amend", trained().uuid).page
    page.fill("[name=target-0-value]", "22")
    people.send("donor", {"row-reason": REASON})
    for side in ("recipient", "donor", "curator"):  # whoever proposed was an editor: the signatory agrees
        who = f"signatory of {side}"
        people.at(who, "plans:amendments", plan.uuid)
        people.press(who, "button[value=agree]")
    people.press("signatory of curator", "a[href*='/compare/']")
    seen = people.look("signatory of curator", "compared")
    assert REASON in seen
    assert "25" in seen
    assert "22" in seen
    assert edition_in_force(plan).number == 2


@pytest.fixture
def amended(
    world: World, at_commit: Callable[[], Any], browser_page: OpenBrowser, settings: Any
) -> tuple[People, Plan]:
    """Everybody has agreed to the lower target."""
    sync()
    plan = falls_short(world, at_commit)
    settings.FROZEN_AT = DECEMBER.isoformat()
    people = People(world, browser_page)
    is_amended(people, plan)
    return people, plan


def test_the_report_of_the_year_flags_what_was_lowered_in_december(
    amended: tuple[People, Plan], browser_page: OpenBrowser
) -> None:
    people, plan = amended
    words, row = report(people, plan)
    assert row[4:8] == ["25", "22", "1", "22"]
    assert row[-1] == FLAGS
    assert "Изменения целевых показателей: 1; в декабре или позже: 1; снижены после недовыполнения: 1" in words
    seen = people.look("recipient", "report")
    assert FLAGS in seen
    assert REASON in seen
    for width, language, told in ((390, "ru", FLAGS), (1360, "en", SAID), (390, "en", SAID)):
        visitor = browser_page(width=width, language=language, user=people.users["curator"])
        visitor.open(reverse("reports:report", args=[plan.uuid]) + "?quarter=2025-Q3")
        assert told in " ".join(visitor.page.inner_text("main").split())
        visitor.shot(f"december-report-{language}-{width}")
