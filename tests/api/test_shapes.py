"""Numbers and names of the API: exact, and each meaning one thing."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st
from ninja import Schema

from promost.api.root import api
from promost.kit.rest import NUMBER, TOLD_SCHEMA, decimal_text

amounts = st.decimals(-(10**12), 10**12, places=4, allow_nan=False)


@given(amounts)
def test_a_number_comes_back_as_it_was(value: Decimal) -> None:
    text = decimal_text(value)
    assert Decimal(text) == value
    assert re.fullmatch(NUMBER, text)
    assert "E" not in text
    assert not re.search(r"\.\d*0$", text)


@given(st.decimals(-(10**20), 10**20, places=4, allow_nan=False))
def test_a_sum_has_as_many_digits_as_it_takes(value: Decimal) -> None:
    assert re.fullmatch(str(TOLD_SCHEMA["pattern"]), decimal_text(value))


def test_two_shapes_have_not_one_name() -> None:
    """The description names a shape by its class alone: a second one of the name would take the place of the first."""
    assert api.urls
    names = Counter(each.__name__ for each in _shapes(Schema) if each.__module__.startswith("promost."))
    assert names["FactOut"] == 1
    assert [name for name, count in names.items() if count > 1 and not name.startswith("Page[")] == []


def _shapes(of: type[Schema]) -> Iterator[type[Schema]]:
    for each in of.__subclasses__():
        yield each
        yield from _shapes(each)
