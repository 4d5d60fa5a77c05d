"""The four documents of the fixtures read as an officer would read them, field by field."""

from __future__ import annotations

import importlib.util
import json
import time
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from promost.plans.reading.draft import PlanDraft, RowDraft
from promost.plans.reading.layout import read_plan
from promost.plans.reading.layout.coverage import uncovered
from promost.plans.reading.output import to_json
from promost.plans.reading.reader import read
from promost.plans.reading.sources import open_document

FIXTURES = Path(__file__).parents[2] / "fixtures" / "plans"
DOCUMENTS = ("plan_a.docx", "plan_b.xlsx", "plan_c.docx", "plan_d.docx")
SIDES = {"federal": "curator"}


@cache
def scoring() -> ModuleType:
    spec = importlib.util.spec_from_file_location("plan_score", FIXTURES / "score.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@cache
def draft_of(name: str) -> PlanDraft:
    return read((FIXTURES / name).read_bytes(), name)


def expected(name: str) -> dict[str, Any]:
    data: dict[str, Any] = json.loads((FIXTURES / name).with_suffix(".expected.json").read_text(encoding="utf-8"))
    return data


def codes(row: RowDraft) -> set[tuple[str, str]]:
    return {(problem.code, problem.severity.value) for problem in row.problems}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_row_is_found_and_each_field_reads_right(name: str) -> None:
    report = scoring().score(expected(name), to_json(draft_of(name)))
    assert report["fields"]["rows"] == 1, report["missed"] + report["extra"]
    weak = {field: share for field, share in report["fields"].items() if share < 0.98}
    assert not weak, report["wrong"]


@pytest.mark.parametrize("name", DOCUMENTS)
def test_errors_are_those_of_the_document_and_no_others(name: str) -> None:
    wanted = [
        {(p["code"], p["severity"]) for p in row["problems"] if p["severity"] == "error"}
        for row in expected(name)["measures"]
    ]
    found = [{pair for pair in codes(row) if pair[1] == "error"} for row in draft_of(name).rows]
    assert found == wanted


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_doubt_that_an_officer_should_see_is_raised(name: str) -> None:
    for wanted, row in zip(expected(name)["measures"], draft_of(name).rows, strict=True):
        due = {(problem["code"], problem["severity"]) for problem in wanted["problems"]}
        assert due <= codes(row), row.number


@pytest.mark.parametrize("name", DOCUMENTS)
def test_nothing_of_the_document_is_lost(name: str) -> None:
    document = open_document((FIXTURES / name).read_bytes(), name)
    assert uncovered(document, read_plan(document)) == []


@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_frame_reads_right(name: str) -> None:
    plan, draft = expected(name)["plan"], draft_of(name)
    assert draft.title == plan["title"]
    assert draft.year == plan["year"]
    assert [day.isoformat() for day in draft.period or ()] == plan["period"]
    assert {party.side.value for party in draft.parties} == {SIDES.get(p["side"], p["side"]) for p in plan["parties"]}
    assert draft.abbreviations == plan.get("abbreviations", {})


@pytest.mark.parametrize("name", DOCUMENTS)
def test_sections_lead_to_their_directions(name: str) -> None:
    wanted = [(s["no"], s["title"], s["direction"]) for s in expected(name)["sections"]]
    found = [(s.number, s.title, s.direction) for s in draft_of(name).sections]
    assert found == wanted
    assert [row.section for row in draft_of(name).rows] == [row["section"] for row in expected(name)["measures"]]


@pytest.mark.parametrize("name", ["plan_a.docx", "plan_b.xlsx"])
def test_the_annex_of_indicators_reads_right(name: str) -> None:
    for wanted, target in zip(expected(name)["targets"], draft_of(name).targets, strict=True):
        assert target.label == wanted["name"]
        assert target.okei == wanted["okei"]
        assert target.source == wanted["source"]
        assert (None if target.baseline is None else float(target.baseline)) == wanted["baseline_2024"]
        values = {day.isoformat(): None if v is None else float(v) for day, v in target.values}
        assert values == {day: None if v is None else float(v) for day, v in wanted["targets"].items()}


def test_agreement_and_duty_to_report_are_named() -> None:
    agreement = draft_of("plan_b.xlsx").agreement
    assert agreement is not None
    assert (agreement.number, str(agreement.date)) == ("15-С", "2025-03-14")
    reporting = draft_of("plan_a.docx").reporting
    assert reporting is not None
    assert (reporting.recurrence, reporting.due_day) == ("quarterly", 15)
    assert [str(day) for day in reporting.due_dates] == ["2025-04-15", "2025-07-15", "2025-10-15", "2026-01-15"]


def test_money_is_read_by_year_and_words_stay_words() -> None:
    wanted = {row["number"]: row["funding_thousand_rub"] for row in expected("plan_b.xlsx")["measures"]}
    for row in draft_of("plan_b.xlsx").rows:
        amounts = {str(r.year): float(r.amount) for r in row.resources if r.amount is not None}
        assert amounts == {year: v for year, v in wanted[row.number].items() if year != "text" and v is not None}
        words = {str(r.year): r.text for r in row.resources if r.amount is None}
        assert words == wanted[row.number]["text"]


def test_problems_stand_at_the_cell_of_the_document() -> None:
    broken = next(row for row in draft_of("plan_c.docx").rows if any(p.code == "INVALID_DATE" for p in row.problems))
    problem = next(p for p in broken.problems if p.code == "INVALID_DATE")
    place = problem.place
    assert (place.part, place.index, place.row, place.column, place.field) == ("table", 0, 8, 2, "deadline")


def test_a_clean_plan_reads_in_half_a_second() -> None:
    data = (FIXTURES / "plan_a.docx").read_bytes()
    read(data, "plan_a.docx")
    begin = time.process_time()
    read(data, "plan_a.docx")
    assert time.process_time() - begin < 0.5
