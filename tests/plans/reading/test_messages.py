"""Every code speaks both languages, keeps its severity, and fills its sentence."""

from __future__ import annotations

import re

import pytest

from promost.plans.reading.draft import Severity
from promost.plans.reading.messages import codes, say, severity_of

ALL = [(table, code) for table in ("problem", "note", "unreadable") for code in sorted(codes(table))]
SEVERITIES = {
    "error": "MISSING_DEADLINE UNRESOLVED_DEADLINE DATE_REVERSED INVALID_DATE YEAR_OUT_OF_RANGE MISSING_TITLE NO_MEASURES_FOUND",
    "warning": (
        "MONTH_TYPO AMBIGUOUS_ROMAN DUPLICATE_NUMBER DUPLICATE_TITLE MISSING_RESULT NO_RESPONSIBLE_SIDE BEYOND_PLAN_PERIOD "
        "TRACKED_CHANGE DATE_AS_SERIAL"
    ),
    "info": (
        "LOOKALIKE_LETTERS TWO_DIGIT_YEAR NUMBER_GAP CONTINUED_ROW DATE_AS_TEXT NUMBER_FROM_FORMAT RELATIVE_DEADLINE "
        "ON_DEMAND_DEADLINE NO_MEASURABLE_RESULT"
    ),
}


@pytest.mark.parametrize(("table", "code"), ALL)
def test_a_code_has_a_sentence_in_russian_and_in_english(table: str, code: str) -> None:
    russian, english = say(code, {}, "ru"), say(code, {}, "en")
    assert re.search("[а-яё]", russian), table
    assert not re.search("[а-яё]", re.sub("[“«][^”»]*[”»]", "", english)), table
    assert russian.endswith((".", ")"))
    assert english.endswith((".", ")"))


@pytest.mark.parametrize(("severity", "names"), SEVERITIES.items())
def test_severities_are_those_that_were_agreed(severity: str, names: str) -> None:
    assert {severity_of(code) for code in names.split()} == {Severity(severity)}


def test_values_stand_in_the_sentence_and_a_missing_one_is_a_dash() -> None:
    assert "4.2" in say("NUMBER_GAP", {"expected": "4.2", "number": "4.3"}, "en")
    assert "–" in say("NUMBER_GAP", {}, "en")


def test_an_unknown_code_is_a_mistake_of_ours_and_not_hidden() -> None:
    with pytest.raises(KeyError):
        say("NO_SUCH_CODE")
