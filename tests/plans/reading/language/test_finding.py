"""A protocol without tables says its terms inside sentences; what is no term there is not taken for one."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promost.plans.reading.language import deadlines
from tests.plans.reading.language.notation import told

CASES: Any = tomllib.loads(Path(__file__).with_name("finding.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("sentence", "reading"), CASES["cases"])
def test_the_term_of_a_sentence_is_found(sentence: str, reading: str) -> None:
    found = deadlines.find(sentence, tuple(CASES["period"]))
    assert ("" if found is None else told(found)) == reading


def test_the_words_that_say_the_term_are_kept() -> None:
    found = deadlines.find("Организовать во II квартале 2025 года стажировку.", None)
    assert found is not None
    assert found.text == "во II квартале 2025 года"


@given(st.text(max_size=200))
def test_no_sentence_breaks_the_search(sentence: str) -> None:
    deadlines.find(sentence, None)
