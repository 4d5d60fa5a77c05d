"""Criteria that somebody wrote survive being opened in the builder, and each button does what it says, no more."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promost.matching import Criteria
from promost.support.criteria import tree
from promost.support.criteria.conditions import crossed, leaf_of, values_of
from promost.support.criteria.outline import number_of, outline
from tests.matching.made import JSON, LEAVES, SCHEMA

NOTED = st.builds(
    lambda leaf, text, source: {**leaf, **({"text": text} if text else {}), **({"source": source} if source else {})},
    LEAVES,
    st.sampled_from(["", "own words", {"ru": "слова", "en": "words"}, {"ru": "слова"}]),
    st.sampled_from(["", "209-FZ, article 4"]),
)
A, B, C = ({"field": "employees", "max": number} for number in (1, 2, 3))


def places(node: tree.Node, place: str = "") -> list[str]:
    found = [place]
    for n, part in enumerate(tree.parts_of(node)):
        found += places(part, f"{place}.{n}" if place else str(n))
    return found


def leaves(node: tree.Node) -> list[str]:
    if tree.kind_of(node) == "field":
        return [json.dumps(node, sort_keys=True)]
    return sorted(leaf for part in tree.parts_of(node) for leaf in leaves(part))


@given(JSON)
def test_any_criteria_survive_being_opened_and_saved(criteria: dict[str, Any]) -> None:
    saved = tree.closed(tree.opened(criteria))
    assert saved in (criteria, {"all": [criteria]})
    Criteria.from_json(saved)


@given(JSON, st.data())
def test_moving_loses_no_condition_and_changes_nothing_it_was_given(criteria: dict[str, Any], data: Any) -> None:
    root = tree.opened(criteria)
    before = json.dumps(root)
    place = data.draw(st.sampled_from(places(root)[1:]))
    target = data.draw(st.sampled_from([""] + [p for p in places(root) if tree.kind_of(tree.at(root, p)) != "field"]))
    try:
        moved = tree.move(root, place, target)
    except tree.NoPlace:
        assert (target + ".").startswith(place + ".")
        return
    assert leaves(moved) == leaves(root)
    assert json.dumps(root) == before
    if tree.closed(moved):
        Criteria.from_json(tree.closed(moved))


@given(JSON, st.data())
def test_what_is_removed_takes_only_what_is_in_it(criteria: dict[str, Any], data: Any) -> None:
    root = tree.opened(criteria)
    place = data.draw(st.sampled_from(places(root)))
    gone = leaves(tree.at(root, place))
    left = tree.remove(root, place)
    assert sorted(leaves(left) + gone) == leaves(root)
    if tree.closed(left):
        Criteria.from_json(tree.closed(left))


@given(JSON, st.data())
def test_every_button_leaves_criteria_that_can_be_saved(criteria: dict[str, Any], data: Any) -> None:
    root = tree.opened(criteria)
    for _step in range(4):
        place = data.draw(st.sampled_from(places(root)))
        is_group = tree.kind_of(tree.at(root, place)) != "field"
        deeds = [tree.wrap] + ([lambda r, p: tree.step(r, p, 1)] if place else [])
        if is_group:
            kind = data.draw(st.sampled_from(list(tree.INSIDE)))
            least = data.draw(st.integers(1, 5))
            deeds += [lambda r, p: tree.add(r, p, dict(A)), lambda r, p, k=kind, n=least: tree.regroup(r, p, k, n)]
        root = data.draw(st.sampled_from(deeds))(root, place)
        Criteria.from_json(tree.closed(root))
        assert json.loads(json.dumps(root)) == root


@given(NOTED)
def test_a_condition_opened_in_its_form_and_closed_again_is_the_same(leaf: dict[str, Any]) -> None:
    field = SCHEMA[leaf["field"]]
    values = values_of(leaf, field)
    assert values is not None
    assert leaf_of(values, field) == leaf


def test_a_condition_that_no_form_can_hold_is_odd_and_not_rewritten() -> None:
    assert values_of({"field": "okved", "under": ["25"], "in": ["26"]}, SCHEMA["okved"]) is None
    assert values_of({"field": "employees", "min": 1, "above": 2, "max": 9}, SCHEMA["employees"]) is None


@pytest.mark.parametrize(
    ("leaf", "is_crossed"),
    [
        ({"field": "employees", "min": 10, "max": 5}, True),
        ({"field": "employees", "min": 5, "max": 10}, False),
        ({"field": "founded", "not_before": "2026-01-02", "before": "2026-01-01"}, True),
        ({"field": "founded", "age_min": 3, "not_after": "2020-01-01"}, False),
    ],
)
def test_a_smallest_above_the_largest_is_seen(leaf: dict[str, Any], is_crossed: bool) -> None:
    values = values_of(leaf, SCHEMA[leaf["field"]])
    assert values is not None
    assert crossed(values) is is_crossed


def test_none_of_several_is_one_not() -> None:
    root = tree.regroup({"all": [A, B]}, "", "not")
    assert root == {"not": {"any": [A, B]}}
    assert tree.add(root, "", C) == {"not": {"any": [A, B, C]}}
    assert tree.regroup(root, "", "all") == {"all": [A, B]}


def test_at_least_asks_for_no_more_than_there_are() -> None:
    root = {"all": [{"at_least": 3, "of": [A, B, C]}]}
    assert tree.remove(root, "0.1") == {"all": [{"at_least": 2, "of": [A, C]}]}


def test_an_empty_group_is_left_out_and_the_rest_stays() -> None:
    assert tree.closed({"all": [A, {"any": []}, {"not": {"any": []}}]}) == {"all": [A]}
    assert tree.closed({"all": []}) == {}


@pytest.mark.parametrize("place", ["9", "0.0", "x", "1..2", "-1"])
def test_a_place_that_is_not_there_is_told(place: str) -> None:
    with pytest.raises(tree.NoPlace):
        tree.remove({"all": [A]}, place)


@given(JSON)
def test_the_outline_says_every_condition_once(criteria: dict[str, Any]) -> None:
    root = tree.opened(criteria)
    whole = outline(root, SCHEMA, "ru")
    said: list[Any] = []

    def walk(part: Any) -> None:
        said.extend([part] if not part.is_group else [])
        for one in part.parts:
            walk(one)

    walk(whole)
    assert len(said) == len(leaves(root))
    assert all(part.text for part in said)


def test_numbers_name_the_places_that_matching_names() -> None:
    assert number_of("$.all[1].not.any[0].under") == "2.1.1"
    assert number_of("$") == ""
