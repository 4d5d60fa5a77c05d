"""A level is added by who may, once, and only if it can be right."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction

from promost.kit import clock
from promost.kit.access import Refused
from promost.kit.models import HistoryEntry
from promost.profiles.models import Observation
from promost.registry.models import Region
from tests.profiles.conftest import Add, Levels

pytestmark = pytest.mark.django_db


def test_a_level_stands_with_its_source_and_in_the_history(add: Add, levels: Levels) -> None:
    made = add()
    kept = Observation.objects.get()
    assert (kept.value, kept.source, kept.release, kept.supersedes) == (Decimal(120), "Form P-4", "Q1 2025", None)
    assert kept.recorded_for == levels.plant
    entry = HistoryEntry.objects.get(verb="profiles.observe")
    assert (entry.subject_id, entry.changes["value"]) == (str(made.uuid), [None, "120"])


@pytest.mark.parametrize("who", ["director", "officer"])
def test_the_enterprise_and_an_authority_of_its_region_add_its_levels(add: Add, levels: Levels, who: str) -> None:
    assert add(getattr(levels, who)).pk


@pytest.mark.parametrize("who", ["clerk", "neighbour", "competitor"])
def test_nobody_else_does(add: Add, levels: Levels, who: str) -> None:
    with pytest.raises(Refused):
        add(getattr(levels, who))
    assert not Observation.objects.exists()


def test_a_regions_level_comes_from_its_authorities_alone(add: Add, levels: Levels) -> None:
    assert add(levels.officer, region=levels.region).region == levels.region
    for other in (levels.director, levels.neighbour):
        with pytest.raises(Refused):
            add(other, region=levels.region)
    assert Observation.objects.count() == 1


TODAY = clock.today(Region(zone="Asia/Magadan").zone_info)
TOMORROW = TODAY + timedelta(days=1)


@pytest.mark.parametrize(
    ("values", "code", "field", "said"),
    [
        ({"ends_on": date(2024, 12, 31)}, "REVERSED", "ends_on", "before it starts on"),
        ({"ends_on": TOMORROW, "released_on": TOMORROW}, "FUTURE", "ends_on", "observed when its period is over"),
        ({"released_on": TOMORROW}, "FUTURE_RELEASE", "released_on", "still to come"),
        ({"released_on": date(2025, 3, 1)}, "EARLY_RELEASE", "released_on", "before the period's end"),
        ({"starts_on": date(1925, 1, 1)}, "TOO_LONG_AGO", "starts_on", "check the year"),
        ({"value": Decimal(10) ** 18}, "NUMBER", "value", "at most four decimal places"),
        ({"value": Decimal("1.00001")}, "NUMBER", "value", "at most four decimal places"),
        ({"value": Decimal("NaN")}, "NUMBER", "value", "is not a number"),
        ({"value": Decimal(10) ** 9}, "LARGE", "value", "Is the unit another one?"),
        ({"value": Decimal(-1)}, "NEGATIVE", "value", "never below zero"),
        ({"okei": "385"}, "QUANTITY", "okei", "measures something else"),
        ({"okei": "no"}, "QUANTITY", "okei", "measures something else"),
        ({"breakdown": "audience=pupils"}, "BREAKDOWN", "breakdown", "audience=pupils"),
        ({"breakdown": "nonsense"}, "BREAKDOWN", "breakdown", "nonsense"),
        ({"source": "  "}, "SOURCE", "source", "where the number is taken from"),
        ({"code": "TOURS"}, "KIND", "indicator", "its figure comes from facts"),
    ],
)
def test_what_cannot_be_right_is_refused_and_nothing_saved(
    add: Add, values: dict[str, Any], code: str, field: str, said: str
) -> None:
    with pytest.raises(ValidationError) as caught:
        add(**values)
    assert caught.value.error_dict[field][0].code == code
    assert said in " ".join(caught.value.messages)
    assert not Observation.objects.exists()
    assert not HistoryEntry.objects.exists()


def test_thousands_for_millions_are_noticed_and_taken_once_checked(add: Add) -> None:
    add(code="SHIPPED", value=Decimal(2350))
    second = {"starts_on": date(2025, 1, 1), "ends_on": date(2025, 6, 30), "released_on": date(2025, 7, 25)}
    with pytest.raises(ValidationError) as caught:
        add(code="SHIPPED", value=Decimal(4900000), **second)
    assert caught.value.error_dict["value"][0].code == "MAGNITUDE"
    assert add(code="SHIPPED", value=Decimal(4900000), is_checked=True, **second).value == 4900000


def test_a_level_given_in_another_unit_of_the_same_quantity_is_converted_exactly(add: Add) -> None:
    assert add(code="SHIPPED", value=Decimal("2350000.1"), okei="384").value == Decimal("2350.0001")
    with pytest.raises(ValidationError):
        add(code="SHIPPED", value=Decimal("0.01"), okei="383", starts_on=date(2025, 2, 1))


def test_a_form_sent_twice_is_one_level(add: Add) -> None:
    token = uuid4()
    assert add(token=token).pk == add(token=token).pk
    with pytest.raises(ValidationError, match="sent before with other values"):
        add(token=token, value=Decimal(121))
    assert Observation.objects.get().value == 120


def test_a_newer_release_takes_the_place_and_the_older_stays_readable(add: Add) -> None:
    first = add()
    second = add(value=Decimal(124), release="Q1 2025, revised", released_on=date(2025, 6, 20))
    assert second.supersedes == first
    assert Observation.objects.filter(superseded_by=None).get() == second


def test_an_older_release_does_not_come_after_a_newer_one(add: Add) -> None:
    add(released_on=date(2025, 6, 20))
    with pytest.raises(ValidationError) as caught:
        add(value=Decimal(1), released_on=date(2025, 4, 20))
    assert caught.value.error_dict["released_on"][0].code == "OLD_RELEASE"
    assert Observation.objects.count() == 1


def test_levels_of_other_periods_and_breakdowns_stand_beside_each_other(add: Add) -> None:
    made = [
        add(code="SHIPPED"),
        add(code="SHIPPED", breakdown="industry=manufacturing"),
        add(code="SHIPPED", ends_on=date(2025, 2, 28)),
    ]
    assert [each.supersedes for each in made] == [None, None, None]


def test_a_level_is_of_one_region_or_of_one_organisation(add: Add, levels: Levels) -> None:
    for both in ({"region": levels.region, "organisation": levels.plant}, {"organisation": None}):
        with pytest.raises(ValueError, match="of one region or of one organisation"):
            add(**both)


@pytest.mark.parametrize("sql", ["UPDATE profiles_observation SET value = 1", "DELETE FROM profiles_observation"])
def test_the_database_keeps_a_level_as_it_was_added(add: Add, sql: str) -> None:
    add()
    with pytest.raises(DatabaseError, match="only ever added"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)
    assert Observation.objects.get().value == 120
