"""The schema of an enterprise: what schemes can ask of it, in both languages."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.utils import translation

from promost.matching import Criteria, Engine, Number, words
from promost.profiles import definitions, schema
from promost.profiles.schema import BadField, by_code, enterprise_schema, fields
from tests.accounts.people import region

pytestmark = pytest.mark.django_db

COMMON = (
    {"field": "tax_debt", "max": 3000},
    {"field": "registered", "months_min": 24},
    {"field": "okved", "under": ["10", "25.6"]},
    {"field": "okveds", "under": ["62.01"]},
    {"field": "sme", "in": ["micro", "small", "medium"]},
    {"field": "legal_form", "in": ["llc", "jsc", "pjsc"]},
    {"field": "employees", "min": 10},
    {"field": "revenue", "min": 150_000_000},
    {"field": "winding_up", "is": False},
    {"field": "offshore", "is": False},
    {"field": "statuses", "any_of": ["innovation_cluster"]},
    {"field": "investment_planned", "min": 200_000_000},
    {"field": "overdue_payables", "max": 5},
    {"field": "building_area", "min": 10_000},
)
"""What the published requirements of real schemes ask again and again."""


def test_what_real_schemes_ask_can_be_written_as_criteria() -> None:
    region()
    asked = {"all": [{"field": "region", "in": ["RU-MAG"]}, *COMMON]}
    engine = Engine(enterprise_schema(), {"scheme": Criteria.from_json(asked)}, as_of=date(2026, 11, 25))
    assert engine.explain({"region": "RU-MAG"})["scheme"].answer == "unknown"
    assert engine.explain({"tax_debt": 5000})["scheme"].answer == "no"


def test_every_field_has_a_name_a_question_and_a_place_to_look_in_both_languages() -> None:
    for language in ("ru", "en"):
        with translation.override(language):
            texts = [(each.name, each.question, each.where) for each in fields()]
        assert all(name and question.endswith("?") and where for name, question, where in texts), language
        names = [name for name, _question, _where in texts]
        assert len(set(names)) == len(names), f"two fields with one name in {language}"


def test_a_level_is_one_of_the_observed_indicators_in_units_of_the_field() -> None:
    observed = {each.code: each for each in definitions.built_in() if each.kind == "observed"}
    for each in fields():
        if each.indicator:
            assert each.indicator in observed, each.code
            assert not each.is_asked, "it is entered as a level"


def test_units_are_those_the_engine_can_write() -> None:
    known = words.book()["unit"]
    numbers = [one for one in enterprise_schema().values() if isinstance(one, Number)]
    assert numbers
    assert all(one.unit in known for one in numbers)


def test_the_schema_follows_the_list_of_regions() -> None:
    region()
    first = enterprise_schema()
    assert enterprise_schema() is first
    region("RU-MOW", "Moscow", "Europe/Moscow")
    assert enterprise_schema()["region"].read("RU-MOW") == "RU-MOW"


@pytest.mark.parametrize(
    ("spoilt", "says"),
    [
        ({"kind": "list"}, "kind"),
        ({"origin": "guess"}, "origin"),
        ({"question_en": ""}, "lacks"),
        ({"origin": "level", "indicator": ""}, "indicator"),
        ({"kind": "choice"}, "options"),
        ({"colour": "red"}, "setting"),
        ({"group": "other"}, "group"),
        ({"code": "tax debt"}, "plain word"),
    ],
)
def test_a_mistake_in_the_data_file_is_named(spoilt: dict[str, Any], says: str) -> None:
    whole = {"code": "tax_debt", "group": "debts", "kind": "number", "origin": "told", **by_code()["tax_debt"].texts}
    assert schema._field(whole).code == "tax_debt"
    with pytest.raises(BadField, match=says):
        schema._field({**whole, **spoilt})
