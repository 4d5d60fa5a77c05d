"""The specification, case by case, as an officer would read it."""

from datetime import date
from typing import Any

import pytest

from promost.matching import Criteria, Truth
from promost.matching.evaluate import evaluate
from tests.matching.made import AS_OF, SCHEMA

ENTERPRISE = {
    "region": "RU-MAG",
    "sector": "a",
    "okved": ["25.62", "26.1"],
    "employees": 250,
    "revenue": 2e9,
    "exporter": True,
    "founded": date(2023, 11, 24),
    "certificates": ["iso"],
}


def answer(criteria: dict[str, Any], as_of: date = AS_OF, /, **changes: Any) -> Truth:
    record = SCHEMA.read({**ENTERPRISE, **changes})
    return evaluate(Criteria.from_json(criteria), record, SCHEMA, as_of)


MET = [
    {"field": "region", "in": ["RU-MAG", "RU-SMO"]},
    {"field": "region", "is": "RU-MAG"},
    {"field": "okved", "under": ["25"]},
    {"field": "okved", "in": ["26.1"]},
    {"field": "employees", "min": 250},
    {"field": "employees", "max": 250},
    {"field": "employees", "above": 249},
    {"field": "employees", "below": 251},
    {"field": "employees", "min": 100, "max": 300},
    {"field": "exporter", "is": True},
    {"field": "founded", "before": "2023-11-25"},
    {"field": "founded", "after": "2023-11-23"},
    {"field": "founded", "not_before": "2023-11-24"},
    {"field": "founded", "not_after": "2023-11-24"},
    {"field": "founded", "age_min": 3},
    {"field": "founded", "age_max": 3},
    {"field": "founded", "months_min": 36},
    {"field": "founded", "months_max": 36},
    {"field": "certificates", "any_of": ["gost", "iso"]},
    {"field": "certificates", "all_of": ["iso"]},
    {
        "at_least": 2,
        "of": [
            {"field": "exporter", "is": True},
            {"field": "employees", "max": 1},
            {"field": "okved", "under": ["26"]},
        ],
    },
]

NOT_MET = [
    {"field": "region", "in": ["RU-SMO"]},
    {"field": "okved", "under": ["25.62.1"]},
    {"field": "okved", "in": ["25"]},
    {"field": "employees", "min": 251},
    {"field": "employees", "max": 249},
    {"field": "employees", "above": 250},
    {"field": "employees", "below": 250},
    {"field": "employees", "min": 251, "max": 300},
    {"field": "exporter", "is": False},
    {"field": "founded", "before": "2023-11-24"},
    {"field": "founded", "after": "2023-11-24"},
    {"field": "founded", "not_before": "2023-11-25"},
    {"field": "founded", "not_after": "2023-11-23"},
    {"field": "founded", "age_min": 4},
    {"field": "founded", "age_max": 2},
    {"field": "founded", "months_min": 37},
    {"field": "founded", "months_max": 35},
    {"field": "certificates", "any_of": ["gost"]},
    {"field": "certificates", "all_of": ["iso", "gost"]},
    {
        "at_least": 2,
        "of": [
            {"field": "exporter", "is": True},
            {"field": "employees", "max": 1},
            {"field": "okved", "under": ["27"]},
        ],
    },
]


@pytest.mark.parametrize("criteria", MET, ids=str)
def test_conditions_that_are_met(criteria: dict[str, Any]) -> None:
    assert answer(criteria) is Truth.YES
    assert answer({"not": criteria}) is Truth.NO


@pytest.mark.parametrize("criteria", NOT_MET, ids=str)
def test_conditions_that_are_not_met(criteria: dict[str, Any]) -> None:
    assert answer(criteria) is Truth.NO
    assert answer({"not": criteria}) is Truth.YES


@pytest.mark.parametrize("criteria", MET[:20] + NOT_MET[:19], ids=str)
def test_a_missing_field_makes_it_unknown_both_ways(criteria: dict[str, Any]) -> None:
    assert answer(criteria, **{criteria["field"]: None}) is Truth.UNKNOWN
    assert answer({"not": criteria}, **{criteria["field"]: None}) is Truth.UNKNOWN


def test_an_empty_list_is_known_to_hold_nothing() -> None:
    assert answer({"field": "okved", "under": ["25"]}, okved=[]) is Truth.NO
    assert answer({"not": {"field": "certificates", "any_of": ["iso"]}}, certificates=[]) is Truth.YES


def test_an_offer_without_criteria_fits_everyone() -> None:
    assert answer({}) is Truth.YES


DATED = {
    "all": [
        {"field": "employees", "max": 100, "until": "2025-12-31"},
        {"field": "employees", "max": 300, "from": "2026-01-01"},
    ]
}


def test_a_condition_binds_only_while_it_is_in_force() -> None:
    assert answer(DATED, date(2025, 12, 31)) is Truth.NO
    assert answer(DATED, date(2026, 1, 1)) is Truth.YES


def test_a_group_out_of_force_is_left_out_whole() -> None:
    over = {"until": "2025-12-31", "any": [{"field": "employees", "max": 1}]}
    assert answer(over) is Truth.YES
    assert answer({"not": over}) is Truth.YES
    assert answer({"any": [over, {"field": "exporter", "is": False}]}) is Truth.NO


def test_at_least_never_asks_for_more_than_is_in_force() -> None:
    three = [{"field": "exporter", "is": True}, {"field": "employees", "max": 1, "until": "2025-12-31"}]
    assert answer({"at_least": 2, "of": three}) is Truth.YES
    assert answer({"at_least": 2, "of": three}, date(2025, 1, 1)) is Truth.NO
