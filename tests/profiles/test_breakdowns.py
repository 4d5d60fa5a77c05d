"""A breakdown is written in one way, read back whole, and tells which facts count."""

from __future__ import annotations

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from promost.profiles import breakdowns, definitions
from promost.profiles.breakdowns import BadBreakdown

words = st.text(st.characters(categories=["Ll", "Nd"], include_characters="_-"), min_size=1, max_size=8)
chosen = st.dictionaries(words, words, max_size=4)


@given(chosen)
def test_what_is_written_is_read_back(pairs: dict[str, str]) -> None:
    assert breakdowns.parse(breakdowns.canonical(pairs)) == pairs


@given(chosen)
def test_the_order_in_which_it_was_chosen_is_no_matter(pairs: dict[str, str]) -> None:
    assert breakdowns.canonical(dict(reversed(pairs.items()))) == breakdowns.canonical(pairs)


@given(chosen, chosen)
def test_a_fact_counts_where_nothing_or_a_part_of_it_is_asked(fact: dict[str, str], more: dict[str, str]) -> None:
    whole = breakdowns.canonical({**fact, **more})
    assert breakdowns.matches(whole, "")
    assert breakdowns.matches(whole, breakdowns.canonical(more))
    assert breakdowns.matches(whole, whole)


def test_what_nobody_told_apart_does_not_count_as_pupils() -> None:
    assert not breakdowns.matches("", "audience=pupils")
    assert not breakdowns.matches("audience=students", "audience=pupils")
    assert breakdowns.matches("audience=pupils;learners=yes", "learners=yes")


@pytest.mark.parametrize("text", ["audience", "=pupils", "audience=", "a=b;a=c", "a=b;;c=d", "a=b c", "a=b=c"])
def test_what_cannot_be_read_is_said(text: str) -> None:
    with pytest.raises(BadBreakdown):
        breakdowns.parse(text)


def test_an_indicator_takes_its_own_breakdowns_alone() -> None:
    having = {"audience": ["pupils", "students"]}
    assert breakdowns.check("audience=pupils", having) == "audience=pupils"
    for other in ("audience=tourists", "regime=sez"):
        with pytest.raises(BadBreakdown, match=other):
            breakdowns.check(other, having)


def test_a_form_offers_every_breakdown_with_its_name() -> None:
    with translation.override("en"):
        assert breakdowns.choices({"audience": ["pupils"], "learners": ["yes"]}) == [
            ("", ""),
            ("audience=pupils", "pupils"),
            ("audience=pupils;learners=yes", "pupils, pupils and students"),
            ("learners=yes", "pupils and students"),
        ]
    with translation.override("ru"):
        assert breakdowns.named("audience=pupils") == "школьники"


def test_every_value_has_a_name_in_both_languages() -> None:
    used = {
        (dimension, value) for each in definitions.built_in() for dimension, values in each.breakdowns.items()
        for value in values
    }  # fmt: skip
    there = {(code, value) for code, each in breakdowns.dimensions().items() for value in each.values}
    assert used == there, "a dimension that no indicator has is a leftover"
    for dimension in breakdowns.dimensions().values():
        names = [(dimension.name_ru, dimension.name_en)]
        names += [(each.name_ru, each.name_en) for each in dimension.values.values()]
        assert all(english.isascii() and not russian.isascii() for russian, english in names)
