"""Whatever stands in a file: no row is lost, and the order of columns is no matter."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from promost.matching import Criteria
from promost.support.reading import Reading, Unreadable, read, say, tell
from promost.support.reading.columns.fields import fields
from tests.support.reading.making import MAP_HEADINGS, csv_file

PIECES = [
    "Мера", "25 - Изделия;26", "1. Отсутствие задолженности по налогам", "не менее 5 млн руб.", "<p>текст</p>", "&quot;",
    "Да", "нет", "https://example.org", "от 01.02.2024 № 3 «О»", "\n", ";", '"', "за исключением ОКВЭД 12", "10-33", "(", ":",
    "<", "- 5 рабочих дней", "субсидии и гранты", "I.", "•", "и", "",
]  # fmt: skip
CELLS = st.lists(st.sampled_from(PIECES) | st.text(max_size=6), max_size=4).map(" ".join)
ROWS = st.lists(st.lists(CELLS, min_size=17, max_size=17), max_size=5)
HEADINGS = list(MAP_HEADINGS.values())


def table(rows: Sequence[Sequence[str]], order: Sequence[int] = range(17)) -> Reading:
    clean = [[text.replace("\x00", "") for text in row] for row in rows]
    laid = [[row[at] for at in order] for row in [HEADINGS, *clean]]
    return read(csv_file(laid, "utf-16"), "a.csv")


@settings(max_examples=30, deadline=None)
@given(ROWS)
def test_every_row_that_says_something_is_a_draft_or_is_rejected_with_reasons(rows: list[list[str]]) -> None:
    reading = table(rows)
    assert not reading.refused
    said = [row for row in rows if any(text.replace("\x00", "").strip() for text in row)]
    assert len(reading.drafts) + len(reading.rejected) == len(said)
    assert all(row.reasons for row in reading.rejected)
    for raw in [*(draft.raw for draft in reading.drafts), *(row.raw for row in reading.rejected)]:
        kept = list(raw.values())
        assert any(sorted(kept) == sorted(_seen(row)) for row in said)


def _seen(row: Sequence[str]) -> list[str]:
    """The cells of a row as a reader of CSV has them: one kind of line feed inside, blank ones left out."""
    return [text.replace("\x00", "") for text in row if text.replace("\x00", "").strip()]


@settings(max_examples=20, deadline=None)
@given(ROWS, st.permutations(range(17)))
def test_any_order_of_columns_gives_the_same_drafts(rows: list[list[str]], order: list[int]) -> None:
    one, other = table(rows), table(rows, order)
    assert one.drafts == other.drafts
    assert [row.raw for row in one.rejected] == [row.raw for row in other.rejected]


@settings(max_examples=30, deadline=None)
@given(ROWS)
def test_whatever_is_proposed_is_a_condition_and_whatever_is_doubted_can_be_said(rows: list[list[str]]) -> None:
    reading = table(rows)
    for draft in reading.drafts:
        for proposal in draft.proposals:
            Criteria.from_json(proposal.node)
            assert proposal.quote.strip()
            assert proposal.place.column in HEADINGS
        for problem in draft.problems:
            assert tell(problem, "ru")
            assert problem.place.field in fields()


@settings(max_examples=30, deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused_with_a_sentence(data: bytes) -> None:
    try:
        reading = read(data, "a.csv")
    except Unreadable as unreadable:
        told = say(unreadable.code, unreadable.values, "ru")
    else:
        told = " ".join([*(tell(problem) for problem in reading.problems), *(draft.name for draft in reading.drafts)])
    assert told
