"""Codes are compared by digits; as numbers, 01.10 and 1.1 would be one, and 25 would hold 2.5."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promost.matching.codes import digits, dotted, prefix, under
from promost.matching.problems import BadValue


@pytest.mark.parametrize(("above", "code"), [("25", "25.62"), ("25", "25"), ("25.6", "25.62.1"), ("10.1", "10.11")])
def test_a_class_holds_what_lies_under_it(above: str, code: str) -> None:
    assert under(digits(code), prefix(above))


@pytest.mark.parametrize(
    ("above", "code"), [("25", "2.5"), ("25.1", "25.2"), ("25.62", "25.6"), ("01.10", "1.1"), ("25", "52.5")]
)
def test_a_class_holds_nothing_else(above: str, code: str) -> None:
    assert not under(digits(code), prefix(above))


@pytest.mark.parametrize("bad", ["C", "25.C", "2", "", ".", "25.", ".25", "25..1", "25,6", "２５", "25.1234"])
def test_what_is_not_a_code_is_refused(bad: str) -> None:
    with pytest.raises(BadValue) as fault:
        digits(bad)
    assert fault.value.code == "not_a_code"


@pytest.mark.parametrize("short", ["2.5", "1.10"])
def test_criteria_may_not_name_a_code_that_lost_its_zero(short: str) -> None:
    with pytest.raises(BadValue) as fault:
        prefix(short)
    assert fault.value.code == "code_too_short"


@pytest.mark.parametrize(
    ("plain", "written"),
    [
        ("25", "25"),
        ("256", "25.6"),
        ("2562", "25.62"),
        ("25621", "25.62.1"),
        ("256210120", "25.62.10.120"),
        ("2.5", "2.5"),
    ],
)
def test_codes_are_written_as_in_the_classifier(plain: str, written: str) -> None:
    assert dotted(plain) == written


@given(st.from_regex(r"\A[0-9]{2,9}\Z"))
def test_writing_and_reading_a_code_gives_it_back(plain: str) -> None:
    assert digits(dotted(plain)) == plain
