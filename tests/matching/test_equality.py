"""All ways of answering agree: the specification, one record at a time, and whole columns.

Were they to differ, a list of qualifying enterprises would contradict the page of each.
"""

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from promost.matching import Criteria, Engine, Truth
from promost.matching.evaluate import evaluate
from promost.matching.normal import answer, normal, opposite
from tests.matching.made import AS_OF, CRITERIA, RECORDS, SCHEMA, as_columns, bulk_offers, bulk_records


def answers(match: Any, key: str) -> list[Truth]:
    """The answers of a match for one offer, record by record."""
    found = [Truth.NO] * len(match)
    yes, unknown = match.offer(key)
    for position in yes.tolist():
        found[position] = Truth.YES
    for position in unknown.tolist():
        found[position] = Truth.UNKNOWN
    return found


@settings(max_examples=150)
@given(st.lists(CRITERIA, min_size=1, max_size=4), st.lists(RECORDS, min_size=1, max_size=70))
def test_columns_and_single_records_answer_as_the_specification(
    criteria: list[Criteria], records: list[dict[str, Any]]
) -> None:
    engine = Engine(SCHEMA, {str(i): one for i, one in enumerate(criteria)}, AS_OF)
    match = engine.match(as_columns(records))
    read = [SCHEMA.read(record) for record in records]
    for key, one in zip(engine.explain({}), criteria, strict=True):
        expected = [evaluate(one, record, SCHEMA, AS_OF) for record in read]
        assert answers(match, key) == expected
        assert match.counts()[key] == (expected.count(Truth.YES), expected.count(Truth.UNKNOWN))
        assert [engine.explain(record)[key].answer for record in records] == expected
    assert match.record(0) == engine.explain(records[0]).answers()


@settings(max_examples=200)
@given(CRITERIA, RECORDS)
def test_the_normal_form_and_its_opposite_say_what_the_criteria_say(criteria: Criteria, record: dict[str, Any]) -> None:
    read = SCHEMA.read(record)
    form = normal(criteria.root, SCHEMA, AS_OF)
    expected = evaluate(criteria, read, SCHEMA, AS_OF)
    if form is None:
        assert expected is Truth.YES
    else:
        assert answer(form, read, SCHEMA) is expected
        assert answer(opposite(form), read, SCHEMA) is ~expected


@pytest.fixture(scope="module")
def million() -> tuple[Engine, list[dict[str, Any]]]:
    """1,000 offers and 1,000 records."""
    return Engine(SCHEMA, bulk_offers(1000, 7), AS_OF), bulk_records(1000, 8)


def test_a_million_pairs_are_answered_alike_by_row_and_by_column(million: tuple[Engine, list[dict[str, Any]]]) -> None:
    engine, records = million
    match = engine.match(as_columns(records))
    ranks = {Truth.NO: 0, Truth.UNKNOWN: 1, Truth.YES: 2}
    by_row = np.array([[ranks[one] for one in engine.explain(record).answers().values()] for record in records])
    by_column = np.zeros_like(by_row)
    for i, key in enumerate(engine.explain({})):
        yes, unknown = match.offer(key)
        by_column[yes, i], by_column[unknown, i] = 2, 1
    assert by_row.size == 10**6
    assert (by_row == by_column).all()
    assert all((by_row == rank).mean() > 0.05 for rank in ranks.values()), "one of the answers hardly occurs"
    counts = np.array(list(match.counts().values()))
    assert (counts[:, 0] == (by_row == 2).sum(axis=0)).all()
    assert (counts[:, 1] == (by_row == 1).sum(axis=0)).all()


def test_a_sample_of_the_million_is_answered_as_the_specification(million: tuple[Engine, list[dict[str, Any]]]) -> None:
    engine, records = million
    offers = bulk_offers(1000, 7)
    for record in records[:20]:
        read, found = SCHEMA.read(record), engine.explain(record).answers()
        assert found == {key: evaluate(one, read, SCHEMA, AS_OF) for key, one in offers.items()}
