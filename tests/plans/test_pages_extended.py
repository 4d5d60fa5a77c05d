"""Rooms above say more on the pages of plan and measure; the pages know none of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.safestring import SafeString

from promost.kit.charts.sparkline import Step
from promost.kit.components.against import Against
from promost.plans.models import Edition, Measure, Target, TargetValue
from promost.plans.pages import extensions
from promost.plans.pages.extensions import Button, Count, Mark, MeasurePart, Panel, PlanPart, TargetPart
from promost.plans.queries.plans import PlanView
from promost.registry import rooms
from tests.plans import world as worlds
from tests.plans.conftest import Read
from tests.plans.world import FIRST, SECOND, World

pytestmark = pytest.mark.django_db
JUNE, DECEMBER = date(2025, 6, 30), date(2025, 12, 31)


def extend(_request: Any, view: PlanView) -> PlanPart:
    """Say of the first measure that it is late and of the second that it is done; of a target that it is behind."""
    first, second = view.rows
    figures = {target.key: Against(Decimal(7), target.unit, url="/facts/7") for target in first.targets}
    return PlanPart(
        overview=(Count("late", "overdue", 1, "bad"), Count("done", "finished", 1, "ok")),
        measures={
            first.key: MeasurePart("late", (Mark("overdue", "bad"),), figures=figures, note="waits for a signature"),
            second.key: MeasurePart("done", (Mark("finished", "ok"),), is_settled=True, kind="ok", done_on=JUNE),
        },
        targets={target.key: _of_plan() for target in view.targets},
        buttons=(Button("Report of the plan", "/report"),),
    )


def _of_plan() -> TargetPart:
    steps = (Step(JUNE, 4, 3, state="behind", kind="warn", original=5), Step(DECEMBER, 8, None, "not due"))
    return TargetPart(Against(3, "", promised=4, due_on=JUNE, by_hand=Decimal(1)), steps, changes=("changed twice",))


def panel(_request: Any, _measure: Measure, _at: Any) -> Panel:
    """Show the targets in place of the page's own table."""
    marks = (Mark("finished", "ok"),)
    return Panel("Figures", SafeString("<p>seven of twenty</p>"), 30, targets=True, marks=marks, is_settled=True)


def button(_request: Any, _measure: Measure, _at: Any) -> Button:
    return Button("Record it", "/record", "plus", main=True)


@pytest.fixture
def above(monkeypatch: pytest.MonkeyPatch) -> None:
    """Put a room of the test in the place of those that are there."""
    here = __name__
    room = rooms.Room(
        "above", "Above", plan_page=f"{here}:extend", panels=(f"{here}:panel",), buttons=(f"{here}:button",)
    )
    quiet = [replace(each, plan_page="", panels=(), buttons=()) for each in rooms.rooms()]
    monkeypatch.setattr(extensions, "rooms", lambda: (*quiet, room))


@pytest.fixture
def edition(world: World, read: Read) -> Edition:
    edition = worlds.accepted(world, read(FIRST, SECOND))
    target = Target.objects.create(plan=edition.plan, position=100, label="Residents", unit="ед", okei="642")
    for due_on, value in ((JUNE, 4), (DECEMBER, 8)):
        TargetValue.objects.create(target=target, edition=edition, due_on=due_on, value=value)
    return edition


@pytest.fixture
def officer(client: Client, world: World) -> Client:
    client.force_login(world.recipient.user)  # type: ignore[arg-type]
    client.cookies["promost_language"] = "en"
    return client


def plan(officer: Client, edition: Edition, **query: str) -> str:
    answer: Any = officer.get(reverse("plans:plan", args=[edition.plan.uuid]), query)
    return str(answer.content.decode()).replace("\xa0", " ")


@pytest.mark.usefixtures("above")
class TestWithARoomThatAnswers:
    """What the page shows of it."""

    def test_states_figures_notes_and_buttons_stand_on_the_plan(self, edition: Edition, officer: Client) -> None:
        page = plan(officer, edition)
        for words in ("overdue", "finished", "waits for a signature", '<a href="/facts/7"><b>7', "Report of the plan"):
            assert words in page

    def test_what_is_settled_counts_no_days_and_needs_no_attention(self, edition: Edition, officer: Client) -> None:
        context: Any = officer.get(reverse("plans:plan", args=[edition.plan.uuid])).context
        assert [row.number for row, _ in context["attention"]] == ["1.1"]
        assert not context["next_due"]

    def test_counts_lead_to_their_measures_and_back(self, edition: Edition, officer: Client) -> None:
        page = plan(officer, edition)
        assert 'href="?progress=late"' in page
        late = plan(officer, edition, progress="late")
        assert "Обмен перечнями" in late.split('id="measures"')[1]
        assert "Обучение инженеров" not in late.split('id="measures"')[1]
        assert 'href="?" aria-current="true"' in late

    def test_a_state_that_nobody_knows_filters_nothing(self, edition: Edition, officer: Client) -> None:
        assert "Обучение инженеров" in plan(officer, edition, progress="nonsense").split('id="measures"')[1]

    def test_a_target_shows_its_days_its_first_promise_and_its_line(self, edition: Edition, officer: Client) -> None:
        page = plan(officer, edition, view="targets")
        for words in (
            "Residents",
            "behind",
            "at first 5",
            "not due",
            "entered by hand",
            "changed twice",
            'class="spark"',
        ):
            assert words in page

    def test_the_schedule_takes_the_colour_and_the_word(self, edition: Edition, officer: Client) -> None:
        context: Any = officer.get(reverse("plans:plan", args=[edition.plan.uuid]), {"view": "schedule"}).context
        late, done = context["schedule"].bars
        assert (late.said, done.said, done.state, done.done_on) == ("overdue", "finished", "ok", JUNE)

    def test_a_measure_has_the_panel_in_place_of_its_own_table(self, edition: Edition, officer: Client) -> None:
        measure = edition.measures.get(number="1.1").measure
        page = officer.get(reverse("plans:measure", args=[measure.uuid])).content.decode()
        assert "seven of twenty" in page
        assert "What is counted" not in page
        assert "ended" not in page
        assert '<a class="btn" href="/record">' in page

    def test_a_page_of_a_past_day_has_no_buttons(self, edition: Edition, officer: Client) -> None:
        measure = edition.measures.get(number="1.1").measure
        page = officer.get(reverse("plans:measure", args=[measure.uuid]), {"at": "2025-01-31"}).content.decode()
        assert "seven of twenty" in page
        assert "/record" not in page
        assert "Report of the plan" not in plan(officer, edition, at="2025-01-31")


def test_without_any_room_the_pages_show_the_promise_alone(
    edition: Edition, officer: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(extensions, "rooms", tuple)
    page, targets = plan(officer, edition), plan(officer, edition, view="targets")
    measure = officer.get(reverse("plans:measure", args=[edition.measures.get(number="1.1").measure.uuid]))
    assert "Measures by state" not in page
    assert "≥ 20" in page
    assert "≥ 4" in targets
    assert "Actual" not in targets
    assert "What is counted" in measure.content.decode()
