"""The difference page tells every change and nothing that did not change."""

from __future__ import annotations

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from promost.plans.difference import FIELDS, Change, compare

ROW = st.fixed_dictionaries({name: st.sampled_from(["", "а", "б"]) for name in FIELDS})
ROWS = st.dictionaries(st.integers(0, 6), ROW, max_size=5)


def test_a_changed_deadline_is_shown_field_by_field() -> None:
    old = {1: {"title": "Аудит", "deadline": "до 1 июля 2025 г."}}
    new = {9: {"title": "Аудит", "deadline": "до 1 октября 2025 г."}}
    (row,) = compare(old, new, {9: 1})
    assert row.change is Change.CHANGED
    assert [(each.field, each.before, each.after) for each in row.fields] == [
        ("deadline", "до 1 июля 2025 г.", "до 1 октября 2025 г.")
    ]


@given(ROWS, ROWS, st.randoms(use_true_random=False))
def test_every_row_of_both_editions_is_told_once(
    old: dict[int, dict[str, str]], new: dict[int, dict[str, str]], chance: Random
) -> None:
    keys = list(old)
    chance.shuffle(keys)
    pairs = dict(zip(new, keys, strict=False))
    rows = compare(old, new, pairs)
    assert sorted(row.new_key for row in rows if row.new_key is not None) == sorted(new)
    assert sorted(row.old_key for row in rows if row.old_key is not None) == sorted(old)
    for row in rows:
        same = row.new_key is not None and row.old_key is not None and old[row.old_key] == new[row.new_key]
        assert (row.change is Change.SAME) == same
