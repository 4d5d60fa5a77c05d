"""A page as of a past day: the edition then in force, terms as they stood, and a clear word that it is not today."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from promost.kit import clock
from promost.kit.moments import Moment
from promost.plans.models import Edition
from promost.plans.queries.editions import edition_of
from tests.plans import world as worlds
from tests.plans.conftest import Read
from tests.plans.test_pages import filled
from tests.plans.world import FIRST, SECOND, World

pytestmark = pytest.mark.django_db
SPRING = datetime(2025, 4, 1, 3, 0, tzinfo=UTC)
SUMMER = datetime(2025, 7, 7, 3, 0, tzinfo=UTC)
LATER = ("1.1", "Обмен перечнями мер поддержки", "до 30 сентября 2025 г.", *FIRST[3:])


@pytest.fixture(autouse=True)
def _summer() -> Iterator[None]:
    with clock.stopped(SUMMER):
        yield


@pytest.fixture
def edition(world: World, read: Read) -> Edition:
    """Return the second edition: the first is of spring, this one of summer gives the first measure more time."""
    with clock.stopped(SPRING):
        first = worlds.accepted(world, read(FIRST, SECOND))
    return worlds.accepted(world, read(LATER, SECOND, plan=first.plan))


@pytest.fixture
def officer(client: Client, world: World) -> Client:
    client.force_login(world.recipient.user)  # type: ignore[arg-type]
    client.cookies["promost_language"] = "en"
    return client


def shown(officer: Client, edition: Edition, **query: str) -> str:
    answer: Any = officer.get(reverse("plans:plan", args=[edition.plan.uuid]), query)
    return str(answer.content.decode()).replace("\xa0", " ")


def test_a_past_day_shows_the_edition_then_in_force_and_the_terms_as_they_stood(
    edition: Edition, officer: Client
) -> None:
    past = shown(officer, edition, at="2025-06-20")
    assert "As of the end of 20 Jun 2025" in past
    assert "Edition 1" in past
    assert "by 30 Jun 2025" in past
    assert "in 10 days" in past
    today = shown(officer, edition)
    assert "As of the end of" not in today
    assert "by 30 Sep 2025" in today


def test_on_the_last_day_of_a_term_it_is_due_and_not_over(edition: Edition, officer: Client) -> None:
    assert "due today" in shown(officer, edition, at="2025-06-30")
    assert "ended 1 day ago" in shown(officer, edition, at="2025-07-01")


def test_the_day_goes_along_to_tabs_measures_filters_and_back_to_today(edition: Edition, officer: Client) -> None:
    page = shown(officer, edition, at="2025-06-20", q="обмен")
    measure = edition.measures.get(number="1.1").measure
    assert f'href="{reverse("plans:measure", args=[measure.uuid])}?at=2025-06-20"' in page
    assert "at=2025-06-20&amp;q=" in page, "the tabs"
    assert '<input type="hidden" name="at" value="2025-06-20">' in page, "the filters"
    assert 'href="?q=%D0%BE%D0%B1%D0%BC%D0%B5%D0%BD">Back to today' in page


def test_a_measure_as_of_a_past_day(edition: Edition, officer: Client) -> None:
    measure = edition.measures.get(number="1.1").measure
    url = reverse("plans:measure", args=[measure.uuid])
    past = officer.get(url, {"at": "2025-06-20"}).content.decode().replace("\xa0", " ")
    assert "by 30 Jun 2025" in past
    assert "in 10 days" in past
    assert "by 30 Sep 2025" in officer.get(url).content.decode().replace("\xa0", " ")


def test_a_past_day_is_read_only(edition: Edition, officer: Client) -> None:
    edit = reverse("plans:measure_add", args=[edition.plan.uuid])
    assert edit in shown(officer, edition)
    assert edit not in shown(officer, edition, at="2025-06-20")


def test_what_is_written_afterwards_changes_no_past_page(edition: Edition, officer: Client) -> None:
    measure = edition.measures.get(number="1.2").measure
    url, form = (reverse(f"plans:{name}", args=[measure.uuid]) for name in ("measure_history", "measure_edit"))
    before = officer.get(url, {"at": "2025-07-06"}).content.decode()
    data = filled(officer.get(form).context["editing"], {"row-reason": "перенос"})
    officer.post(form, data)
    assert "перенос" in officer.get(url).content.decode()
    after = officer.get(url, {"at": "2025-07-06"}).content.decode()
    assert "перенос" not in after
    assert after.count("<li>") == before.count("<li>")


def test_a_change_by_hand_after_the_day_is_told(edition: Edition, officer: Client) -> None:
    measure = edition.measures.get(number="1.2").measure
    url, form = (reverse(f"plans:{name}", args=[measure.uuid]) for name in ("measure", "measure_edit"))
    said = "What was changed by hand afterwards is shown as it stands now"
    with clock.stopped(SUMMER.replace(day=10)):
        assert said not in officer.get(url, {"at": "2025-07-09"}).content.decode()
        officer.post(form, filled(officer.get(form).context["editing"], {"row-title": "Иначе"}))
        assert said in officer.get(url, {"at": "2025-07-09"}).content.decode()
        assert said not in officer.get(url).content.decode()
        assert said in shown(officer, edition, at="2025-07-09")


def test_a_measure_added_by_hand_was_not_there_before(edition: Edition, officer: Client) -> None:
    form = reverse("plans:measure_add", args=[edition.plan.uuid])
    with clock.stopped(SUMMER.replace(day=10)):
        changes = {"row-title": "Новое", "row-kind": "due", "row-end": "2025-12-01"}
        officer.post(form, filled(officer.get(form).context["editing"], changes))
        assert "Новое" in shown(officer, edition)
        assert "Новое" not in shown(officer, edition, at="2025-07-09")


def test_before_the_plan_came_here_its_first_edition_is_shown_and_that_is_said(
    edition: Edition, officer: Client
) -> None:
    page = shown(officer, edition, at="2025-03-01")
    assert "It was entered here later, 1 Apr 2025" in page
    assert "by 30 Jun 2025" in page


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("yesterday", "“yesterday” is no day. Write it as 2025-06-30. Today is shown."),
        ("2025-02-30", "“2025-02-30” is no day."),
        ("0001-01-01", "is no day."),
        ("2025-13-01", "is no day."),
        ("2026-01-01", "1 Jan 2026 is still to come. Today is shown."),
        ("9999-12-31", "is still to come."),
        ("<script>", "“&lt;script&gt;” is no day."),
    ],
)
def test_what_is_no_past_day_is_said_and_today_is_shown(
    edition: Edition, officer: Client, asked: str, said: str
) -> None:
    page = shown(officer, edition, at=asked)
    assert said in page
    assert "by 30 Sep 2025" in page


def test_today_by_its_date_is_today(edition: Edition, officer: Client) -> None:
    page = shown(officer, edition, at="2025-07-07")
    assert "As of the end of" not in page
    assert reverse("plans:measure_add", args=[edition.plan.uuid]) in page


def test_of_several_editions_the_newest_made_by_the_moment_is_in_force(edition: Edition, world: World) -> None:
    reader, plan = world.recipient.person, edition.plan

    def number(moment: datetime) -> int:
        return edition_of(reader, plan.uuid, Moment(moment.date(), moment)).number

    assert [number(moment) for moment in (SPRING.replace(month=1), SPRING, SUMMER)] == [1, 1, 2]
    with pytest.raises(Edition.DoesNotExist):
        edition_of(reader, plan.uuid, Moment(SUMMER.date(), SUMMER), number=3)
    with pytest.raises(Edition.DoesNotExist):
        edition_of(world.stranger.person, plan.uuid, Moment(SUMMER.date(), SUMMER))
