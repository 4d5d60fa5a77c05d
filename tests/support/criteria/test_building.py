"""An officer who has never seen JSON builds criteria, button by button, without JavaScript."""

from __future__ import annotations

import json
import re
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from promost.accounts.models import User
from promost.kit import clock
from promost.profiles.models import Enterprise
from promost.profiles.queries import columns as columns_module
from promost.support.criteria import counting
from promost.support.models import Scheme
from promost.support.schemes import actions
from tests.support.applications.made import Office

pytestmark = pytest.mark.django_db


class Builder:
    """The page as a browser without JavaScript has it: hidden fields go along, a button is pressed."""

    def __init__(self, office: Office, language: str = "ru") -> None:
        self.client = Client()
        user = office.officer.person
        User.objects.filter(pk=user.pk).update(language=language)
        self.client.force_login(User.objects.get(pk=user.pk))
        self.url = reverse("support:criteria", args=[office.scheme.uuid])
        self.answer = self.client.get(self.url)

    @property
    def text(self) -> str:
        return " ".join(unescape(self.answer.content.decode()).split())

    def hidden(self, name: str) -> str:
        found = re.search(rf'type="hidden" name="{name}" value="([^"]*)"', self.answer.content.decode())
        return unescape(found.group(1)) if found else ""

    @property
    def tree(self) -> Any:
        return json.loads(self.hidden("tree"))

    def press(self, button: str, **typed: Any) -> Builder:
        sent = {name: self.hidden(name) for name in ("tree", "version", "open")}
        typed = {name.replace("__", "-"): value for name, value in typed.items()}
        self.answer = self.client.post(self.url, {**sent, "do": button, **typed})
        return self

    def fill_in(self, field: str, place: str = "", **typed: Any) -> Builder:
        self.press(f"add:{place}").press("field", **{"of-field": field})
        return self.press("apply", **{"of-field": field, "c-source": "", **typed})


@pytest.fixture
def office() -> Office:
    return Office.build(criteria={})


@pytest.fixture(autouse=True)
def _nothing_remembered() -> None:
    _forget()


def _forget() -> None:
    """What is kept of the register is kept by its state, and every test's register is in the same: not loaded."""
    columns_module._kept.clear()
    counting._tables.clear()
    counting._count.cache_clear()


@pytest.fixture
def page(office: Office) -> Builder:
    return Builder(office)


def saved(office: Office) -> Any:
    return Scheme.objects.get(pk=office.scheme.pk).criteria


def test_criteria_are_built_and_saved(page: Builder, office: Office) -> None:
    page.fill_in("okveds", **{"c-how": "under", "c-chosen": "25, 26.1"})
    page.fill_in("employees", **{"c-how_0": "max", "c-value_0": "250", "c-source": "209-ФЗ, ст. 4"})
    page.press("group:").fill_in("social", "2", **{"c-chosen": "yes"})
    page.fill_in("revenue", "2", **{"c-how_0": "max", "c-value_0": "2,5", "c-scale": "1000000000"})
    assert "Среднесписочная численность не выше 250 чел." in page.text
    assert page.press("save").answer.status_code == 302
    assert saved(office) == {
        "all": [
            {"field": "okveds", "under": ["25", "26.1"]},
            {"field": "employees", "max": 250, "source": "209-ФЗ, ст. 4"},
            {"any": [{"field": "social", "is": True}, {"field": "revenue", "max": 2_500_000_000}]},
        ]
    }


def test_what_stands_in_the_open_form_is_saved_too(page: Builder, office: Office) -> None:
    page.press("add:").press("field", **{"of-field": "social"})
    page.press("save", **{"of-field": "social", "c-source": "", "c-chosen": "yes"})
    assert saved(office) == {"all": [{"field": "social", "is": True}]}


@pytest.mark.parametrize(
    ("field", "typed", "says"),
    [
        ("employees", {"c-how_0": "min", "c-value_0": "много"}, "«много» — не число"),
        ("employees", {"c-how_0": "min", "c-value_0": "2,5"}, "целое число"),
        ("employees", {"c-how_0": "min", "c-value_0": "9", "c-how_1": "max", "c-value_1": "5"}, "больше наибольшего"),
        ("okveds", {"c-how": "under", "c-chosen": "C"}, "не код"),
        ("registered", {"c-how_0": "after", "c-value_0": "31.02.2025"}, "не дата"),
        ("registered", {"c-how_0": "age_min", "c-value_0": "1,5"}, "целое число"),
    ],
)
def test_what_cannot_be_is_told_beside_the_field_and_nothing_typed_is_lost(
    page: Builder, field: str, typed: dict[str, str], says: str
) -> None:
    page.fill_in(field, **typed)
    assert page.answer.status_code == 422
    assert says in page.text
    assert page.tree == {"all": []}
    assert all(value in page.text for name, value in typed.items() if "value" in name or "chosen" in name)


def test_a_condition_is_moved_into_a_group_and_taken_out(page: Builder) -> None:
    page.fill_in("social", **{"c-chosen": "yes"}).fill_in("licensed", **{"c-chosen": "no"})
    page.press("wrap:0").press("move:1").press("place", target="0")
    assert page.tree == {"all": [{"any": [{"field": "social", "is": True}, {"field": "licensed", "is": False}]}]}
    page.press("kind:0", **{"kind-0": "not"})
    assert "none" in page.text or "не" in page.text
    page.press("remove:0")
    assert page.tree == {"all": []}


def test_an_old_condition_is_opened_with_what_it_says(page: Builder) -> None:
    page.fill_in("revenue", **{"c-how_0": "max", "c-value_0": "2 500", "c-scale": "1000000"})
    page.press("edit:0")
    assert 'value="2,5"' in page.text
    page.press(
        "apply", **{"of-field": "revenue", "c-source": "", "c-how_0": "below", "c-value_0": "3", "c-scale": "1000"}
    )
    assert page.tree == {"all": [{"field": "revenue", "below": 3000}]}


def test_criteria_pasted_by_an_expert_are_taken_and_faults_told(page: Builder) -> None:
    page.press("paste", pasted='{"field": "employes", "max": 5}')
    assert page.answer.status_code == 422
    assert "employes" in page.text
    page.press("paste", pasted='{"any": [{"field": "employees", "max": 5}, {"field": "social", "is": true}]}')
    assert page.tree["any"][0] == {"field": "employees", "max": 5}


def test_deeper_criteria_than_are_built_by_hand_are_shown_and_kept(page: Builder, office: Office) -> None:
    deep: Any = {"field": "social", "is": True}
    for _level in range(9):
        deep = {"all": [deep, {"field": "licensed", "is": True}]}
    page.press("paste", pasted=json.dumps(deep))
    assert "Социальное предприятие" in page.text
    page.press("save")
    assert saved(office) == deep


def test_whoever_is_second_keeps_his_criteria_and_sees_the_others(page: Builder, office: Office) -> None:
    page.fill_in("social", **{"c-chosen": "yes"})
    actions.set_criteria(office.signatory, Scheme.objects.get(pk=office.scheme.pk), {"field": "employees", "max": 7})
    page.press("save")
    assert page.answer.status_code == 409
    assert "не выше 7 чел." in page.text
    assert page.tree == {"all": [{"field": "social", "is": True}]}
    assert page.press("save").answer.status_code == 302
    assert saved(office) == {"all": [{"field": "social", "is": True}]}


def test_what_nobody_can_meet_is_told_by_the_numbers_of_the_outline(page: Builder) -> None:
    page.fill_in("employees", **{"c-how_0": "max", "c-value_0": "10"})
    page.fill_in("employees", **{"c-how_0": "min", "c-value_0": "11"})
    assert "не может соответствовать никто: см. 1, 2" in page.text
    assert "$" not in re.sub(r"<pre.*?</pre>|value=\"[^\"]*\"", "", page.text)


def test_a_tree_that_is_not_ours_is_left_aside(page: Builder) -> None:
    for tree in ("{", "[]", '{"all": 5}', '{"field": "social", "is": true}', '{"all": [{"field": 3}]}', "[" * 100_000):
        answer = page.client.post(page.url, {"tree": tree, "do": "add:"})
        assert answer.status_code == 200


def enterprises(count: int) -> None:
    Enterprise.objects.bulk_create(
        Enterprise(
            inn=f"49{number:08}", region_id="RU-MAG", employees=number, name=f"Plant {number}", changed_at=clock.now()
        )
        for number in range(count)
    )


def test_the_count_says_of_how_many_known(page: Builder, office: Office) -> None:
    enterprises(10)
    _forget()
    page.fill_in("employees", **{"c-how_0": "max", "c-value_0": "3"})
    assert "из 10 известных предприятий" in page.text
    answer = page.client.post(
        reverse("support:criteria-count", args=[office.scheme.uuid]),
        {"tree": page.hidden("tree")},
        headers={"hx-request": "true"},
    )
    assert ">4</b>" in answer.content.decode()
    page.fill_in("exporter", **{"c-chosen": "yes"})
    assert counting.count(page.tree, "RU-MAG", clock.today(office.provider.zone)) == counting.Counted(10, 0, 4)
