"""Demand that nobody serves: which condition to change is decided by these counts."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from django.test import Client
from django.urls import reverse

from promost.accounts.models import Role
from promost.kit import clock
from promost.registry.models import Organisation
from promost.support.models import Scheme
from promost.support.officers.table import key_of
from promost.support.officers.unmet import Unmet, schemes_for, unmet
from tests.accounts.people import member, region
from tests.harness.queries import assert_queries
from tests.support.applications.made import NOON
from tests.support.officers.made import enterprise

pytestmark = pytest.mark.django_db
METAL = {"field": "okved", "under": ["25"]}
UP_TO_100 = {"field": "employees", "max": 100}


def scheme(name: str, criteria: Mapping[str, object], level: str = "regional", place: str = "RU-MAG") -> Scheme:
    return Scheme.objects.create(
        kind="loan", level=level, region=None if level == "federal" else region(place, place), name=name,
        provider_name="Fund", state="published", criteria=criteria, created_at=clock.now(),
    )  # fmt: skip


def found() -> Unmet:
    return unmet(schemes_for("RU-MAG"), key_of("RU-MAG", NOON.date()))


def test_served_unknown_and_unserved_add_up() -> None:
    region()
    scheme("Metal", {"all": [METAL, UP_TO_100]})
    enterprise(1)
    enterprise(2, employees=None)
    enterprise(3, employees=250)
    enterprise(4, employees=250, okved="10.20", okveds="10.20", category="medium")
    shown = found()
    assert (shown.known, shown.served, shown.unknown, shown.unserved) == (4, 1, 1, 2)
    assert [(each.code, each.known, each.unserved, each.unknown) for each in shown.categories] == [
        ("small", 3, 1, 1),
        ("medium", 1, 1, 0),
    ]


def test_a_condition_is_blamed_only_where_it_alone_stands_in_the_way() -> None:
    region()
    scheme("Metal", {"all": [METAL, UP_TO_100]})
    scheme("Any metal of Smolensk", METAL, place="RU-SMO")
    enterprise(3, employees=250)
    enterprise(4, employees=250, okved="10.20", okveds="10.20")
    (only,) = found().obstacles
    assert (only.part, only.count) == (UP_TO_100, 1)


def test_the_same_condition_of_two_schemes_counts_an_enterprise_once() -> None:
    region()
    one, two = scheme("One", {"all": [METAL, UP_TO_100]}), scheme("Two", UP_TO_100, level="federal")
    enterprise(3, employees=250)
    (only,) = found().obstacles
    assert only.count == 1
    assert set(only.schemes) == {str(one.uuid), str(two.uuid)}


def test_who_is_served_by_another_scheme_is_no_unmet_demand() -> None:
    region()
    scheme("Metal", {"all": [METAL, UP_TO_100]})
    scheme("For all", {})
    enterprise(3, employees=250)
    shown = found()
    assert (shown.unserved, shown.obstacles) == (0, ())


def test_a_scheme_whose_criteria_cannot_be_read_serves_nobody_and_breaks_nothing() -> None:
    region()
    scheme("Broken", {"field": "no_such_field", "is": True})
    enterprise(1)
    assert found().unserved == 1


@pytest.mark.parametrize("rows", [1, 3, 50])
def test_the_page_names_conditions_in_words_with_no_more_queries(rows: int) -> None:
    body = Organisation.objects.create(name="Ministry", kind="authority", region=region(), created_at=clock.now())
    client = Client()
    client.force_login(member("ministry", body, Role.VIEWER).person)
    scheme("Metal", {"all": [METAL, UP_TO_100]})
    for number in range(rows):
        enterprise(number, employees=250)
    client.get(reverse("support:unmet"))
    with assert_queries(8):
        page = client.get(reverse("support:unmet")).content.decode()
    assert "100\N{NO-BREAK SPACE}people" in page


def test_an_authority_looks_at_its_own_region_alone_and_a_federal_body_at_any() -> None:
    region("RU-SMO", "Smolensk", "Europe/Moscow")
    own = Organisation.objects.create(name="Ministry", kind="authority", region=region(), created_at=clock.now())
    federal = Organisation.objects.create(name="Federal", kind="federal", created_at=clock.now())
    answers = {}
    for name, body in (("own", own), ("federal", federal)):
        client = Client()
        client.force_login(member(name, body, Role.VIEWER).person)
        answers[name] = client.get(reverse("support:unmet") + "?region=RU-SMO").status_code
    assert answers == {"own": 403, "federal": 200}
