"""A condition opened in its form and sent back untouched is the same, in either language: no comma changes a number."""

from __future__ import annotations

from typing import Any

import pytest
from django.http import QueryDict
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from promost.support.criteria.forms import ConditionForm
from promost.support.criteria.forms.typed import number
from tests.matching.made import LEAVES, SCHEMA

NUMBERS = st.builds(
    lambda field, op, value: {"field": field, op: value if field == "revenue" else int(value)},
    st.sampled_from(["revenue", "employees"]), st.sampled_from(["min", "max", "above", "below"]),
    st.integers(-(10**14), 10**14) | st.sampled_from([0.5, 2500.25, 1_234_567.5, -1000]),
)  # fmt: skip


def sent_back(leaf: dict[str, Any]) -> dict[str, Any]:
    shown = ConditionForm(None, leaf["field"], SCHEMA, leaf).initial
    data = QueryDict(mutable=True)
    for name, value in shown.items():
        data.setlist(f"c-{name}", value if isinstance(value, list) else [value])
    form = ConditionForm(data, leaf["field"], SCHEMA, leaf)
    assert form.is_valid(), form.errors
    return form.leaf


@pytest.mark.parametrize("language", ["ru", "en"])
@given(leaf=LEAVES.filter(lambda leaf: leaf["field"] not in ("sector", "certificates")) | NUMBERS)
def test_a_condition_sent_back_untouched_is_the_same(language: str, leaf: dict[str, Any]) -> None:
    with translation.override(language):
        assert sent_back(leaf) == leaf


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        ("ru", "2,5", "2.5"),
        ("en", "2,5", "2.5"),
        ("en", "2,500", "2500"),
        ("ru", "2,500", "2.5"),
        ("en", "1,250,000.5", "1250000.5"),
    ],
)
def test_a_comma_means_what_it_means_in_the_language(language: str, text: str, value: str) -> None:
    with translation.override(language):
        assert number(text) == number(value)
