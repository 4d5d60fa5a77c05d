"""What pages of a plan and of a measure say of progress, now and as of a past day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from promost.accounts.actors import Actor
from promost.accounts.models import Role, User
from promost.kit import clock
from promost.plans.models import Measure
from promost.progress.models import Note
from tests.accounts.people import member
from tests.harness.queries import assert_queries
from tests.progress.programme import QUARTERS, Programme, indicator, noon, observed

pytestmark = pytest.mark.django_db
NOW = noon("2025-11-20")


@pytest.fixture
def programme() -> Programme:
    """Return a plan with measures done, late and at risk, and targets of its own."""
    made = Programme.build()
    trained, shipped = indicator("TRAINED_T", name_en="Trained"), indicator("SHIPPED_T", "observed", okei="385")
    done = made.measure(QUARTERS[1])
    made.target(trained, 20, measure=done, label="people trained", indicator_confirmed=True)
    made.fact(trained, date(2025, 6, 1), 25, measure=done)
    made.measure(QUARTERS[0], completion_document="Report")
    made.measure(date(2025, 11, 28))
    made.target(trained, 10, 20, 30, 40, label="People trained in the region")
    made.target(shipped, 100, 200, 300, 400, label="Goods shipped", okei="385")
    observed(shipped, QUARTERS[0], 110, "2025-04-20", region_id="RU-MAG", starts_on=date(2025, 1, 1), release="April")
    return made


@pytest.fixture
def officer(programme: Programme) -> Actor:
    return member("officer", programme.recipient, Role.EDITOR)


@pytest.fixture
def show(officer: Actor) -> Callable[..., str]:
    """Return the way to open a page as the recipient's officer, in the autumn of the plan's year."""
    assert isinstance(officer.user, User)
    client = Client(headers={"accept-language": "en"})
    client.force_login(officer.user)

    def page(name: str, *args: object, **given: str) -> str:
        with clock.stopped(NOW):
            answer = client.get(reverse(name, args=args), given)
        assert answer.status_code == 200
        return " ".join(answer.content.decode().replace("\N{NO-BREAK SPACE}", " ").split())

    return page


def first(programme: Programme) -> Measure:
    return programme.plan.measures.order_by("pk")[0]


class TestPlan:
    def test_counts_states_and_figures(self, programme: Programme, show: Callable[..., str]) -> None:
        shown = show("plans:plan", programme.plan.uuid)
        for said in ("done in time", "late", "at risk: term near", "25 units", "reached", "entered by hand"):
            assert said in shown
        target = programme.plan.targets.order_by("pk")[0]
        assert f"{reverse('ledger:facts')}?target={target.uuid}" in shown

    def test_a_state_filters_the_measures(self, programme: Programme, show: Callable[..., str]) -> None:
        late = show("plans:plan", programme.plan.uuid, progress="late")
        assert "Measure 2" in late
        assert str(first(programme).uuid) not in late

    def test_the_targets_of_the_plan_by_reporting_day(self, programme: Programme, show: Callable[..., str]) -> None:
        shown = show("plans:plan", programme.plan.uuid, view="targets")
        for said in ("behind", "awaited", "110", "not due yet"):
            assert said in shown

    def test_a_published_value_opens_the_region_s_values(self, programme: Programme, show: Callable[..., str]) -> None:
        values = reverse("profiles:region_levels", args=["RU-MAG"])
        assert values not in show("plans:plan", programme.plan.uuid, view="targets"), "the last one is awaited"
        assert values in show("plans:plan", programme.plan.uuid, view="targets", at="2025-05-01")

    def test_as_of_a_past_day_it_says_what_was_known(self, programme: Programme, show: Callable[..., str]) -> None:
        shown = show("plans:plan", programme.plan.uuid, at="2025-05-01")
        assert "25 units" not in shown
        assert "done in time" not in shown

    def test_it_asks_at_most_twelve(self, programme: Programme, show: Callable[..., str]) -> None:
        show("plans:plan", programme.plan.uuid)
        with assert_queries(11):
            show("plans:plan", programme.plan.uuid)


class TestMeasure:
    def test_a_number_is_called_by_what_it_counts(self, programme: Programme, show: Callable[..., str]) -> None:
        """The document's words alone may be "not less than 8"; they are kept beside it."""
        measure = programme.measure(QUARTERS[3])
        counted = indicator("APPROVED_T", name_en="Applications approved")
        programme.target(counted, 8, measure=measure, label="not less than 8", indicator_confirmed=True)
        programme.target(counted, 9, measure=measure, label="not less than 9", indicator_confirmed=False)
        shown = show("plans:measure", measure.uuid)
        assert "<h3>Applications approved</h3>" in shown
        assert "In the document: “not less than 8”" in shown
        assert "<h3>not less than 9</h3>" in shown, "nobody has confirmed what it counts"
        assert "Applications approved" in show("plans:plan", programme.plan.uuid)

    def test_how_it_stands_and_why(self, programme: Programme, show: Callable[..., str]) -> None:
        shown = show("plans:measure", first(programme).uuid)
        for said in ("done in time", "Done on", "1 Jun 2025", "25 units", "people trained"):
            assert said in shown
        late = show("plans:measure", programme.plan.measures.order_by("pk")[1].uuid)
        assert "not handed in" in late

    def test_each_term_of_several(self, programme: Programme, show: Callable[..., str]) -> None:
        dates = [day.isoformat() for day in QUARTERS]
        measure = programme.measure(QUARTERS[3], deadline_kind="recurring", due_dates=dates)
        programme.fact(indicator("TRAINED_T"), date(2025, 2, 1), measure=measure)
        shown = show("plans:measure", measure.uuid)
        assert [shown.count(f">{word}</span>") for word in ("missed", "to come")] == [2, 1]

    def test_it_asks_at_most_twelve(self, programme: Programme, show: Callable[..., str]) -> None:
        measure = first(programme)
        show("plans:measure", measure.uuid)
        with assert_queries(8):
            show("plans:measure", measure.uuid)


class TestNotes:
    def test_one_is_written_on_the_measure_s_page_and_withdrawn(
        self, programme: Programme, officer: Actor, show: Callable[..., str]
    ) -> None:
        assert isinstance(officer.user, User)
        client = Client(headers={"accept-language": "en"})
        client.force_login(officer.user)
        measure, token = first(programme), "2c1e7f3a-8f0e-4a53-9b1d-3c1b1f0a7a10"
        assert "Write a note" in show("plans:measure", measure.uuid)
        with clock.stopped(NOW):
            given = {"token": token, "day": "2025-11-19", "text": "Certificates are being printed"}
            answer = client.post(reverse("progress:notes", args=[measure.uuid]), given)
        assert answer.status_code == 302
        assert "Certificates are being printed" in show("plans:measure", measure.uuid)
        assert "Withdraw" in show("progress:notes", measure.uuid)
        with clock.stopped(NOW):
            client.post(reverse("progress:withdraw_note", args=[Note.objects.get().uuid]))
        assert "Certificates" not in show("progress:notes", measure.uuid)

    def test_what_is_wrong_comes_back_with_what_was_typed(self, programme: Programme, officer: Actor) -> None:
        assert isinstance(officer.user, User)
        client = Client(headers={"accept-language": "en"})
        client.force_login(officer.user)
        given = {"token": "2c1e7f3a-8f0e-4a53-9b1d-3c1b1f0a7a10", "day": "2025-12-24", "text": "Soon done"}
        with clock.stopped(NOW):
            answer = client.post(reverse("progress:notes", args=[first(programme).uuid]), given)
        assert answer.status_code == 422
        shown = answer.content.decode()
        assert "still to come" in shown
        assert "Soon done" in shown
        assert not Note.objects.exists()

    def test_a_page_of_a_past_day_has_no_form(self, programme: Programme, show: Callable[..., str]) -> None:
        assert "Write a note" not in show("plans:measure", first(programme).uuid, at="2025-06-30")


class TestSeveralTerms:
    @pytest.fixture
    def quarterly(self, programme: Programme) -> Measure:
        """Return a measure due every quarter, of which only the second was reported."""
        days = [day.isoformat() for day in QUARTERS]
        made = programme.measure(QUARTERS[3], deadline_kind="recurring", due_dates=days)
        programme.fact(indicator("TRAINED_T"), date(2025, 5, 5), 3, measure=made)
        return made

    @pytest.mark.parametrize("view", ["plan", "measure"])
    def test_one_that_was_missed_is_late_and_the_days_left_are_called_those_of_the_next(
        self, programme: Programme, quarterly: Measure, show: Callable[..., str], view: str
    ) -> None:
        uuid = programme.plan.uuid if view == "plan" else quarterly.uuid
        shown = show(f"plans:{view}", uuid)
        assert "late: 31 Mar 2025" in shown
        assert "next term: 31 Dec 2025" in shown
        assert "in 41 days" not in shown, "late and so many days left do not stand beside each other"

    def test_when_none_was_missed_the_days_left_are_told(
        self, programme: Programme, quarterly: Measure, show: Callable[..., str]
    ) -> None:
        for day in (date(2025, 2, 2), date(2025, 8, 8)):
            programme.fact(indicator("TRAINED_T"), day, 1, measure=quarterly)
        shown = show("plans:measure", quarterly.uuid)
        assert "in 41 days" in shown
        assert "next term" not in shown
