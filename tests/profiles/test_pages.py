"""Pages of indicators and levels: what a person finds there and can do."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from promost.profiles.models import Indicator, Observation
from tests.accounts.people import user
from tests.profiles.conftest import Add, Levels, indicator

pytestmark = pytest.mark.django_db
LEVEL = {
    "indicator": "SHIPPED industry=manufacturing",
    "starts_on": "2025-01-01",
    "ends_on": "2025-03-31",
    "value": "2 350,5",
    "okei": "",
    "source": "Форма № П-1",
    "release": "I квартал",
    "released_on": "2025-04-25",
}


def door_of(person: Any) -> Client:
    """Sign somebody in."""
    door = Client()
    door.force_login(person)
    return door


@pytest.fixture
def director(levels: Levels) -> Client:
    return door_of(levels.director.user)


@pytest.fixture
def address(levels: Levels) -> str:
    return reverse("profiles:levels", args=[levels.plant.uuid])


def test_a_director_adds_a_level_and_sees_it_with_its_source(director: Client, address: str) -> None:
    given = {**LEVEL, "token": str(uuid4()), "value": "2350.5"}
    assert director.post(address, given).status_code == 302
    assert director.post(address, given).status_code == 302, "a form sent twice is one level"
    made = Observation.objects.get()
    assert (made.value, made.breakdown) == (Decimal("2350.5"), "industry=manufacturing")
    page = director.get(address).content.decode()
    assert "Shipped goods of own production — manufacturing" in page
    assert "Форма № П-1, I квартал" in page


def test_what_is_wrong_stands_beside_its_field_and_nothing_typed_is_lost(director: Client, address: str) -> None:
    answer = director.post(address, {**LEVEL, "token": str(uuid4()), "value": "12", "ends_on": "2024-12-31"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "before it starts on" in page
    assert 'value="Форма № П-1"' in page
    assert not Observation.objects.exists()


def test_a_far_number_is_asked_about_and_taken_once_it_is_marked(director: Client, address: str, add: Add) -> None:
    add(code="SHIPPED", breakdown="industry=manufacturing", value=Decimal(2000), starts_on=date(2024, 1, 1),
        ends_on=date(2024, 12, 31))  # fmt: skip
    given = {**LEVEL, "token": str(uuid4()), "value": "2350500"}
    assert "mark that you have checked them" in director.post(address, given).content.decode()
    assert director.post(address, {**given, "is_checked": "on"}).status_code == 302


def test_an_earlier_value_stays_readable(director: Client, address: str, add: Add) -> None:
    add(value=Decimal(120))
    add(value=Decimal(124), release="revised", released_on=date(2025, 6, 1))
    page = director.get(address).content.decode()
    assert "1 earlier value" in page
    assert page.index("124") < page.index("120")


def test_a_viewer_sees_and_gets_no_form(levels: Levels, address: str, add: Add) -> None:
    add()
    page = door_of(levels.clerk.user).get(address).content.decode()
    assert "Average headcount" in page
    assert "Add a level" not in page


def test_a_region_shows_its_published_values_to_everybody(levels: Levels, add: Add) -> None:
    add(levels.officer, region=levels.region, code="IPI", value=Decimal("103.4"))
    page = door_of(levels.competitor.user).get(reverse("profiles:region_levels", args=["RU-MAG"])).content.decode()
    assert "Index of industrial production" in page
    assert "103.4" in page


@pytest.mark.parametrize("count", [1, 3, 50])
def test_a_page_of_levels_takes_the_same_queries_for_any_number(
    levels: Levels, add: Add, address: str, count: int, django_assert_num_queries: Any
) -> None:
    for number in range(count):
        add(starts_on=date(1990 + number // 2, 1 + number % 2, 1), ends_on=date(2024, 1, 31))
    door = door_of(levels.director.user)
    door.get(address)
    with django_assert_num_queries(5):
        assert door.get(address).status_code == 200


def test_all_indicators_stand_with_their_definitions(director: Client, levels: Levels) -> None:
    page = director.get(reverse("profiles:indicators")).content.decode()
    for each in Indicator.objects.all():
        assert each.name_en in page.replace("&#x27;", "'").replace("&quot;", '"')
    assert reverse("profiles:levels", args=[levels.plant.uuid]) in page
    assert reverse("profiles:region_levels", args=["RU-MAG"]) in page


OWN = {"code": "BIRDS", "kind": "stock", "okei": "642", "name_ru": "Птицы", "name_en": "Birds", "source": "zones"}


@pytest.fixture
def operator() -> Client:
    return door_of(user("operator", administrator=True))


def test_an_operator_defines_an_indicator_of_their_own(operator: Client) -> None:
    assert operator.post(reverse("admin:profiles_indicator_add"), OWN).status_code == 302
    made = Indicator.objects.get(code="BIRDS")
    assert (made.built_in, made.breakdowns, made.kind) == (False, {}, "stock")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"okei": "999"}, "There is no unit of this code"),
        ({"okei": ""}, "Give the unit"),
        ({"kind": "ratio"}, "A ratio, and a ratio alone"),
        ({"kind": "gain"}, "A growth, and a growth alone"),
        ({"breakdowns": '{"age": ["old"]}'}, "of dimensions and values that there are"),
    ],
)
def test_a_mistake_in_an_own_indicator_is_said(operator: Client, change: dict[str, str], said: str) -> None:
    answer = operator.post(reverse("admin:profiles_indicator_add"), {**OWN, **change})
    assert said in answer.content.decode()
    assert not Indicator.objects.filter(code="BIRDS").exists()


def test_kind_and_unit_of_an_own_indicator_stay_once_it_is_observed(operator: Client, add: Add) -> None:
    operator.post(reverse("admin:profiles_indicator_add"), {**OWN, "kind": "observed"})
    made = Indicator.objects.get(code="BIRDS")
    add(code="BIRDS", value=Decimal(3))
    page = operator.post(reverse("admin:profiles_indicator_change", args=[made.pk]), {**OWN, "kind": "flow"})
    assert "It has facts, so kind and unit stay" in page.content.decode()
    renamed = {**OWN, "kind": "observed", "name_en": "All birds"}
    assert operator.post(reverse("admin:profiles_indicator_change", args=[made.pk]), renamed).status_code == 302
    assert Indicator.objects.get(code="BIRDS").name_en == "All birds"


def test_an_indicator_of_a_room_is_looked_at_alone(operator: Client) -> None:
    tours = indicator("TOURS")
    address = reverse("admin:profiles_indicator_change", args=[tours.pk])
    assert operator.get(address).status_code == 200
    assert operator.post(address, {**OWN, "code": "TOURS"}).status_code == 403
    assert (
        operator.post(reverse("admin:profiles_indicator_delete", args=[tours.pk]), {"post": "yes"}).status_code == 403
    )
    assert indicator("TOURS").kind == "flow"
