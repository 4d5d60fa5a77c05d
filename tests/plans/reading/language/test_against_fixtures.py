"""The four sample documents: terms, bodies and promises read as their expected readings have them, 98 of 100 or better."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from promost.plans.reading.draft import Deadline, Side
from promost.plans.reading.language import deadlines, owners, targets

FIXTURES = Path(__file__).parents[3] / "fixtures" / "plans"
ENOUGH = 0.98
LANGUAGE_CODES = {
    "MISSING_DEADLINE", "UNRESOLVED_DEADLINE", "DATE_REVERSED", "INVALID_DATE", "YEAR_OUT_OF_RANGE", "MONTH_TYPO",
    "AMBIGUOUS_ROMAN", "BEYOND_PLAN_PERIOD", "DATE_AS_SERIAL", "LOOKALIKE_LETTERS", "TWO_DIGIT_YEAR",
    "RELATIVE_DEADLINE", "ON_DEMAND_DEADLINE",
}  # fmt: skip


def documents(names: str) -> list[Any]:
    return [json.loads((FIXTURES / f"plan_{name}.expected.json").read_text(encoding="utf-8")) for name in names]


def measures(names: str) -> Iterator[tuple[Any, tuple[date, date]]]:
    """Every measure with its plan's period."""
    for document in documents(names):
        first, last = map(date.fromisoformat, document["plan"]["period"])
        for measure in document["measures"]:
            yield measure, (first, last)


def day(value: date | None) -> str | None:
    return None if value is None else value.isoformat()


def same(read: Deadline, expected: Any) -> bool:
    """Kind, days, due dates, parts and precision."""
    if (read.kind.value, day(read.start), day(read.end)) != (expected["kind"], expected["start"], expected["end"]):
        return False
    if "due_dates" in expected and [day(due) for due in read.due_dates] != expected["due_dates"]:
        return False
    parts = [(day(part.start), day(part.end)) for part in read.parts]
    if "parts" in expected and parts != [(part["start"], part["end"]) for part in expected["parts"]]:
        return False
    told = (read.precision or None, read.recurrence)
    return told == (expected["precision"], expected.get("recurrence", ""))


def share(right: list[bool]) -> float:
    return sum(right) / len(right)


def test_terms_are_read_as_expected() -> None:
    right = [
        same(deadlines.read(row["deadline_text"] or "", period)[0], row["deadline"]) for row, period in measures("abcd")
    ]
    assert len(right) == 90
    assert share(right) >= ENOUGH


def test_doubts_about_terms_are_raised_exactly() -> None:
    right = []
    for row, period in measures("abcd"):
        told = {problem.code for problem in deadlines.read(row["deadline_text"] or "", period)[1]}
        expected = {problem["code"] for problem in row["problems"] if problem["field"] == "deadline"} & LANGUAGE_CODES
        right.append(told == expected)
    assert share(right) >= ENOUGH


def test_terms_inside_the_sentences_of_a_protocol_are_found() -> None:
    for row, period in measures("d"):
        found = deadlines.find(row["title"], period)
        assert (found is None) == (row["deadline"]["kind"] == "none"), row["title"]
        assert found is None or same(found, row["deadline"]), row["title"]


@pytest.mark.parametrize("names", ["a", "c", "d"])
def test_promised_numbers_are_read_as_expected(names: str) -> None:
    right = []
    for row, _ in measures(names):
        prose = row["title"] if names == "d" else row["result_text"]
        read = [(float(one.value), one.unit, one.okei, one.comparator) for one in targets.read(prose)]
        expected = [(float(one["value"]), one["unit"], one["okei"], one["comparator"]) for one in row["indicators"]]
        right.append(read == expected)
    assert share(right) >= ENOUGH


def test_titles_promise_nothing_where_a_column_of_results_stands() -> None:
    assert [row["title"] for row, _ in measures("abc") if targets.read(row["title"])] == []


def written(body: Any, style: str) -> str:
    """One body as a document writes it."""
    person = style.format(body["person"]) if body["person"] else ""
    return f"{body['org'] or ''}{person}{' (по согласованию)' if body['by_agreement'] else ''}"


@pytest.mark.parametrize("joint", ["; ", ";\n", "\n", ", "])
@pytest.mark.parametrize("style", [" ({})", " – {}"])
def test_bodies_are_read_however_they_are_joined(joint: str, style: str) -> None:
    right = []
    for row, _ in measures("abcd"):
        for bodies in row["responsible"].values():
            read = owners.read(joint.join(written(body, style) for body in bodies))
            expected = [(body["org"] or "", body["person"], body["by_agreement"]) for body in bodies]
            right.append([(one.name, one.person, one.by_agreement) for one in read] == expected)
    assert len(right) > 150
    assert share(right) >= ENOUGH


def test_bodies_of_both_sides_in_one_cell_are_told_apart_by_markers() -> None:
    markers = {"от Москвы": Side.DONOR, "от области": Side.RECIPIENT}
    right = []
    for row, _ in measures("c"):
        sides = {"от Москвы": row["responsible"]["donor"], "от области": row["responsible"]["recipient"]}
        cell = ";\n".join(
            f"{mark}: {', '.join(written(b, ' ({})') for b in bodies)}" for mark, bodies in sides.items() if bodies
        )
        read = owners.read_marked(cell, markers)
        for mark, bodies in sides.items():
            names = [one.name for one in read.get(markers[mark], ())]
            right.append(names == [body["org"] for body in bodies])
    assert share(right) >= ENOUGH
