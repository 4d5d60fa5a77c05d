"""Codes of classifiers: 25.62 is under 25, and 01.10 is not 1.1."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promost.registry import built_in, codes, sections

CODES = st.from_regex(r"[0-9]{2}(\.[0-9]{1,2}(\.[0-9]{1,2})?)?", fullmatch=True)


@pytest.mark.parametrize(
    ("code", "prefix", "expected"),
    [
        ("25.62", "25", True),
        ("25.62", "25.6", True),
        ("25.62", "25.62", True),
        ("25.62", "25.61", False),
        ("10.11", "10.1", True),
        ("25.62", "2", False),
        ("25", "25.62", False),
        ("01.10", "1.1", False),
        ("25.62", "", False),
        ("25.62.11.110", "25.62.1", True),
    ],
)
def test_under(code: str, prefix: str, expected: bool) -> None:
    assert codes.under(code, prefix) is expected


@given(CODES)
def test_a_code_stands_under_everything_above_it(code: str) -> None:
    above = codes.parent(code)
    while above:
        assert codes.under(code, above)
        above = codes.parent(above)


@given(CODES, CODES, CODES)
def test_under_carries_on(low: str, middle: str, high: str) -> None:
    if codes.under(low, middle) and codes.under(middle, high):
        assert codes.under(low, high)


@pytest.mark.parametrize(
    ("code", "above"),
    [("25", ""), ("25.6", "25"), ("25.62", "25.6"), ("25.62.1", "25.62"), ("25.62.11", "25.62.1"),
     ("25.62.11.110", "25.62.11")],
)  # fmt: skip
def test_the_code_above(code: str, above: str) -> None:
    assert codes.parent(code) == above


@pytest.mark.parametrize(
    ("classifier", "code", "letter"),
    [("okved2", "25.62", "C"), ("okved2", "01", "A"), ("okpd2", "33.20.39.210", "C"), ("okved2", "C", "C"),
     ("okved2", "04.1", ""), ("okei", "383", "")],
)  # fmt: skip
def test_the_section_of_a_code(classifier: str, code: str, letter: str) -> None:
    assert sections.of(classifier, code) == letter


def test_no_class_belongs_to_two_sections() -> None:
    for classifier in ("okved2", "okpd2"):
        spans = [sections._span(row["classes"]) for row in built_in.table(classifier)["section"]]
        assert len([cls for span in spans for cls in span]) == len({cls for span in spans for cls in span}) == 88
