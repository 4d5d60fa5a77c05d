"""The data files of indicators: whole, in both languages, and a mistake in them is named with its file and code."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from promost.kit.text import fold
from promost.profiles import definitions
from promost.profiles.definitions import BadDefinition
from promost.registry import rooms

GOOD = {"code": "TOURS", "kind": "flow", "okei": "642", "name_ru": "Проведено экскурсий", "name_en": "Tours held"}
KNOWN_ROOMS = {"profiles", "plans", "events", "assistance", "practices", "initiatives"}


def read(*rows: dict[str, Any]) -> list[definitions.Definition]:
    return definitions.read({"tourism:indicators.toml": {"source": "tourism", "indicator": list(rows)}})


def test_all_six_kinds_are_there_and_every_room_is_known() -> None:
    assert {each.kind for each in definitions.built_in()} == {
        "flow", "stock", "distinct", "observed", "gain", "ratio",
    }  # fmt: skip
    assert {each.source for each in definitions.built_in()} == KNOWN_ROOMS | {each.code for each in rooms.directions()}


def test_every_indicator_is_named_and_defined_in_both_languages() -> None:
    for each in definitions.built_in():
        for english in (each.name_en, each.definition_en):
            assert english, each.code
            assert english.isascii(), each.code
        for russian in (each.name_ru, each.definition_ru):
            assert russian, each.code
            assert not russian.isascii(), each.code
    for language in ("name_ru", "name_en"):
        names = Counter(getattr(each, language) for each in definitions.built_in())
        assert [name for name, count in names.items() if count > 1] == [], "two indicators of one name are mixed up"


def test_words_are_folded_and_every_indicator_that_documents_name_has_some() -> None:
    parts = {part for each in definitions.built_in() for part in each.parts}
    for each in definitions.built_in():
        assert list(each.words) == [fold(phrase) for phrase in each.words], each.code
        assert each.words or each.code in {*parts, "COMPLETION"}, each.code


def test_no_promise_is_taken_for_the_handing_in_of_a_document() -> None:
    completion = next(each for each in definitions.built_in() if each.code == "COMPLETION")
    assert (completion.kind, completion.source, completion.words) == ("flow", "plans", ())


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"okei": "999"}, "unit 999 is not in the list of units"),
        ({"okei": ""}, "it has no unit"),
        ({"name_ru": ""}, "name_ru: String should have at least 1 character"),
        ({"name_en": "  "}, "name_en"),
        ({"kind": "sum"}, "kind"),
        ({"code": "tours"}, "capital Latin letters"),
        (
            {"kind": "ratio", "numerator": "TOURS"},
            "a ratio, and a ratio alone, names its numerator and its denominator",
        ),
        ({"kind": "ratio", "numerator": "A", "denominator": "B"}, "is made of A, which is not there"),
        ({"kind": "gain"}, "names the level that grows"),
        ({"kind": "gain", "level": "HEADCOUNT"}, "is made of HEADCOUNT, which is not there"),
        ({"breakdowns": {"age": ["old"]}}, "breakdown age"),
        ({"breakdowns": {"audience": ["aliens"]}}, "breakdown audience"),
        ({"most": -1}, "most"),
        ({"colour": "red"}, "colour: Extra inputs are not permitted"),
    ],
)
def test_a_mistake_is_named_with_its_file_and_code(change: dict[str, Any], said: str) -> None:
    with pytest.raises(BadDefinition) as caught:
        read({**GOOD, **change})
    assert str(caught.value).startswith(f"tourism:indicators.toml: indicator {change.get('code', 'TOURS')}: ")
    assert said in str(caught.value)


def test_a_code_that_stands_twice_names_both_files() -> None:
    with pytest.raises(BadDefinition, match=r"^b.toml: indicator TOURS: stands in a.toml too; leave one$"):
        definitions.read({name: {"source": "tourism", "indicator": [GOOD]} for name in ("a.toml", "b.toml")})


def test_a_growth_is_of_an_observed_level() -> None:
    with pytest.raises(BadDefinition, match="grows with TOURS, which is not observed"):
        read(GOOD, {**GOOD, "code": "MORE_TOURS", "kind": "gain", "level": "TOURS"})


def test_a_ratio_is_not_made_of_ratios() -> None:
    ratio = {**GOOD, "kind": "ratio", "numerator": "TOURS", "denominator": "TOURS"}
    with pytest.raises(BadDefinition, match="itself made of others"):
        read(GOOD, {**ratio, "code": "SHARE"}, {**ratio, "code": "SHARE_OF_SHARE", "numerator": "SHARE"})
