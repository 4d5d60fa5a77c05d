"""The same plan in many drawings is the same plan: two dozen of them, drawn by lot, read without a mistake."""

from __future__ import annotations

import pytest

from promost.plans.reading.draft import Deadline, DeadlineKind, RowDraft, Side
from promost.plans.reading.layout import read_plan
from promost.plans.reading.layout.coverage import uncovered
from promost.plans.reading.sources import open_document
from tests.plans.reading.list_variations import vary_list
from tests.plans.reading.variations import vary

SEEDS = range(24)


def term(deadline: Deadline) -> str:
    if deadline.kind is DeadlineKind.PERIOD:
        return f"{deadline.start}..{deadline.end}"
    return f"..{deadline.end}" if deadline.kind is DeadlineKind.DUE else deadline.kind.value


def bodies(row: RowDraft) -> dict[str, str]:
    named = {side: "; ".join(owner.name for owner in owners) for side, owners in row.owners.items()}
    return {side.value: text for side, text in named.items() if text and side is not Side.CURATOR}


@pytest.mark.parametrize("seed", SEEDS)
def test_a_drawing_of_the_plan_reads_as_the_plan(seed: int) -> None:
    drawn = vary(seed)
    document = open_document(drawn.data, drawn.name)
    draft = read_plan(document)
    found = [(row.number, row.title, term(row.deadline), bodies(row), row.direction) for row in draft.rows]
    wanted = [
        (row.number, row.title, row.term, {side: text for side, text in row.owners.items() if text}, direction)
        for row, _, direction in drawn.rows
    ]
    assert found == wanted, drawn.traits
    assert uncovered(document, draft) == []


@pytest.mark.parametrize("seed", SEEDS)
def test_a_list_in_any_form_reads_as_the_same_protocol(seed: int) -> None:
    drawn = vary_list(seed)
    document = open_document(drawn.data, drawn.name)
    draft = read_plan(document)
    found = [(row.number, row.title, term(row.deadline), bodies(row), row.direction) for row in draft.rows]
    wanted = [(row.number, row.title, row.term, dict(row.owners), direction) for row, _, direction in drawn.rows]
    assert found == wanted, drawn.traits
    assert uncovered(document, draft) == []
