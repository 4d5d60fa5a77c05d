"""Proposing on the pages: every kind of change is within reach, bad input is told at its place, nothing is lost."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from promost.kit import clock
from promost.plans.models import Amendment, AmendmentState, Plan, PlanState, Target, TargetValue
from promost.plans.queries.in_force import edition_in_force
from tests.harness.queries import assert_queries
from tests.plans.test_amendments import agree, in_force, row_of
from tests.plans.test_approvals import NOON, Sides
from tests.plans.world import World

pytestmark = pytest.mark.django_db
REASON = "Поставка оборудования задержана"
DECEMBER = date(2025, 12, 31)


@pytest.fixture(autouse=True)
def _stopped() -> Iterator[None]:
    with clock.stopped(NOON), translation.override("en"):
        yield


@pytest.fixture
def sides(world: World, at_commit: Callable[[], Any]) -> Sides:
    return in_force(world, at_commit)


@pytest.fixture
def target(sides: Sides) -> Target:
    """Return a target of the whole plan: ten by the end of the year."""
    made = Target.objects.create(plan=sides.plan, position=9, label="Новые рабочие места", unit="ед", okei="642")
    TargetValue.objects.create(target=made, edition=sides.edition, due_on=DECEMBER, value=Decimal(10))
    return made


def visit(actor: Any, language: str = "en") -> Client:
    client = Client(headers={"accept-language": language})
    client.force_login(actor.person)
    return client


def body(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


def typed(client: Client, url: str, **changed: str) -> dict[str, str]:
    """Return what the form at an address would send, with some fields typed anew."""
    context: Any = client.get(url).context
    editing = context["editing"]
    found: dict[str, str] = {"edition": str(context["desk"].edition.number)}
    for form in (editing.fields, editing.owners.management_form, *editing.owners, editing.targets.management_form,
                 *editing.targets):  # fmt: skip
        for bound in form:
            value = bound.value()
            shown = bound.field.prepare_value(value) if hasattr(bound.field, "prepare_value") else value
            if shown is not False and shown not in (None, ""):
                found[bound.html_name] = shown.isoformat() if isinstance(shown, date) else str(shown)
    return found | {name.replace("__", "-"): text for name, text in changed.items()}


def url_of(sides: Sides, number: str = "1.2") -> str:
    return reverse("plans:measure_amend", args=[row_of(sides, number).measure.uuid])


class TestTargetOfThePlan:
    def test_another_value_is_proposed_agreed_and_told_in_the_comparison(self, sides: Sides, target: Target) -> None:
        recipient = visit(sides.world.recipient)
        url = reverse("plans:target_amend", args=[sides.plan.uuid, target.uuid])
        assert url in body(recipient.get(reverse("plans:plan", args=[sides.plan.uuid]), {"view": "targets"}))
        assert "Now: 10" in body(recipient.get(url))
        sent = {"value-2025-12-31": "8", "reason": REASON}
        assert "The plan changes when every party has agreed" in body(recipient.post(url, sent, follow=True))
        amendment = Amendment.objects.get()
        for side in ("recipient", "donor", "curator"):
            agree(sides, amendment, side)
        new = edition_in_force(sides.plan)
        assert TargetValue.objects.get(edition=new, target=target).value == 8
        shown = body(recipient.get(reverse("plans:compare", args=[sides.plan.uuid, 1, 2])))
        for words in (target.label, "31 Dec 2025", f"Edition 2: {REASON}"):
            assert words in shown, words

    @pytest.mark.parametrize(
        ("value", "reason", "said"),
        [
            ("10", REASON, "every value is the one that is promised now"),
            ("8", " ", "Give the reason"),
            ("-1", REASON, "greater than or equal to 0"),
            ("eight", REASON, "Enter a number"),
            ("99999999999999999", REASON, "no more than"),
        ],
    )
    def test_what_is_wrong_is_told_and_what_was_typed_stays(
        self, sides: Sides, target: Target, value: str, reason: str, said: str
    ) -> None:
        url = reverse("plans:target_amend", args=[sides.plan.uuid, target.uuid])
        answer = visit(sides.world.recipient).post(url, {"value-2025-12-31": value, "reason": reason})
        shown = body(answer)
        assert answer.status_code == 422
        assert said in shown
        assert f'value="{value}"' in shown
        assert not Amendment.objects.exists()

    def test_without_a_reason_the_message_stands_at_the_reason(self, sides: Sides, target: Target) -> None:
        url = reverse("plans:target_amend", args=[sides.plan.uuid, target.uuid])
        answer: Any = visit(sides.world.recipient).post(url, {"value-2025-12-31": "8", "reason": ""})
        assert answer.context["form"].errors["reason"]


class TestMeasure:
    def test_a_deadline_in_words_is_read_anew_and_days_take_the_place_of_words(self, sides: Sides) -> None:
        client, url = visit(sides.world.recipient), url_of(sides)
        client.post(url, typed(client, url, row__deadline_text="IV квартал 2025 г.", row__reason=REASON))
        given = Amendment.objects.get().changes.get().given
        assert (given["starts_on"], given["ends_on"]) == ("2025-10-01", "2025-12-31")
        client.post(url, typed(client, url, row__end="2025-12-20"))
        given = Amendment.objects.get().changes.get().given
        assert (given["ends_on"], given["deadline_text"]) == ("2025-12-20", "")

    @pytest.mark.parametrize(
        ("changed", "said"),
        [
            ({}, "Nothing is changed yet"),
            ({"row__deadline_text": "когда-нибудь потом"}, "deadline"),
            ({"row__title": ""}, "This field is required"),
            ({"row__end": "2205-12-20"}, "check the year"),
            ({"target__0__value": "-5"}, "not below zero"),
            ({"row__title": "Обучение мастеров", "row__reason": " "}, "Give the reason"),
        ],
    )
    def test_bad_input_is_told_and_nothing_is_lost(self, sides: Sides, changed: dict[str, str], said: str) -> None:
        client, url = visit(sides.world.recipient), url_of(sides)
        sent = typed(client, url, row__note="Уточнено", **{"row__reason": REASON} | changed)
        if not changed:
            sent.pop("row-note")
        answer = client.post(url, sent)
        assert answer.status_code == 422
        assert said in body(answer)
        assert changed == {} or "Уточнено" in body(answer)
        assert not Amendment.objects.exists()

    def test_a_form_older_than_the_edition_in_force_is_shown_beside_it(self, sides: Sides) -> None:
        client, url = visit(sides.world.donor), url_of(sides)
        old = typed(client, url, row__title="Обучение мастеров", row__reason=REASON)
        mine, where = visit(sides.world.recipient), url_of(sides)
        mine.post(where, typed(mine, where, row__result="Обучено 30 человек", row__reason=REASON))
        for side in ("recipient", "donor", "curator"):
            agree(sides, Amendment.objects.get(), side)
        answer = client.post(url, old)
        assert answer.status_code == 409
        for words in ("Обучено 30 человек", "Обучение мастеров", "nothing was overwritten"):
            assert words in body(answer), words
        assert Amendment.objects.count() == 1


class TestSeveral:
    def test_a_measure_is_added_and_another_struck_out_in_one_amendment(self, sides: Sides) -> None:
        client = visit(sides.world.recipient)
        url = reverse("plans:amend_add", args=[sides.plan.uuid])
        assert url in body(client.get(reverse("plans:plan", args=[sides.plan.uuid])))
        sent = typed(client, url, row__title="Школа мастеров", row__end="2025-11-30", row__reason=REASON)
        assert client.post(url, sent).status_code == 302
        struck = reverse("plans:measure_strike", args=[row_of(sides, "1.1").measure.uuid])
        assert "Added to the amendment" in body(client.post(struck, follow=True))
        amendment = Amendment.objects.get()
        assert sorted(amendment.changes.values_list("kind", flat=True)) == ["added", "struck"]
        first = amendment.changes.get(kind="struck")
        out = reverse("plans:amendment_leave_out", args=[sides.plan.uuid, amendment.uuid, first.pk])
        assert "Taken out" in body(client.post(out, {"version": amendment.version}, follow=True))
        amendment.refresh_from_db()
        (last,) = amendment.changes.all()
        out = reverse("plans:amendment_leave_out", args=[sides.plan.uuid, amendment.uuid, last.pk])
        assert "the only change" in body(client.post(out, {"version": amendment.version}, follow=True))

    def test_what_another_party_proposed_is_settled_first_and_the_form_says_so(self, sides: Sides) -> None:
        first, url = visit(sides.world.donor), url_of(sides)
        first.post(url, typed(first, url, row__note="Уточнено", row__reason=REASON))
        client = visit(sides.world.recipient)
        assert "settled first" in body(client.get(url))
        sent = typed(client, url, row__title="Обучение мастеров", row__reason="Иначе")
        answer = client.post(url, sent)
        assert answer.status_code == 422
        assert "Обучение мастеров" in body(answer)
        assert Amendment.objects.count() == 1

    def test_a_draft_says_that_it_is_changed_by_hand(self, sides: Sides) -> None:
        Plan.objects.update(state=PlanState.DRAFT)
        client, url = visit(sides.world.recipient), url_of(sides)
        assert "a draft is changed by hand" in body(client.get(url))
        answer = client.post(url, typed(client, url, row__note="Уточнено", row__reason=REASON))
        assert answer.status_code == 422
        assert not Amendment.objects.exists()


class TestThePlanSaysWhatWaits:
    def test_an_amendment_is_told_to_whom_it_waits_for(self, sides: Sides) -> None:
        client, url = visit(sides.world.recipient), url_of(sides)
        client.post(url, typed(client, url, row__note="Уточнено", row__reason=REASON))
        plan = reverse("plans:plan", args=[sides.plan.uuid])
        shown = body(visit(sides.signatories["donor"]).get(plan))
        assert "It waits for your consent" in shown
        assert "agreed by 0 of 3" in shown
        assert "It waits for your consent" not in body(client.get(plan)), "an editor does not bind the party"
        agree(sides, Amendment.objects.get(), "donor")
        shown = body(visit(sides.signatories["donor"]).get(plan))
        assert "agreed by 1 of 3" in shown
        assert "It waits for your consent" not in shown
        for side in ("recipient", "curator"):
            agree(sides, Amendment.objects.get(), side)
        shown = body(client.get(plan))
        assert Amendment.objects.get().state == AmendmentState.AGREED
        assert reverse("plans:compare", args=[sides.plan.uuid, 1, 2]) in shown

    def test_a_plan_on_approval_names_the_parties_for_whom_it_waits(self, sides: Sides) -> None:
        Plan.objects.update(state=PlanState.ON_APPROVAL)
        edition = sides.edition
        edition.approved_at = None
        edition.save()
        plan = reverse("plans:plan", args=[sides.plan.uuid])
        assert "approved by 3 of 3" in body(visit(sides.world.recipient).get(plan))

    @pytest.mark.parametrize("language", ["ru", "en"])
    def test_it_costs_no_query(self, sides: Sides, language: str) -> None:
        client, url = visit(sides.world.recipient), url_of(sides)
        client.post(url, typed(client, url, row__note="Уточнено", row__reason=REASON))
        plan = reverse("plans:plan", args=[sides.plan.uuid])
        client.cookies["promost_language"] = language
        client.get(plan)
        with assert_queries(11):
            shown = body(client.get(plan))
        assert {"ru": "ждёт согласия", "en": "waits for consent"}[language] in shown


def test_any_two_editions_are_chosen_for_comparison(sides: Sides) -> None:
    client, url = visit(sides.world.recipient), url_of(sides)
    client.post(url, typed(client, url, row__note="Уточнено", row__reason=REASON))
    for side in ("recipient", "donor", "curator"):
        agree(sides, Amendment.objects.get(), side)
    where = reverse("plans:compare_any", args=[sides.plan.uuid])
    assert where in body(client.get(reverse("plans:editions", args=[sides.plan.uuid])))
    assert REASON in body(client.get(where, {"one": "2", "other": "1"}, follow=True))
    assert "Choose two editions" in body(client.get(where, {"one": "x"}, follow=True))
    assert client.get(reverse("plans:compare", args=[sides.plan.uuid, 1, 7])).status_code == 404
    assert "say the same" in body(client.get(reverse("plans:compare", args=[sides.plan.uuid, 2, 2])))
