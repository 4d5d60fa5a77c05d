"""A page that nothing has changed is not sent again; one that shows anything else is never an old one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.conf import settings
from django.contrib.admin.models import CHANGE, LogEntry
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from promost.accounts.models import Membership, Role
from promost.kit import clock
from promost.kit.models import HistoryEntry
from promost.plans.actions.promises import add_participant
from promost.plans.models import Edition
from promost.registry.models import Organisation
from tests.harness.queries import assert_queries
from tests.plans import world as worlds
from tests.plans.conftest import Read
from tests.plans.test_pages import filled
from tests.plans.world import FIRST, SECOND, World

pytestmark = pytest.mark.django_db
NOON = datetime(2025, 6, 16, 12, 1, tzinfo=UTC)
Visit = Callable[..., Any]


@pytest.fixture
def edition(world: World, read: Read) -> Edition:
    return worlds.accepted(world, read(FIRST, SECOND))


@pytest.fixture
def officer(client: Client, world: World) -> Client:
    """Return a browser that has been here before, so that its forms have a token."""
    client.force_login(world.recipient.user)  # type: ignore[arg-type]
    client.get(reverse("plans:index"))
    return client


def page_of(edition: Edition) -> str:
    return reverse("plans:plan", args=[edition.plan.uuid])


def again(browser: Client, url: str, tag: str, **more: str) -> HttpResponse:
    """Ask for a page that the browser keeps under a tag."""
    return browser.get(url, headers={"If-None-Match": tag, **more})  # type: ignore[return-value]


def test_an_unchanged_page_is_not_sent_again_and_costs_three_queries(edition: Edition, officer: Client) -> None:
    measure = reverse("plans:measure", args=[edition.measures.get(number="1.1").measure.uuid])
    for url in (page_of(edition), measure, reverse("plans:editions", args=[edition.plan.uuid])):
        tag = officer.get(url)["ETag"]
        with assert_queries(3):  # session, user with memberships, the newest history
            answer = again(officer, url, tag)
        assert (answer.status_code, answer.content) == (304, b"")


def test_a_page_is_its_reader_s_own_and_asked_about_each_time(edition: Edition, officer: Client) -> None:
    for answer in (first := officer.get(page_of(edition)), again(officer, page_of(edition), first["ETag"])):
        assert set(answer["Cache-Control"].split(", ")) == {"private", "no-cache"}
        assert {"Cookie", "HX-Request"} <= set(answer["Vary"].split(", "))
        assert "default-src 'self'" in answer["Content-Security-Policy"]


def test_after_an_action_the_page_is_new(world: World, edition: Edition, officer: Client) -> None:
    tag = officer.get(page_of(edition))["ETag"]
    body = Organisation.objects.create(name="Завод", kind="enterprise", created_at=clock.now())
    add_participant(world.recipient, edition.plan, body, edition.plan.starts_on)
    assert again(officer, page_of(edition), tag).status_code == 200


def test_a_message_is_shown_once_and_on_no_kept_page(edition: Edition, officer: Client) -> None:
    measure = edition.measures.get(number="1.1").measure
    url, form = (reverse(f"plans:{name}", args=[measure.uuid]) for name in ("measure", "measure_edit"))
    tag = officer.get(url)["ETag"]
    officer.post(form, filled(officer.get(form).context["editing"], {"row-title": "Иначе", "row-reason": "так"}))
    told = again(officer, url, tag)
    assert told.status_code == 200
    assert "Saved" in told.content.decode()
    assert "ETag" not in told, "the browser could show the message again"
    after = officer.get(url)
    assert "Saved" not in after.content.decode()
    assert again(officer, url, after["ETag"]).status_code == 304


def test_a_message_that_waits_is_not_put_off_by_a_kept_page(edition: Edition, officer: Client) -> None:
    tag = officer.get(page_of(edition))["ETag"]
    officer.get(reverse("plans:document", args=[edition.plan.uuid, 1]))
    officer.post(reverse("plans:import_accept", args=[edition.imports.get().uuid]), {"version": 0})
    told = again(officer, page_of(edition), tag)
    assert told.status_code == 200


def test_another_reader_never_gets_a_page_by_its_name(edition: Edition, officer: Client, world: World) -> None:
    tag = officer.get(page_of(edition))["ETag"]
    colleague, stranger = Client(), Client()
    for browser, actor in ((colleague, world.viewer), (stranger, world.stranger)):
        browser.force_login(actor.user)  # type: ignore[arg-type]
        browser.get(reverse("plans:index"))
    other = again(colleague, page_of(edition), tag)
    assert other.status_code == 200
    assert world.viewer.person.name in other.content.decode()
    assert again(stranger, page_of(edition), tag).status_code == 404


def test_who_has_signed_out_is_asked_to_sign_in(edition: Edition, officer: Client) -> None:
    tag = officer.get(page_of(edition))["ETag"]
    officer.logout()
    assert again(officer, page_of(edition), tag).status_code == 302


def test_a_new_session_of_the_same_person_begins_anew(world: World, edition: Edition, officer: Client) -> None:
    tag, token = officer.get(page_of(edition))["ETag"], officer.cookies[settings.CSRF_COOKIE_NAME].value
    officer.logout()
    officer.force_login(world.recipient.user)  # type: ignore[arg-type]
    officer.cookies[settings.CSRF_COOKIE_NAME] = token
    assert again(officer, page_of(edition), tag).status_code == 200


def test_the_forms_of_a_kept_page_still_work(edition: Edition, world: World) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(world.recipient.user)  # type: ignore[arg-type]
    browser.get(page_of(edition))
    kept = browser.get(page_of(edition))
    token = kept.context["csrf_token"]
    assert again(browser, page_of(edition), kept["ETag"]).status_code == 304
    sent = browser.post(reverse("set_language"), {"language": "en", "csrfmiddlewaretoken": str(token)})
    assert sent.status_code == 302


def test_a_browser_that_lost_its_token_gets_a_page_with_a_new_one(edition: Edition, officer: Client) -> None:
    tag = officer.get(page_of(edition))["ETag"]
    del officer.cookies[settings.CSRF_COOKIE_NAME]
    answer = again(officer, page_of(edition), tag)
    assert answer.status_code == 200
    assert settings.CSRF_COOKIE_NAME in answer.cookies


@pytest.mark.parametrize("other", ["language", "organisation", "htmx", "filter"])
def test_the_same_address_in_another_way_is_another_page(
    world: World, edition: Edition, officer: Client, other: str
) -> None:
    url, more = page_of(edition), {}
    tag = officer.get(url)["ETag"]
    if other == "language":
        officer.cookies[settings.LANGUAGE_COOKIE_NAME] = "ru"
    elif other == "organisation":
        donor = world.donor.organisation
        assert donor is not None
        Membership.objects.create(user=world.recipient.person, organisation=donor, role=Role.VIEWER, since=clock.now())
        officer.post(reverse("accounts:act_for"), {"organisation": str(donor.uuid), "next": "/"})
    elif other == "htmx":
        more = {"HX-Request": "true"}
    else:
        url += "?q=обмен"
    assert again(officer, url, tag, **more).status_code == 200


def test_a_kept_page_ends_with_the_day_of_every_zone(edition: Edition, officer: Client) -> None:
    with clock.stopped(NOON):
        tag = officer.get(page_of(edition))["ETag"]
    with clock.stopped(NOON + timedelta(minutes=10)):
        assert again(officer, page_of(edition), tag).status_code == 304
    with clock.stopped(NOON + timedelta(minutes=15)):
        assert again(officer, page_of(edition), tag).status_code == 200


def test_an_entry_committed_after_a_later_one_is_seen(edition: Edition, officer: Client) -> None:
    newest = HistoryEntry.objects.order_by("-pk")[0]
    HistoryEntry.objects.create(**_entry(newest, newest.pk + 2))
    tag = officer.get(page_of(edition))["ETag"]
    HistoryEntry.objects.create(**_entry(newest, newest.pk + 1))
    assert again(officer, page_of(edition), tag).status_code == 200


def _entry(like: HistoryEntry, key: int) -> dict[str, Any]:
    values = {field.attname: getattr(like, field.attname) for field in HistoryEntry._meta.concrete_fields}
    return {**values, "id": key}


def test_reference_data_corrected_by_hand_show_at_once(world: World, edition: Edition, officer: Client) -> None:
    tag = officer.get(page_of(edition))["ETag"]
    LogEntry.objects.create(
        user=world.recipient.person, object_id="RU-MAG", object_repr="Magadan", action_flag=CHANGE,
        action_time=clock.now(),
    )  # fmt: skip
    assert again(officer, page_of(edition), tag).status_code == 200


def test_what_is_not_there_is_not_kept(officer: Client) -> None:
    answer = officer.get(reverse("plans:plan", args=["00000000-0000-0000-0000-000000000000"]))
    assert answer.status_code == 404
    assert "ETag" not in answer


def test_going_back_gives_the_whole_page_and_not_its_rows(edition: Edition, officer: Client) -> None:
    asked = {"HX-Request": "true", "HX-History-Restore-Request": "true"}
    assert "<html" in officer.get(page_of(edition), headers=asked).content.decode()
