"""The published JSON Schema and the reader agree; otherwise a form built on the schema would save what the engine refuses."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from promost.matching import Criteria, CriteriaError, json_schema
from promost.matching.criteria.operands import OPERANDS
from promost.matching.schema import KINDS
from tests.matching.made import JSON
from tests.matching.test_bad_input import FAULTS

VALIDATOR = Draft202012Validator(json_schema())

BEYOND_A_SCHEMA = (
    "s: ",
    "$: in force from",
    "$.at_least: 3",
    "$.revenue",
    "$: this is not JSON",
    "$: “is” stands twice",
    "$.max: nan",
)
"""Faults that need the fields, two values together, or the text itself."""


def test_the_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(json_schema())


@settings(max_examples=150)
@given(JSON)
def test_what_the_reader_takes_the_schema_takes(data: dict[str, Any]) -> None:
    assert VALIDATOR.is_valid(data)
    Criteria.from_json(data)


@pytest.mark.parametrize(
    ("data", "said"), [one for one in FAULTS if not one[1].startswith(BEYOND_A_SCHEMA)], ids=lambda one: str(one)[:40]
)
def test_what_the_reader_refuses_the_schema_refuses(data: Any, said: str) -> None:
    if not (isinstance(data, dict) and data.get("until") == "soon"):
        assert not VALIDATOR.is_valid(data), said


@settings(max_examples=300)
@given(JSON, st.data())
def test_a_spoilt_criterion_is_judged_alike(data: dict[str, Any], draw: st.DataObject) -> None:
    spoilt = {
        **data,
        draw.draw(st.sampled_from(["all", "any", "is", "in", "max", "age_min", "from", "text", "x"])): draw.draw(
            st.one_of(
                st.none(),
                st.booleans(),
                st.integers(-2, 2000),
                st.just("a"),
                st.just([]),
                st.just(["a"]),
                st.just([{"field": "a", "is": True}]),
            )
        ),
    }
    try:
        Criteria.from_json(spoilt)
        read = True
    except CriteriaError:
        read = False
    assert VALIDATOR.is_valid(spoilt) == read


def test_notes_are_taken_by_both() -> None:
    data = {
        "all": [{"field": "a", "is": "b", "text": {"ru": "т"}, "source": "s", "from": "2026-01-01"}],
        "text": "t",
        "until": "2026-12-31",
    }
    assert VALIDATOR.is_valid(data)
    root = Criteria.from_json(data).root
    assert root is not None
    assert (root.note.ru, root.note.until) == ("t", date(2026, 12, 31))


def test_the_schema_knows_every_operator_and_every_operator_belongs_to_a_kind() -> None:
    described = set(json_schema()["$defs"]["condition"]["properties"]) - {"field"}
    assert described == set(OPERANDS) == set().union(*(kind.operators for kind in KINDS.values()))
