"""What is proposed as criteria: what the text says, with its words and its place, and nothing that it does not say."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from promost.matching import Criteria
from promost.profiles.schema import enterprise_schema
from promost.support.reading import Certainty, Proposal
from promost.support.reading.criteria.activity import in_prose
from promost.support.reading.criteria.rules import Rule, filled, rules
from tests.accounts.people import region
from tests.support.reading.making import MAP_HEADINGS, TITLES, codes_of, read_map, region_of, scheme

CASES = tomllib.loads(Path(__file__).with_name("requirements.toml").read_text(encoding="utf-8"))["case"]
PLAIN = {"activities": "", "restrictions": "", "sme_required": "Нет", "requirements": ""}


def proposed(**fields: Any) -> tuple[Proposal, ...]:
    (draft,) = read_map(scheme(**{**PLAIN, **fields}), okved=TITLES, regions=region_of).drafts
    return draft.proposals


def nodes(**fields: Any) -> list[Any]:
    return [each.node for each in proposed(**fields)]


@pytest.mark.parametrize("case", CASES, ids=[case["says"] for case in CASES])
def test_requirements_give_just_these_conditions(case: dict[str, Any]) -> None:
    assert nodes(requirements=case["text"]) == case["expect"]


def test_a_proposal_bears_its_words_its_place_and_how_sure_it_is() -> None:
    (one, other) = proposed(requirements="1. Отсутствие задолженности по налогам.\n2. Положительная кредитная история.")
    assert (one.quote, one.sure, one.field) == ("Отсутствие задолженности по налогам.", Certainty.SURE, "requirements")
    assert (one.place.row, one.place.column) == (2, MAP_HEADINGS["requirements"])
    assert other.sure is Certainty.LIKELY


def test_two_texts_that_differ_make_the_first_only_likely() -> None:
    (one,) = proposed(
        requirements="1. Отсутствие задолженности по налогам.\n2. Отсутствие задолженности по налогам на сумму более 5 000 руб."
    )
    assert (one.node, one.sure) == ({"field": "tax_debt", "max": 0}, Certainty.LIKELY)


def test_columns_give_conditions_of_their_own() -> None:
    found = proposed(
        sme_required="Да", min_investment="57,4", activities="25 - Изделия", restrictions="в соответствии с ОКВЭД"
    )
    assert [(each.rule, each.node, each.sure) for each in found] == [
        ("activities", {"field": "okveds", "under": ["25"]}, Certainty.SURE),
        ("sme", {"field": "sme", "in": ["micro", "small", "medium"]}, Certainty.SURE),
        ("investment_planned", {"field": "investment_planned", "min": 57_400_000}, Certainty.SURE),
    ]
    assert found[1].quote == "Требуется вхождение в реестр МСП: Да"


@pytest.mark.parametrize("words", ["нет ограничений", "Без ограничений.", "все виды деятельности"])
def test_a_list_of_codes_is_no_condition_where_nothing_is_restricted(words: str) -> None:
    assert nodes(activities="25 - Изделия;26 - Приборы", restrictions=words) == []
    assert nodes(activities="25 - Изделия;Нет ограничений") == []


def test_without_a_finder_of_regions_no_region_is_guessed() -> None:
    (draft,) = read_map(
        scheme(
            **PLAIN | {"requirements": "Регистрация в качестве налогоплательщика на территории Магаданской области."}
        )
    ).drafts
    assert draft.proposals == ()


def test_a_restriction_in_words_that_differ_from_the_list_is_told_and_nothing_is_proposed() -> None:
    codes = ";".join(f"{code} - Деятельность" for code in range(10, 34))
    (draft,) = read_map(
        scheme(**PLAIN | {"activities": codes, "restrictions": "производство станков; ковка, за исключением оружия"})
    ).drafts
    assert draft.proposals == ()
    assert codes_of(draft.problems) == ["ACTIVITIES_DISAGREE"]


def test_activities_named_as_the_classifier_names_them_become_their_codes() -> None:
    (one,) = proposed(restrictions="Строительство зданий; производство готовых металлических изделий")
    assert one.node == {"field": "okveds", "under": ["41", "25"]}
    assert one.field == "restrictions"


@pytest.mark.parametrize(
    ("text", "node"),
    [
        ("ОКВЭД 25, 26.1", {"field": "okveds", "under": ["25", "26.1"]}),
        ("ОКВЭД с 10 - по 12", {"field": "okveds", "under": ["10", "11", "12"]}),
        ("79.Х, 82.30\nТуризм и выставки", {"field": "okveds", "under": ["79", "82.30"]}),
        ("основной вид деятельности: ОКВЭД 25", {"field": "okved", "under": ["25"]}),
        (
            "ОКВЭД с 10 - по 12, за исключением табака (ОКВЭД 12), алкоголя (в составе ОКВЭД 11)\nОКВЭД 62.01",
            {
                "any": [
                    {
                        "all": [
                            {"field": "okved", "under": ["10", "11", "12"]},
                            {"not": {"field": "okved", "under": ["12"]}},
                        ]
                    },
                    {"field": "okved", "under": ["62.01"]},
                ]
            },
        ),
        (
            "все виды экономической деятельности за исключением 64.1, все виды деятельности класса 66 кроме 66.19, все виды деятельности класса 92",
            {
                "not": {
                    "all": [
                        {"field": "okved", "under": ["64.1", "66", "92"]},
                        {"not": {"field": "okved", "under": ["66.19"]}},
                    ]
                }
            },
        ),
        (
            "10-33 (кроме ОКВЭД 12); 62",
            {
                "all": [
                    {"field": "okved", "under": [*map(str, range(10, 34)), "62"]},
                    {"not": {"field": "okved", "under": ["12"]}},
                ]
            },
        ),
        (
            "ОКВЭД 10-12, за исключением табака (ОКВЭД 12); муки (ОКВЭД 10.6), но включая хлопья (ОКВЭД 10.61.3)",
            {
                "all": [
                    {"field": "okved", "under": ["10", "11", "12"]},
                    {
                        "not": {
                            "all": [
                                {"field": "okved", "under": ["12", "10.6"]},
                                {"not": {"field": "okved", "under": ["10.61.3"]}},
                            ]
                        }
                    },
                ]
            },
        ),
        ("ОКВЭД 25, кроме 25.4; 26", None),
        ("ОКВЭД 25 и иные виды деятельности", None),
        ("ОКВЭД 68.20 либо профильные виды", None),
        ("ОКВЭД 25, не менее 150 человек", None),
        ("ОКВЭД 25\nпроизводство станков", None),
        ("производство станков", None),
    ],
)
def test_activities_in_prose_are_understood_wholly_or_not_at_all(text: str, node: Any) -> None:
    assert in_prose(text) == node


@pytest.mark.django_db
@pytest.mark.parametrize("rule", rules(), ids=[rule.code for rule in rules()])
def test_a_rule_makes_a_condition_that_the_profile_of_an_enterprise_knows(rule: Rule) -> None:
    region("RU-MAG")
    caught = {
        "$money": 5,
        "$percent": 5,
        "$count": 5,
        "$months": 5,
        "$region": "RU-MAG",
        "$forms": ["llc"],
        "$bound": "min",
    }
    Criteria.from_json(filled(rule.node, caught)).check(enterprise_schema())


@pytest.mark.django_db
def test_the_legal_forms_that_are_read_are_those_of_the_profile() -> None:
    data = tomllib.loads(files("promost.support.reading.criteria").joinpath("rules.toml").read_text(encoding="utf-8"))
    lines = "\n".join(f"• {form}" for form in data["forms"])
    (one,) = proposed(requirements=f"Организационно-правовая форма:\n{lines}")
    Criteria.from_json(one.node).check(enterprise_schema())
