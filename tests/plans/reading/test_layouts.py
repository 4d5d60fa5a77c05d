"""Documents of other authorities, laid out otherwise, read right by what headings and cells mean."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cache

import pytest

from promost.plans.reading.document import Document
from promost.plans.reading.draft import Deadline, DeadlineKind, Owner, PlanDraft, Severity
from promost.plans.reading.layout import read_plan
from promost.plans.reading.layout.coverage import uncovered
from promost.plans.reading.sources import open_document
from tests.plans.reading.layouts import (
    forms,
    hard,
    mixed,
    outcomes,
    repeated,
    sheets,
    sides,
    tables_more,
    tables_ru,
    words_en,
)
from tests.plans.reading.layouts.drawing import Expected, Row

Drawn = Callable[[], tuple[str, bytes, Expected]]
ALL: Sequence[Drawn] = (
    *tables_ru.ALL,
    *tables_more.ALL,
    *sheets.ALL,
    *words_en.ALL,
    *mixed.ALL,
    *hard.ALL,
    *outcomes.ALL,
    *repeated.ALL,
    *sides.ALL,
    *forms.ALL,
)
every = pytest.mark.parametrize("drawn", ALL, ids=lambda drawn: drawn.__name__)


@cache
def reading(drawn: Drawn) -> tuple[Document, PlanDraft, Expected]:
    name, data, wanted = drawn()
    document = open_document(data, name)
    return document, read_plan(document), wanted


def term(deadline: Deadline) -> str:
    """A deadline in the short form of the expected rows."""
    if deadline.kind is DeadlineKind.DUE:
        return f"..{deadline.end}"
    if deadline.kind is DeadlineKind.PERIOD:
        return f"{deadline.start}..{deadline.end}"
    if deadline.kind is DeadlineKind.MULTIPLE:
        return f"multiple {deadline.start}..{deadline.end}"
    return deadline.kind.value


def names(owners: Iterable[Owner]) -> str:
    return "; ".join(owner.name for owner in owners)


@every
def test_the_frame_reads_right(drawn: Drawn) -> None:
    _, draft, wanted = reading(drawn)
    assert draft.title == wanted.title
    assert (tuple(map(str, draft.period)) if draft.period else None) == wanted.period
    found = {party.side.value: party.name for party in draft.parties}
    assert all(name in found.get(side, "") for side, name in wanted.parties.items()), found
    assert set(wanted.problems) <= {problem.code for problem in draft.problems}
    assert len(draft.targets) == wanted.targets


@every
def test_rows_numbers_titles_and_terms_read_right(drawn: Drawn) -> None:
    _, draft, wanted = reading(drawn)
    found = [(row.number, row.title, term(row.deadline)) for row in draft.rows]
    assert found == [(row.number, row.title, row.term) for row in wanted.rows]


@every
def test_bodies_stand_on_their_side(drawn: Drawn) -> None:
    _, draft, wanted = reading(drawn)
    for row, want in zip(draft.rows, wanted.rows, strict=True):
        if want.owners or wanted.parties:
            found = {side.value: names(owners) for side, owners in row.owners.items() if owners}
            assert found == {side: text for side, text in want.owners.items() if text}, want.title


@every
def test_sections_results_figures_and_money_read_right(drawn: Drawn) -> None:
    _, draft, wanted = reading(drawn)
    for row, want in zip(draft.rows, wanted.rows, strict=True):
        assert want.section in (None, row.section)
        assert want.direction in (None, row.direction), row.title
        assert want.result in (None, row.result)
        assert want.completion in (None, row.completion_document)
        if want.targets is not None:
            assert [(float(t.value), t.unit) for t in row.targets] == list(want.targets)
        if want.resources is not None:
            money = [(r.year, float(r.amount)) for r in row.resources if r.amount is not None]
            assert money == list(want.resources)


@every
def test_only_the_expected_errors_are_raised(drawn: Drawn) -> None:
    _, draft, wanted = reading(drawn)
    found = [tuple(p.code for p in row.problems if p.severity is Severity.ERROR) for row in draft.rows]
    assert found == [row.errors for row in wanted.rows]


@every
def test_nothing_of_the_document_is_lost(drawn: Drawn) -> None:
    document, draft, _ = reading(drawn)
    assert uncovered(document, draft) == []


def test_expected_rows_are_told_apart_from_wrong_ones() -> None:
    """The comparison itself sees a wrong term and a wrong side."""
    _, draft, wanted = reading(tables_ru.other_authority)
    assert term(draft.rows[0].deadline) != "2025-04-01..2025-04-30"
    assert isinstance(wanted.rows[0], Row)
    assert names(next(iter(draft.rows[0].owners.values()))) != names(())
