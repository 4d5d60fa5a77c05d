"""Criteria that refuse everyone or no one, and parts that change nothing, are told to whoever saves them."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings

from promost.matching import Criteria, CriteriaError, Engine, Finding, Truth, review
from tests.matching.made import AS_OF, KNOWN_RECORDS, PLAIN_CRITERIA, RECORDS, SCHEMA


def found(criteria: dict[str, Any]) -> list[tuple[str, tuple[str, ...]]]:
    return [(one.kind, one.paths) for one in review(Criteria.from_json(criteria), SCHEMA, AS_OF)]


SMALL = {"field": "employees", "max": 100}
MIDDLE = {"field": "employees", "max": 250}
LARGE = {"field": "employees", "min": 251}
METAL = {"field": "okved", "under": ["25"]}


def test_good_criteria_give_no_finding() -> None:
    assert (
        found(
            {"all": [METAL, MIDDLE, {"any": [{"field": "exporter", "is": True}, {"field": "region", "is": "RU-MAG"}]}]}
        )
        == []
    )


def test_contradictions_are_found_and_the_parts_named() -> None:
    assert found({"all": [METAL, MIDDLE, LARGE]}) == [("impossible", ("$.all[1].max", "$.all[2].min"))]
    early, late = {"field": "founded", "before": "2020-01-01"}, {"field": "founded", "after": "2021-01-01"}
    assert found({"all": [early, METAL, late]}) == [("impossible", ("$.all[0].before", "$.all[2].after"))]
    assert found({"any": [{"all": [MIDDLE, LARGE]}]}) == [("impossible", ("$",))]
    assert found({"field": "employees", "below": 0}) == [("impossible", ("$",))]
    assert (
        found({"all": [{"field": "region", "in": ["RU-MAG"]}, {"field": "region", "in": ["RU-SMO"]}]})[0][0]
        == "impossible"
    )


def test_criteria_that_refuse_no_one_are_found() -> None:
    assert found({"any": [MIDDLE, LARGE]}) == [("always", ("$",))]
    assert found({"field": "region", "in": ["RU-MAG", "RU-SMO", "RU-MOW"]}) == [("always", ("$",))]
    assert found({}) == [("nothing_asked", ("$",))]


def test_a_branch_that_never_helps_is_found() -> None:
    assert found({"any": [MIDDLE, SMALL]}) == [("unreachable", ("$.any[1].max",))]
    assert found({"any": [METAL, {"all": [MIDDLE, LARGE]}]}) == [("unreachable", ("$.any[1]",))]
    assert found({"any": [METAL, {"field": "okved", "under": ["25.62"]}]}) == [("unreachable", ("$.any[1].under",))]


def test_a_condition_that_never_refuses_is_found() -> None:
    assert found({"all": [SMALL, METAL, MIDDLE]}) == [("idle", ("$.all[2].max",))]
    assert found({"all": [METAL, {"not": {"all": [MIDDLE, LARGE]}}]}) == [("idle", ("$.all[1]",))]


def test_later_days_are_looked_at_too() -> None:
    until = {"all": [METAL, {**MIDDLE, "until": "2027-06-30"}, {**LARGE, "from": "2027-01-01"}]}
    assert review(Criteria.from_json(until), SCHEMA, AS_OF) == [
        Finding("impossible", ("$.all[1].max", "$.all[2].min"), date(2027, 1, 1))
    ]
    ends = Criteria.from_json({**METAL, "until": "2026-12-31"})
    assert review(ends, SCHEMA, AS_OF) == [Finding("nothing_asked", ("$",), date(2027, 1, 1))]
    assert review(Criteria.from_json({**METAL, "until": "9999-12-31"}), SCHEMA, AS_OF) == []


def test_every_useless_part_is_reported_once_with_its_first_day() -> None:
    deep = {
        "any": [{"field": "exporter", "is": True}, {"all": [METAL, MIDDLE, {"field": "okved", "under": ["25", "26"]}]}]
    }
    criteria = {"all": [{**LARGE, "until": "2026-01-01"}, SMALL, {**MIDDLE, "from": "2026-12-01"}, deep]}
    assert review(Criteria.from_json(criteria), SCHEMA, AS_OF) == [
        Finding("idle", ("$.all[3].any[1].all[1].max",), AS_OF),
        Finding("idle", ("$.all[3].any[1].all[2].under",), AS_OF),
        Finding("idle", ("$.all[2].max",), date(2026, 12, 1)),
    ]
    assert review(Criteria.from_json({}), SCHEMA, AS_OF) == [Finding("nothing_asked", ("$",), AS_OF)]
    assert review(Criteria.from_json({"any": [MIDDLE, LARGE]}), SCHEMA, AS_OF) == [Finding("always", ("$",), AS_OF)]


def test_what_is_over_is_not_reported() -> None:
    assert found({"all": [METAL, MIDDLE, {**LARGE, "until": "2026-11-23"}]}) == []


def test_findings_are_said_in_both_languages() -> None:
    finding = review(Criteria.from_json({"all": [MIDDLE, LARGE]}), SCHEMA, AS_OF)[0]
    assert finding.text("ru") == (
        "С 2026-11-24 критериям не может соответствовать никто: см. $.all[0].max, $.all[1].min. Исправьте или уберите одну из этих частей."
    )
    assert "nobody can satisfy" in finding.text("en")
    assert finding.text() == finding.text("en")


def test_criteria_that_do_not_fit_are_refused_first() -> None:
    with pytest.raises(CriteriaError):
        review(Criteria.from_json({"field": "employes", "max": 1}), SCHEMA, AS_OF)


@settings(max_examples=200)
@given(PLAIN_CRITERIA, RECORDS, KNOWN_RECORDS)
def test_no_record_contradicts_a_finding(criteria: Criteria, record: dict[str, Any], whole: dict[str, Any]) -> None:
    kinds = {one.kind for one in review(criteria, SCHEMA, AS_OF)}
    engine = Engine(SCHEMA, {"offer": criteria}, AS_OF)
    if "impossible" in kinds:
        assert engine.explain(record)["offer"].answer is not Truth.YES
        assert engine.explain(whole)["offer"].answer is Truth.NO
    if "always" in kinds:
        assert engine.explain(whole)["offer"].answer is Truth.YES


@settings(max_examples=150)
@given(PLAIN_CRITERIA)
def test_what_is_not_called_impossible_can_be_met_and_what_is_not_always_can_fail(criteria: Criteria) -> None:
    kinds = {one.kind for one in review(criteria, SCHEMA, AS_OF)}
    verdict = Engine(SCHEMA, {"offer": criteria}, AS_OF).explain({})["offer"]
    assert (verdict.nearest is None) == ("impossible" in kinds)
