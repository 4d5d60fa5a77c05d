"""Codes of activity: parted before a code and a dash, never inside a title, checked and counted exactly."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promost.support.reading.cells.codes import classes, is_code, read_codes, written
from promost.support.reading.draft import Activity
from tests.support.reading.making import TITLES, codes_of, read_map, scheme


def listed(text: str) -> list[str]:
    return [activity.code for activity in read_codes(text).activities]


def test_a_semicolon_inside_a_title_parts_nothing() -> None:
    found = read_codes("71 - Деятельность в области проектирования; испытаний, анализа;72 - Научные исследования;3 - х")
    assert found.activities == (
        Activity("71", "Деятельность в области проектирования; испытаний, анализа"),
        Activity("72", "Научные исследования"),
    )
    assert found.faults == ("3 - х",)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("11- Производство напитков;10 -\xa0Производство пищи", ["11", "10"]),
        ("25.11 – Конструкции;\n25.11.2 — Блоки", ["25.11", "25.11.2"]),
        ("25.1, 25.2; 28", ["25.1", "25.2", "28"]),
        ("25.1 25.2\n28", ["25.1", "25.2", "28"]),
        ("62 - Разработка программ, 63 - Информация", ["62", "63"]),
        ("10-12; 33", ["10", "11", "12", "33"]),
        ("79.Х, 82.30", ["79", "82.30"]),
        ("<p>25 - Изделия</p><p>26 - Приборы</p>", ["25", "26"]),
        ("25 - Изделия &quot;прочие&quot;;26 - Приборы", ["25", "26"]),
        ("", []),
    ],
)
def test_lists_are_read_as_offices_write_them(text: str, codes: list[str]) -> None:
    assert listed(text) == codes
    assert read_codes(text).faults == ()


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ("1.11", ["1.11"]),
        ("C", ["C"]),
        ("25,1", ["1"]),
        ("251", ["251"]),
        ("25.111", ["25.111"]),
        ("все подряд", ["все подряд"]),
        ("1.11 - Рис;02 - Лес", ["1.11 - Рис"]),
    ],
)
def test_what_is_no_code_is_named_and_never_mended_in_silence(text: str, faults: list[str]) -> None:
    assert list(read_codes(text).faults) == faults
    (draft,) = read_map(scheme(activities=text)).drafts
    assert codes_of(draft.problems)[: len(faults)] == ["NOT_A_CODE"] * len(faults)


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("01.11", True),
        ("25", True),
        ("25.11.21", True),
        ("25.1", True),
        ("1.11", False),
        ("25.111", False),
        ("25.1.1", False),
    ],
)
def test_the_shape_of_a_code(text: str, holds: bool) -> None:
    assert is_code(text) is holds


@pytest.mark.parametrize(
    "text", ["91 - Музеи;Нет ограничений", "Нет ограничений;91 - Музеи", "91 - Музеи;нет ограничений.;"]
)
def test_a_remark_that_nothing_is_restricted_is_no_part_of_a_title(text: str) -> None:
    found = read_codes(text)
    assert (found.activities, found.unrestricted, found.faults) == ((Activity("91", "Музеи"),), True, ())


def test_codes_the_classifier_lacks_are_named_and_kept() -> None:
    (draft,) = read_map(scheme(activities="25 - Изделия;74.5 - Старый код;25 - Изделия"), okved=TITLES).drafts
    assert [activity.code for activity in draft.activities] == ["25", "74.5", "25"]
    assert codes_of(draft.problems) == ["CODES_UNKNOWN", "CODES_REPEATED"]
    assert dict(draft.problems[0].values)["codes"] == "74.5"


CODES = st.sampled_from([*classes(), "01.11", "25.1", "25.11", "25.11.2", "33.20.10"])
WORDS = (
    st.text("абвгдежз АБВ,()", min_size=1)
    .map(lambda text: " ".join(text.split()).strip(" ,"))
    .filter(lambda t: t[:1].isalpha())
)
TITLE = st.lists(WORDS, min_size=1, max_size=3).map("; ".join)


@given(st.lists(st.builds(Activity, CODES, TITLE), max_size=30).map(tuple))
def test_any_list_with_titles_is_read_back_as_it_was_written(activities: tuple[Activity, ...]) -> None:
    assert read_codes(written(activities)).activities == activities


@given(st.lists(CODES, max_size=30), st.sampled_from(["; ", ", ", "\n", ";"]))
def test_any_bare_list_is_read_back(codes: list[str], sign: str) -> None:
    assert listed(sign.join(codes)) == codes
