"""A table of records: order, batching, additions and changes never alter what is answered."""

import random
from datetime import date
from decimal import Decimal
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from promost.matching import (
    Choice,
    Count,
    Criteria,
    Engine,
    Flag,
    Match,
    Number,
    RecordError,
    Schema,
    Truth,
    combine,
    sweep,
    table,
)
from tests.matching.made import AS_OF, CRITERIA, RECORDS, SCHEMA, as_columns, bulk_offers, bulk_records


def state(match: Match) -> tuple[Any, ...]:
    """Everything a match answers."""
    offers = {key: tuple(one.tolist() for one in match.offer(key)) for key in match.counts()}
    return match.counts(), offers, [match.record(i) for i in range(len(match))]


@pytest.fixture
def small_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Blocks of 64 records, cut from chunks of 160."""
    monkeypatch.setattr(sweep, "LONGEST", 64)
    monkeypatch.setattr(sweep, "SHORTEST", 64)
    monkeypatch.setattr(table, "CHUNK", 160)


def test_blocks_of_any_size_answer_alike(small_blocks: None) -> None:
    records, offers = bulk_records(500, 3), bulk_offers(60, 4)
    in_blocks = Engine(SCHEMA, offers, AS_OF).match(as_columns(records))
    assert len(in_blocks._store.blocks()) == 3 * 3 + 1
    engine = Engine(SCHEMA, offers, AS_OF)
    answers = [engine.explain(record).answers() for record in records]
    assert [in_blocks.record(i) for i in range(500)] == answers
    for key in offers:
        yes, unknown = in_blocks.offer(key)
        assert yes.tolist() == [i for i, one in enumerate(answers) if one[key] is Truth.YES]
        assert unknown.tolist() == [i for i, one in enumerate(answers) if one[key] is Truth.UNKNOWN]


def test_the_order_of_records_and_of_offers_does_not_matter() -> None:
    records, offers = bulk_records(300, 5), bulk_offers(40, 6)
    plain = Engine(SCHEMA, offers, AS_OF).match(as_columns(records))
    rng = random.Random(1)
    places, keys = rng.sample(range(300), 300), rng.sample(list(offers), 40)
    mixed = Engine(SCHEMA, {key: offers[key] for key in keys}, AS_OF).match(as_columns([records[i] for i in places]))
    assert mixed.counts() == plain.counts()
    assert all(mixed.record(new) == plain.record(old) for new, old in enumerate(places))


def test_batches_give_what_the_whole_gives(small_blocks: None) -> None:
    records, offers = bulk_records(400, 9), bulk_offers(30, 10)
    whole = Engine(SCHEMA, offers, AS_OF).match(as_columns(records))
    parts = Engine(SCHEMA, offers, AS_OF).match(as_columns(records[:1]))
    for start, stop in ((1, 70), (70, 70), (70, 371), (371, 400)):
        parts.extend(as_columns(records[start:stop]))
    assert len(parts) == 400
    assert state(parts) == state(whole)


@settings(max_examples=60)
@given(
    st.lists(CRITERIA, min_size=1, max_size=3),
    st.lists(RECORDS, min_size=1, max_size=12),
    st.lists(st.tuples(st.integers(0, 11), RECORDS), max_size=5),
    st.integers(0, 3),
)
def test_additions_and_changes_equal_doing_it_all_again(
    criteria: list[Criteria], records: list[dict[str, Any]], changes: list[tuple[int, dict[str, Any]]], after: int
) -> None:
    offers = {str(i): one for i, one in enumerate(criteria)}
    match = Engine(SCHEMA, {"0": offers["0"]}, AS_OF).match(as_columns(records))
    steps: list[Any] = [("add", key) for key in list(offers)[1:]]
    steps[min(after, len(steps)) : 0] = changes
    now = list(records)
    for place, what in steps:
        if place == "add":
            match.add(what, offers[what])
        elif place < len(now):
            known = {name: value for name, value in what.items() if value is not None}
            match.update(place, known)
            now[place] = {**now[place], **known}
    assert state(match) == state(Engine(SCHEMA, offers, AS_OF).match(as_columns(now)))


def test_many_changes_in_many_blocks_equal_doing_it_all_again(small_blocks: None) -> None:
    records, offers = bulk_records(300, 11), bulk_offers(25, 12)
    match = Engine(SCHEMA, offers, AS_OF).match(as_columns(records))
    for step, record in enumerate(bulk_records(120, 13)):
        place = (step * 37) % 300
        match.update(place, record)
        records[place] = record
    match.extend(as_columns(bulk_records(50, 14)))
    records += bulk_records(50, 14)
    match.add("offer-3", Criteria.from_json({"field": "exporter", "is": True}))
    offers["offer-3"] = Criteria.from_json({"field": "exporter", "is": True})
    assert state(match) == state(Engine(SCHEMA, offers, AS_OF).match(as_columns(records)))


def test_changes_anywhere_in_a_long_block_are_hidden_exactly() -> None:
    records, offers = bulk_records(203, 50), bulk_offers(10, 51)
    offers["all"] = Criteria.from_json({})
    match = Engine(SCHEMA, offers, AS_OF).match(as_columns(records))
    for place, record in zip((202, 64, 63, 130, 0), bulk_records(5, 52), strict=True):
        match.update(place, record)
        records[place] = record
    match.add("more", Criteria.from_json({"not": {"field": "region", "is": "RU-MAG"}}))
    match.add("none", Criteria.from_json({}))
    offers |= {"more": Criteria.from_json({"not": {"field": "region", "is": "RU-MAG"}}), "none": Criteria.from_json({})}
    assert state(match) == state(Engine(SCHEMA, offers, AS_OF).match(as_columns(records)))
    assert match.offer("all").yes.tolist() == list(range(203))


def test_a_value_can_become_unknown_again() -> None:
    match = Engine(SCHEMA, {"a": Criteria.from_json({"field": "exporter", "is": True})}, AS_OF).match(
        {"exporter": [True]}
    )
    match.update(0, {"exporter": None})
    assert match.counts() == {"a": Count(0, 1)}


def test_a_refused_change_changes_nothing() -> None:
    match = Engine(SCHEMA, bulk_offers(5, 1), AS_OF).match(as_columns(bulk_records(5, 2)))
    before = state(match)
    for bad in ({"exporter": 1}, {"employes": 3}):
        with pytest.raises(RecordError):
            match.update(2, bad)
    with pytest.raises(RecordError, match="positions go from 0 to 4"):
        match.update(5, {"exporter": True})
    with pytest.raises(RecordError):
        match.record(-1)
    with pytest.raises(RecordError):
        match.extend({"exporter": [True, "x"], "employees": [1, 2]})
    assert state(match) == before


def test_an_engine_and_its_matches_do_not_disturb_each_other() -> None:
    engine = Engine(SCHEMA, {"a": Criteria.from_json({})}, AS_OF)
    match = engine.match({"exporter": [True, None]})
    engine.add("b", Criteria.from_json({"field": "exporter", "is": True}))
    match.add("c", Criteria.from_json({"field": "exporter", "is": False}))
    assert list(match.counts()) == ["a", "c"]
    assert list(engine.explain({})) == ["a", "b"]
    assert engine.match({"exporter": [True, None]}).counts()["b"] == Count(1, 1)


def test_adding_to_an_engine_equals_making_it_anew() -> None:
    offers = bulk_offers(30, 20)
    grown = Engine(SCHEMA, {}, AS_OF)
    records = bulk_records(30, 21)
    for key, criteria in offers.items():
        grown.add(key, criteria)
        grown.explain(records[0])
    made = Engine(SCHEMA, offers, AS_OF)
    assert [grown.explain(one).answers() for one in records] == [made.explain(one).answers() for one in records]


def test_an_engine_on_another_day_judges_by_that_day() -> None:
    engine = Engine(SCHEMA, {"a": Criteria.from_json({"field": "founded", "age_min": 3})}, AS_OF)
    record = {"founded": date(2024, 1, 1)}
    assert engine.explain(record)["a"].answer is Truth.NO
    assert engine.on(date(2027, 1, 1)).explain(record)["a"].answer is Truth.YES
    assert engine.on(date(2027, 1, 1)).as_of == date(2027, 1, 1)


def test_today_is_the_day_if_none_is_given() -> None:
    assert Engine(SCHEMA).as_of == date.today()  # noqa: DTZ011  as the engine does


def test_the_reasons_of_a_record_in_a_table_are_those_of_the_record() -> None:
    records, offers = bulk_records(20, 30), bulk_offers(20, 31)
    engine = Engine(SCHEMA, offers, AS_OF)
    match = engine.match(as_columns(records))
    for place, record in enumerate(records):
        for key in offers:
            assert match.explain(place)[key].sentences("ru") == engine.explain(record)[key].sentences("ru")


def test_an_empty_table_and_no_offers_are_no_trouble() -> None:
    assert Engine(SCHEMA, bulk_offers(2, 1), AS_OF).match({}).counts() == {
        "offer-0": Count(0, 0),
        "offer-1": Count(0, 0),
    }
    match = Engine(SCHEMA, {}, AS_OF).match({"exporter": [True]})
    assert match.counts() == {}
    assert match.record(0) == {}
    assert len(match) == 1


def test_a_column_that_is_not_given_is_unknown() -> None:
    match = Engine(SCHEMA, {"a": Criteria.from_json({"field": "exporter", "is": True})}, AS_OF).match(
        {"employees": [1, 2]}
    )
    assert match.counts()["a"] == Count(0, 2)


def test_arrays_are_read_as_lists_are_and_nan_is_unknown() -> None:
    schema = Schema(region=Choice(), n=Number(), whole=Number(whole=True, least=0), flag=Flag())
    offers = {
        "n": Criteria.from_json({"field": "n", "min": 2}),
        "w": Criteria.from_json({"field": "whole", "min": 2}),
        "r": Criteria.from_json({"field": "region", "is": "a"}),
        "f": Criteria.from_json({"field": "flag", "is": True}),
    }
    columns = {
        "region": np.array(["a", "b", "a"]),
        "n": np.array([1.5, np.nan, 2.0]),
        "whole": np.array([1, 2, 3]),
        "flag": np.array([True, False, True]),
    }
    assert Engine(schema, offers, AS_OF).match(columns).counts() == {"n": (1, 1), "w": (2, 0), "r": (2, 0), "f": (2, 0)}
    with pytest.raises(RecordError, match=r"whole\[1\]"):
        Engine(schema, offers, AS_OF).match({"whole": np.array([np.nan, 2.5, 1])})


def test_decimals_days_as_text_sets_and_tuples_are_read() -> None:
    offers = {
        "a": Criteria.from_json({"all": [{"field": "revenue", "min": 0.1}, {"field": "founded", "age_min": 3}]}),
        "b": Criteria.from_json({"field": "certificates", "all_of": ["iso", "gost"]}),
    }
    columns = {
        "revenue": [Decimal("0.1"), Decimal("0.09")],
        "founded": ["2020-01-01", date(2020, 1, 1)],
        "certificates": [{"gost", "iso"}, ("iso",)],
    }
    match = Engine(SCHEMA, offers, AS_OF).match(columns)
    assert match.counts() == {"a": Count(1, 0), "b": Count(1, 0)}
    assert match.record(0) == {"a": Truth.YES, "b": Truth.YES}


def test_numbers_of_numpy_are_numbers_in_a_record_too() -> None:
    engine = Engine(SCHEMA, {"a": Criteria.from_json({"field": "employees", "min": 5})}, AS_OF)
    assert engine.explain({"employees": np.int64(5)})["a"].answer is Truth.YES
    assert engine.match({"employees": [np.int64(5), np.float32(4), None]}).counts()["a"] == Count(1, 1)


def test_progress_is_told_and_ends_at_the_whole(small_blocks: None) -> None:
    heard: list[tuple[int, int]] = []
    Engine(SCHEMA, bulk_offers(300, 1), AS_OF).match(
        as_columns(bulk_records(100, 2)), lambda done, of: heard.append((done, of))
    )
    assert heard == sorted(heard)
    assert heard[0] == (256 * 64, 30_000)
    assert heard[-1] == (30_000, 30_000)


def test_the_budget_of_memory_bounds_the_blocks() -> None:
    assert sweep.rows_per_block(1) == sweep.LONGEST
    assert sweep.rows_per_block(10**9) == sweep.SHORTEST
    rows = sweep.rows_per_block(1000)
    assert rows % 64 == 0
    assert sweep.BUDGET * 0.9 < 1000 * 2 * rows / 8 <= sweep.BUDGET


@pytest.mark.parametrize("overhead", [0, 3, 10])
def test_slices_hold_every_yes_and_every_unknown(monkeypatch: pytest.MonkeyPatch, overhead: int) -> None:
    monkeypatch.setattr(combine, "OVERHEAD", overhead)
    rng = random.Random(5)
    schema = Schema(place=Choice(), size=Number(), exporter=Flag())
    records = [
        {
            "place": rng.choice([*(f"p{i:02}" for i in range(30)), "p07", None]),
            "size": rng.choice([None, 1, 2, 3]),
            "exporter": rng.choice([None, True, False]),
        }
        for _ in range(3001)
    ]
    some = {
        "at_least": 2,
        "of": [{"field": "size", "min": 2}, {"field": "exporter", "is": True}, {"field": "size", "max": 1}],
    }
    chosen = [
        ["p00"],
        ["p29"],
        ["p07", "p08"],
        ["p03", "p20"],
        ["p01", "p11", "p21", "p28"],
        ["nowhere"],
        ["p05", "nowhere"],
    ]
    offers = {
        str(i): Criteria.from_json({"all": [some, {"field": "place", "in": one}]}) for i, one in enumerate(chosen)
    }
    offers["bare"] = Criteria.from_json({"field": "place", "is": "p04"})
    offers["not"] = Criteria.from_json({"all": [some, {"not": {"field": "place", "is": "p04"}}]})
    offers["two"] = Criteria.from_json(
        {"all": [{"field": "place", "in": ["p01", "p02"]}, {"field": "place", "in": ["p02", "p03"]}]}
    )
    engine = Engine(schema, offers, AS_OF)
    match = engine.match({name: [record[name] for record in records] for name in schema})
    block = match._store.blocks()[0]
    assert block.words == 47
    widths = {key: sum(b - a for a, b in combine.spans(match._offers[key], block)) for key in offers}
    assert widths["0"] < 10
    assert widths["not"] == 47
    for a, b in combine.spans(match._offers["4"], block):
        assert 0 <= a < b <= 47
    answers = [engine.explain(record).answers() for record in records]
    for key in offers:
        yes, unknown = match.offer(key)
        assert yes.tolist() == [i for i, one in enumerate(answers) if one[key] is Truth.YES]
        assert unknown.tolist() == [i for i, one in enumerate(answers) if one[key] is Truth.UNKNOWN]
        assert match.counts()[key] == (len(yes), len(unknown))


def test_the_table_is_sorted_by_the_choice_that_offers_insist_on_most() -> None:
    offers = {
        str(i): Criteria.from_json({"all": [{"field": "sector", "is": "a"}, {"field": "exporter", "is": True}]})
        for i in range(2)
    }
    offers["r"] = Criteria.from_json({"field": "region", "is": "RU-MAG"})
    offers["any"] = Criteria.from_json(
        {"any": [{"field": "region", "is": "RU-MAG"}, {"not": {"field": "region", "is": "RU-SMO"}}]}
    )
    match = Engine(SCHEMA, offers, AS_OF).match({"sector": ["b", None, "a"], "exporter": [True, True, True]})
    slices = match._store.blocks()[0].slices
    assert slices is not None
    assert (slices.field, slices.rows, slices.unknown) == ("sector", {"a": (0, 1), "b": (1, 2)}, (2, 3))
    assert match.counts()["0"] == Count(1, 1)


def test_batches_tallied_and_let_go_of_count_as_the_whole() -> None:
    records, offers = bulk_records(200, 40), bulk_offers(20, 41)
    engine = Engine(SCHEMA, offers, AS_OF)
    tally = engine.tally(as_columns(records[start : start + 70]) for start in range(0, 200, 70))
    assert tally.records == 200
    assert tally.counts() == engine.match(as_columns(records)).counts()
    assert engine.tally([]).counts() == dict.fromkeys(offers, Count(0, 0))
