"""The JSON of a draft is what the exchange form promises, and leads back to the same draft."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from promost.plans.reading import from_json, read, to_json

FIXTURES = Path(__file__).parents[2] / "fixtures" / "plans"
DOCUMENTS = ("plan_a.docx", "plan_b.xlsx", "plan_c.docx", "plan_d.docx")


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_draft_comes_back_whole_from_its_json(name: str) -> None:
    draft = read((FIXTURES / name).read_bytes(), name)
    assert from_json(json.loads(json.dumps(to_json(draft)))) == draft


def test_the_keys_are_those_that_others_rely_on() -> None:
    data = to_json(read((FIXTURES / "plan_b.xlsx").read_bytes(), "plan_b.xlsx"))
    assert {"title", "year", "period", "parties", "rows", "targets", "remainder", "problems"} <= set(data)
    assert data["period"] == ["2025-04-01", "2026-12-31"]
    assert data["parties"][1] == {"side": "buyer", "name": "ОАО «РЖД»", "heading": "от ОАО «РЖД»"}
    row = data["rows"][13]
    assert row["number"] == "2.9"
    assert {"number", "section", "direction", "title", "deadline", "owners", "result", "completion_document"} <= set(
        row
    )
    assert row["deadline"]["kind"] == "recurring"
    assert row["deadline"]["due_dates"][0] == "2025-06-30"
    assert row["owners"]["buyer"] == [
        {"name": "Московская железная дорога", "person": "Беляев Н.Н.", "by_agreement": False}
    ]
    assert {key: row["targets"][0][key] for key in ("value", "unit", "okei", "comparator")} == {
        "value": 7,
        "unit": "ед",
        "okei": "642",
        "comparator": "eq",
    }


def test_a_place_has_no_empty_parts_and_a_problem_has_its_sentence() -> None:
    data = to_json(read((FIXTURES / "plan_b.xlsx").read_bytes(), "plan_b.xlsx"), "en")
    row = next(row for row in data["rows"] if row["number"] == "2.10")
    problem = next(problem for problem in row["problems"] if problem["code"] == "NUMBER_FROM_FORMAT")
    assert problem["place"] == {
        "part": "sheet",
        "name": "Дорожная карта",
        "index": 0,
        "row": 31,
        "column": 0,
        "field": "number",
    }
    assert problem["severity"] == "info"
    assert problem["message"].startswith("The number 2.10 was taken from the cell's format")


def test_amounts_are_numbers_and_whole_ones_have_no_point() -> None:
    data = to_json(read((FIXTURES / "plan_b.xlsx").read_bytes(), "plan_b.xlsx"))
    values = [target["value"] for row in data["rows"] for target in row["targets"]]
    assert 640.5 in values
    assert all(isinstance(value, int) or value != int(value) for value in values)
