"""Pages show the promise, ask a known number of queries, and hide what is not the reader's."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from promost.kit import files, history, refs
from promost.plans.actions import preview
from promost.plans.mending import Mend
from promost.plans.models import Edition, Measure, MeasureEdition, Plan
from tests.harness.queries import assert_queries
from tests.plans import world as worlds
from tests.plans.conftest import Read
from tests.plans.world import FIRST, NO_DATE, SECOND, World

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(client: Client, world: World) -> Client:
    client.force_login(world.recipient.user)  # type: ignore[arg-type]
    client.cookies["promost_language"] = "en"
    return client


def many(count: int) -> list[tuple[str, ...]]:
    return [(f"1.{n}", f"Мероприятие номер {n}", *FIRST[2:]) for n in range(1, count + 1)]


@pytest.mark.parametrize("count", [1, 3, 50])
def test_the_plan_page_asks_the_same_for_one_measure_and_for_fifty(
    world: World, read: Read, officer: Client, count: int
) -> None:
    edition = worlds.accepted(world, read(*many(count)))
    officer.get(reverse("plans:index"))  # from here on its forms have a token, and pages a tag
    for view in ("list", "schedule", "targets"):
        with assert_queries(10):
            page = officer.get(reverse("plans:plan", args=[edition.plan.uuid]), {"view": view})
        assert page.status_code == 200


@pytest.mark.parametrize("count", [1, 3, 50])
def test_the_preview_asks_the_same_for_one_row_and_for_fifty(
    world: World, read: Read, officer: Client, count: int
) -> None:
    source = read(*many(count))
    with assert_queries(11):
        page = officer.get(reverse("plans:import", args=[source.uuid]))
    assert f"Мероприятие номер {count}" in page.content.decode()


@pytest.mark.parametrize("count", [1, 3, 50])
def test_the_difference_asks_the_same_for_one_row_and_for_fifty(
    world: World, read: Read, officer: Client, count: int
) -> None:
    edition = worlds.accepted(world, read(*many(count)))
    source = read(*many(count), SECOND, plan=edition.plan)
    with assert_queries(11):
        officer.get(reverse("plans:import_difference", args=[source.uuid]))


@pytest.mark.parametrize("count", [1, 3, 50])
def test_home_asks_the_same_for_one_measure_and_for_fifty(
    world: World, read: Read, officer: Client, count: int
) -> None:
    worlds.accepted(world, read(*many(count)))
    with assert_queries(10):
        officer.get(reverse("home"))


def test_the_measure_page_shows_promise_owners_both_clocks_and_source(
    world: World, read: Read, officer: Client
) -> None:
    edition = worlds.accepted(world, read(FIRST, SECOND))
    measure = edition.measures.get(number="1.1").measure
    officer.get(reverse("plans:index"))
    with assert_queries(8):
        page = officer.get(reverse("plans:measure", args=[measure.uuid])).content.decode().replace("\xa0", " ")
    for words in ("Обмен перечнями мер поддержки", "ДИПП", "by 30 Jun 2025", "24:00 Magadan · 16:00 MSK", "план.docx"):
        assert words in page


def test_search_and_filters_find_a_measure_by_its_words_and_its_owner(
    world: World, read: Read, officer: Client
) -> None:
    edition = worlds.accepted(world, read(FIRST, SECOND))
    url = reverse("plans:plan", args=[edition.plan.uuid])
    found = officer.get(url, {"q": "ИНЖЕНЕРОВ"}, headers={"HX-Request": "true"}).content.decode()
    assert "Обучение инженеров" in found
    assert "Обмен перечнями" not in found
    assert "<html" not in found, "htmx gets the rows alone"


def test_what_no_rule_shows_is_not_there(world: World, read: Read, client: Client) -> None:
    edition = worlds.accepted(world, read(FIRST))
    client.force_login(world.stranger.user)  # type: ignore[arg-type]
    measure = Measure.objects.get()
    for name, uuid in (("plan", edition.plan.uuid), ("measure", measure.uuid), ("agreement", world.agreement.uuid)):
        assert client.get(reverse(f"plans:{name}", args=[uuid])).status_code == 404


def test_the_source_comes_back_byte_for_byte_as_a_file(world: World, read: Read, officer: Client) -> None:
    edition = worlds.accepted(world, read(FIRST))
    answer = officer.get(reverse("plans:document", args=[edition.plan.uuid, 1]))
    assert answer["Content-Disposition"].startswith("attachment")
    body = b"".join(answer.streaming_content)  # type: ignore[attr-defined]
    assert edition.document is not None
    assert body == files.read(edition.document.sha256)


def test_a_row_is_mended_in_place(world: World, read: Read, officer: Client) -> None:
    source = read(FIRST, NO_DATE)
    url = reverse("plans:row_edit", args=[source.uuid, 2])
    form = officer.get(url, headers={"HX-Request": "true"}).context["editing"]
    data = filled(form, {"row-deadline_text": "до 1 сентября 2025 г."})
    answer = officer.post(url, data, headers={"HX-Request": "true"})
    assert "by 1 Sep 2025" in answer.content.decode().replace("\xa0", " ")
    assert source.rows.get(position=2).mended["deadline"]["end"] == "2025-09-01"


def test_the_second_officer_sees_what_the_first_one_wrote(world: World, read: Read, officer: Client) -> None:
    source = read(FIRST, NO_DATE)
    url = reverse("plans:row_edit", args=[source.uuid, 2])
    data = filled(officer.get(url).context["editing"], {"row-title": "Второй"})
    row = source.rows.select_related("source__agreement").get(position=2)
    preview.mend_row(world.colleague, row, 0, Mend(title="Первый"))
    answer = officer.post(url, data, headers={"HX-Request": "true"})
    assert answer.status_code == 409
    assert "Первый" in answer.content.decode()
    assert "Второй" in answer.content.decode(), "what was typed is given back"
    assert "nothing was overwritten" in answer.content.decode()


def test_accepting_leads_to_the_plan_and_a_second_click_too(world: World, read: Read, officer: Client) -> None:
    source = read(FIRST)
    url = reverse("plans:import_accept", args=[source.uuid])
    first = officer.post(url, {"version": source.version})
    second = officer.post(url, {"version": source.version})
    assert first["Location"] == second["Location"] == reverse("plans:plan", args=[Plan.objects.get().uuid])
    assert Edition.objects.count() == 1


def test_open_errors_are_named_and_nothing_is_saved(world: World, read: Read, officer: Client) -> None:
    source = read(FIRST, NO_DATE)
    answer = officer.post(reverse("plans:import_accept", args=[source.uuid]), {"version": source.version}, follow=True)
    assert "1.3" in answer.content.decode()
    assert not Plan.objects.exists()


def test_a_measure_is_edited_by_hand_and_the_history_tells_what_was(world: World, read: Read, officer: Client) -> None:
    measure = worlds.accepted(world, read(FIRST)).measures.get().measure
    url = reverse("plans:measure_edit", args=[measure.uuid])
    data = filled(officer.get(url).context["editing"], {"row-end": "2025-07-31", "row-reason": "перенос"})
    answer = officer.post(url, data, follow=True)
    changed = reverse("plans:measure_history", args=[measure.uuid])
    assert MeasureEdition.objects.get(measure=measure).ends_on.isoformat() == "2025-07-31"  # type: ignore[union-attr]
    assert f'href="{changed}"' in answer.content.decode()
    page, part = (officer.get(changed, headers=asked).content.decode() for asked in ({}, {"HX-Request": "true"}))
    for shown in (page, part):
        assert "Measure edited by hand" in shown
        assert "перенос" in shown
    assert "<html" in page
    assert "<html" not in part


def test_a_measure_is_added_by_hand(world: World, read: Read, officer: Client) -> None:
    plan = worlds.accepted(world, read(FIRST)).plan
    url = reverse("plans:measure_add", args=[plan.uuid])
    data = filled(
        officer.get(url).context["editing"],
        {"row-title": "Новое", "row-kind": "due", "row-end": "2025-12-01", "row-direction": "training"},
    )
    officer.post(url, data)
    added = MeasureEdition.objects.get(title="Новое")
    assert (added.measure.direction, added.position) == ("training", 2)


def filled(editing: Any, changes: dict[str, str]) -> dict[str, str]:
    """Return what a browser would send of the three forms, with some fields changed."""
    data: dict[str, str] = {}
    for formset in (editing.owners, editing.targets):
        data |= {
            f"{formset.management_form.prefix}-{name}": str(value)
            for name, value in formset.management_form.initial.items()
        }
        for form in formset:
            data |= _values(form)
    return {**data, **_values(editing.fields), **changes}


def _values(form: Any) -> dict[str, str]:
    shown = {}
    for bound in form:
        value = bound.field.prepare_value(bound.value()) if hasattr(bound.field, "prepare_value") else bound.value()
        if value is not None and value is not False and value != "":
            shown[bound.html_name] = str(value)
    return shown


def test_a_part_of_a_page_asked_for_after_the_session_ended_leads_the_whole_page_to_sign_in(
    world: World, read: Read, client: Client
) -> None:
    source = read(FIRST)
    page = f"http://testserver/imports/{source.uuid}/"
    asked = {"HX-Request": "true", "HX-Current-URL": page}
    answer = client.get(reverse("plans:row_edit", args=[source.uuid, 1]), headers=asked)
    assert answer["HX-Redirect"].startswith(reverse("account_login"))
    assert f"%2Fimports%2F{source.uuid}" in answer["HX-Redirect"]


def test_a_change_of_a_row_brings_the_counts_of_the_whole_preview(world: World, read: Read, officer: Client) -> None:
    source = read(FIRST, NO_DATE)
    url = reverse("plans:row_accept", args=[source.uuid, 2])
    data = {"version": "0", "code": "MISSING_DEADLINE", "note": "as signed"}
    answer = officer.post(url, data, headers={"HX-Request": "true"}).content.decode()
    assert answer.count('hx-swap-oob="true"') == 2
    assert "row with open errors" not in answer


def test_a_measure_s_deadline_in_words_is_read_by_hand_too(world: World, read: Read, officer: Client) -> None:
    plan = worlds.accepted(world, read(FIRST)).plan
    url = reverse("plans:measure_add", args=[plan.uuid])
    changes = {"row-title": "Новое", "row-deadline_text": "до 1 июля 2025 г."}
    officer.post(url, filled(officer.get(url).context["editing"], changes))
    assert str(MeasureEdition.objects.get(title="Новое").ends_on) == "2025-07-01"


def test_two_at_one_measure_the_second_gets_back_what_was_typed(world: World, read: Read, officer: Client) -> None:
    measure = worlds.accepted(world, read(FIRST)).measures.get().measure
    url = reverse("plans:measure_edit", args=[measure.uuid])
    data = filled(officer.get(url).context["editing"], {"row-title": "Второй"})
    officer.post(url, {**data, "row-title": "Первый"})
    answer = officer.post(url, data)
    assert answer.status_code == 409
    for words in ("Первый", "Второй"):
        assert words in answer.content.decode()
    assert MeasureEdition.objects.get(measure=measure).title == "Первый"


def test_a_second_document_of_the_same_period_is_asked_about_and_becomes_a_newer_one(
    world: World, read: Read, officer: Client
) -> None:
    plan = worlds.accepted(world, read(FIRST)).plan
    source = read(FIRST, SECOND)
    page = officer.get(reverse("plans:import", args=[source.uuid])).content.decode()
    newer = reverse("plans:import_newer", args=[source.uuid, plan.uuid])
    assert newer in page
    officer.post(newer, {"version": source.version})
    source.refresh_from_db()
    assert source.plan == plan
    assert source.rows.get(position=1).measure == plan.measures.get()


def test_a_row_added_by_hand_is_filled_in_on_a_page_of_its_own(world: World, read: Read, officer: Client) -> None:
    source = read(FIRST)
    form = officer.post(reverse("plans:row_add", args=[source.uuid]), follow=True).context["editing"]
    data = filled(form, {"row-title": "Визит", "row-deadline_text": "май 2025 г."})
    answer = officer.post(reverse("plans:row_edit", args=[source.uuid, 2]), data)
    assert answer["Location"].endswith("#row-2")
    assert source.rows.get(position=2).mended["title"] == "Визит"


@pytest.mark.parametrize("sent", [{"version": "x"}, {"version": "0", "organisation": "no id"}, {"version": "9" * 40}])
def test_a_forged_form_of_a_body_ends_in_no_fault_and_changes_nothing(
    world: World, read: Read, officer: Client, sent: dict[str, str]
) -> None:
    body = read(FIRST).bodies.order_by("pk")[0]
    answer = officer.post(reverse("plans:body_match", args=[body.source.uuid, body.pk]), sent)
    assert answer.status_code in {302, 404}
    body.refresh_from_db()
    assert (body.version, body.matched_by) == (0, "")


def test_a_day_in_the_history_is_written_as_the_reader_writes_days(world: World, read: Read, officer: Client) -> None:
    measure = worlds.accepted(world, read(FIRST)).measures.get().measure
    history.write(world.recipient, "plans.edit_measure", refs.of(measure), {"deadline": ["2025-13-45", "2025-07-31"]})
    page = officer.get(reverse("plans:measure_history", args=[measure.uuid])).content.decode().replace("\xa0", " ")
    assert "<del>2025-13-45</del> <ins>31 Jul 2025</ins>" in page
