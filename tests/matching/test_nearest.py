"""The nearest yes is a yes, and there is none nearer; otherwise an applicant would be sent the long way round, or a wrong one."""

from datetime import date
from itertools import combinations, product
from typing import Any

import pytest
from hypothesis import given, settings

from promost.matching import Choice, Choices, Codes, Criteria, Date, Engine, Flag, Number, Schema, Truth, review, search
from promost.matching.nearest import nearest
from tests.matching.made import AS_OF, CODES, DAYS, PLAIN_CRITERIA, RECORDS, REGIONS, SCHEMA, STANDARDS


def verdict(criteria: dict[str, Any] | Criteria, record: dict[str, Any], schema: Schema = SCHEMA) -> Any:
    made = criteria if isinstance(criteria, Criteria) else Criteria.from_json(criteria)
    return Engine(schema, {"offer": made}, AS_OF).explain(record)["offer"]


@settings(max_examples=300)
@given(PLAIN_CRITERIA, RECORDS)
def test_the_nearest_yes_is_a_yes(criteria: Criteria, record: dict[str, Any]) -> None:
    found = verdict(criteria, record)
    if found.nearest is not None:
        assert verdict(criteria, {**record, **found.nearest}).answer is Truth.YES
        assert (found.answer is Truth.YES) == (not found.nearest)


def _subsets(values: list[str]) -> list[list[str]]:
    return [list(one) for size in range(len(values) + 1) for one in combinations(values, size)]


EVERY: dict[str, list[Any]] = {
    "region": REGIONS,
    "sector": ["a", "b", "c"],
    "okved": _subsets([*CODES[:7], "26.9", "01.19", "25.9"])[:300],
    "employees": list(range(13)),
    "revenue": [-1, 0, 0.05, 0.1, 0.11, 1, 2, 2.1, 2.25, 2.3, 3, 100],
    "exporter": [True, False],
    "founded": [
        *DAYS,
        *(f"{year}-{month:02}-{day:02}" for year in (2021, 2023, 2026) for month in (10, 11) for day in (23, 24, 26)),
    ],
    "certificates": _subsets(STANDARDS),
}


@settings(max_examples=120)
@given(PLAIN_CRITERIA, RECORDS)
def test_no_change_of_fewer_fields_gives_a_yes(criteria: Criteria, record: dict[str, Any]) -> None:
    found = verdict(criteria, record)
    size = 2 if found.nearest is None else len(found.nearest)
    engine = Engine(SCHEMA, {"offer": criteria}, AS_OF)
    fields = list(dict.fromkeys(leaf.field for leaf in criteria.leaves))
    if found.nearest is not None:
        assert found.nearest.smallest
    for fewer in range(min(size, 2)):
        for chosen in combinations(fields, fewer):
            tries = product(*(EVERY[name] for name in chosen))
            assert all(
                engine.explain({**record, **dict(zip(chosen, t, strict=True))})["offer"].answer is not Truth.YES
                for t in tries
            )


def test_a_bound_is_reached_and_not_overshot() -> None:
    assert verdict({"field": "employees", "max": 250}, {"employees": 300}).nearest == {"employees": 250}
    assert verdict({"field": "employees", "above": 250}, {"employees": 3}).nearest == {"employees": 251}
    assert verdict({"field": "employees", "min": 10}, {}).nearest == {"employees": 10}


def test_one_change_is_preferred_to_two() -> None:
    two = {"all": [{"field": "exporter", "is": True}, {"field": "employees", "max": 5}]}
    criteria = {"any": [two, {"field": "region", "is": "RU-MAG"}]}
    record = {"region": "RU-MOW", "exporter": False, "employees": 9}
    assert verdict(criteria, record).nearest == {"region": "RU-MAG"}
    assert verdict(criteria, {**record, "exporter": True}).nearest in ({"employees": 5}, {"region": "RU-MAG"})


def test_only_what_is_needed_is_added_to_a_list_or_taken_from_it() -> None:
    wants = {"all": [{"field": "okved", "under": ["25"]}, {"not": {"field": "okved", "under": ["26"]}}]}
    assert verdict(wants, {"okved": ["26.1", "01.10"]}).nearest == {"okved": ("01.10", "25")}
    either = {"any": [{"field": "okved", "under": ["25"]}, {"field": "okved", "under": ["27"]}]}
    assert verdict(either, {"okved": ["01.10"]}).nearest == {"okved": ("01.10", "25")}
    both = {"field": "certificates", "all_of": ["iso", "gost"]}
    assert verdict(both, {"certificates": ["eac", "iso"]}).nearest == {"certificates": ("eac", "iso", "gost")}


def test_a_code_below_is_found_when_its_class_itself_is_forbidden() -> None:
    criteria = {"all": [{"field": "okved", "under": ["25"]}, {"not": {"field": "okved", "in": ["25"]}}]}
    found = verdict(criteria, {"okved": ["25"]})
    assert verdict(criteria, dict(found.nearest)).answer is Truth.YES


def test_what_cannot_be_changed_is_left_but_may_be_told() -> None:
    schema = Schema(founded=Date(fixed=True), exporter=Flag())
    criteria = {"any": [{"field": "founded", "age_min": 3}, {"field": "exporter", "is": True}]}
    assert verdict(criteria, {"founded": "2026-01-01", "exporter": False}, schema).nearest == {"exporter": True}
    assert verdict({"field": "founded", "age_min": 3}, {"founded": "2026-01-01"}, schema).nearest is None
    assert verdict({"field": "founded", "age_min": 3}, {}, schema).nearest is not None


def test_there_is_no_way_to_the_impossible() -> None:
    criteria = {"all": [{"field": "employees", "above": 5}, {"field": "employees", "below": 6}]}
    assert verdict(criteria, {"employees": 1}).nearest is None
    assert verdict(criteria, {"employees": 1}, Schema(employees=Number())).nearest is not None


def test_any_other_value_is_offered_where_a_vocabulary_is_open() -> None:
    criteria = {"not": {"field": "name", "in": ["other", "other+"]}}
    found = verdict(criteria, {"name": "other"}, Schema(name=Choice()))
    assert verdict(criteria, dict(found.nearest), Schema(name=Choice())).answer is Truth.YES


def test_codes_without_dots_come_back_without_them() -> None:
    schema = Schema(tnved=Codes(dots=False))
    assert verdict({"field": "tnved", "under": ["8501"]}, {"tnved": []}, schema).nearest == {"tnved": ("8501",)}


def hard(fields: int) -> tuple[Schema, dict[str, Any]]:
    schema = Schema(**{f"n{i}": Number() for i in range(fields)})
    pairs = [
        {"all": [{"field": f"n{i}", "min": i}, {"field": f"n{(i * 7 + 3) % fields}", "max": i}]} for i in range(fields)
    ]
    return schema, {"at_least": fields // 2, "of": pairs}


def test_a_hard_case_gives_a_way_and_says_that_it_may_not_be_the_shortest() -> None:
    schema, criteria = hard(24)
    found = verdict(criteria, {}, schema)
    assert found.nearest is not None
    assert not found.nearest.smallest
    assert verdict(criteria, dict(found.nearest), schema).answer is Truth.YES
    for name in found.nearest:
        fewer = {one: value for one, value in found.nearest.items() if one != name}
        assert verdict(criteria, fewer, schema).answer is not Truth.YES


def test_half_of_a_hundred_independent_conditions_is_still_exact() -> None:
    schema = Schema(**{f"n{i}": Number() for i in range(100)})
    criteria = {"at_least": 50, "of": [{"field": f"n{i}", "min": 1} for i in range(100)]}
    found = verdict(criteria, {f"n{i}": 1 if i < 20 else 0 for i in range(100)}, schema)
    assert len(found.nearest) == 30
    assert found.nearest.smallest


def test_a_yes_needs_nothing() -> None:
    assert verdict({}, {}).nearest == {}
    engine = Engine(SCHEMA, {"offer": Criteria.from_json({})}, AS_OF)
    assert nearest(engine._offers["offer"], SCHEMA.read({}), SCHEMA, AS_OF) == ({}, True)


def test_the_nearer_of_two_ends_is_chosen() -> None:
    criteria = {"any": [{"field": "employees", "max": 5}, {"field": "employees", "min": 100}]}
    assert verdict(criteria, {"employees": 90}).nearest == {"employees": 100}
    assert verdict(criteria, {"employees": 10}).nearest == {"employees": 5}
    days = {"any": [{"field": "founded", "before": "2020-01-01"}, {"field": "founded", "after": "2025-01-01"}]}
    assert verdict(days, {"founded": "2024-01-01"}).nearest == {"founded": date(2025, 1, 2)}
    assert verdict(days, {"founded": "2020-06-01"}).nearest == {"founded": date(2019, 12, 31)}


def test_round_numbers_are_proposed() -> None:
    assert verdict({"field": "revenue", "above": 2.5}, {"revenue": 1}).nearest == {"revenue": 2.51}
    assert verdict({"field": "revenue", "below": 2.5}, {"revenue": 9}).nearest == {"revenue": 2.49}
    assert verdict({"field": "revenue", "above": 2.5}, {}).nearest == {"revenue": 2.51}
    assert verdict({"field": "revenue", "max": 2.5}, {}).nearest == {"revenue": 2.5}
    assert verdict({"field": "revenue", "min": 1 / 3}, {"revenue": 0}).nearest == {"revenue": 0.34}


def test_where_no_round_number_fits_an_exact_one_is_proposed() -> None:
    criteria = {"all": [{"field": "revenue", "above": 2.5}, {"field": "revenue", "below": 2.505}]}
    (value,) = verdict(criteria, {"revenue": 1}).nearest.values()
    assert 2.5 < value < 2.505


def test_bounds_of_the_field_are_kept() -> None:
    schema = Schema(share=Number(least=10, most=20))
    assert verdict({"not": {"field": "share", "above": 15}}, {"share": 18}, schema).nearest == {"share": 15}
    assert verdict({"field": "share", "below": 10}, {"share": 18}, schema).nearest is None
    assert verdict({"field": "share", "above": 20}, {"share": 18}, schema).hopeless


def test_lists_of_two_fields_are_pared_together() -> None:
    schema = Schema(a=Choices(), b=Choices())
    each = [{"field": name, "any_of": [value]} for name in "ab" for value in ("x", "y")]
    found = verdict({"at_least": 3, "of": each}, {"a": [], "b": []}, schema)
    assert verdict({"at_least": 3, "of": each}, dict(found.nearest), schema).answer is Truth.YES
    assert sorted(len(value) for value in found.nearest.values()) == [1, 2]


def test_when_the_steps_run_out_a_way_is_still_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "STEPS_MOST", 12)
    schema, criteria = hard(6)
    found = verdict(criteria, {}, schema)
    assert not found.nearest.smallest
    assert verdict(criteria, dict(found.nearest), schema).answer is Truth.YES
    for name in found.nearest:
        fewer = {one: value for one, value in found.nearest.items() if one != name}
        assert verdict(criteria, fewer, schema).answer is not Truth.YES


def test_when_nothing_is_found_in_time_that_is_not_called_hopeless(monkeypatch: pytest.MonkeyPatch) -> None:
    schema, criteria = hard(6)
    monkeypatch.setattr(search, "STEPS_MOST", 1)
    found = verdict(criteria, {}, schema)
    assert found.nearest is None
    assert not found.hopeless
    assert found.way("en") == "No way to a yes was found"
    assert review(Criteria.from_json(criteria), schema, AS_OF) == []


def test_more_conditions_not_than_can_be_tried_are_not_called_proved() -> None:
    codes = [str(code) for code in range(11, 20)]
    nots = [{"not": {"field": "okved", "under": [code]}} for code in codes]
    found = verdict({"all": nots}, {"okved": [*codes, "25"]})
    assert found.nearest == {"okved": ("25",)}
    assert not found.nearest.smallest
    eight = verdict({"all": nots[:8]}, {"okved": [*codes[:8], "25"]})
    assert eight.nearest == {"okved": ("25",)}
    assert eight.nearest.smallest
    wants = [{"field": "okved", "under": [code]} for code in codes[:7]]
    mixed = {"all": [*wants, {"at_least": 2, "of": nots}]}
    assert verdict(mixed, {"okved": codes}).nearest == {"okved": tuple(codes[:7])}
