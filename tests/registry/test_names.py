"""Which organisation a document means: sure where it can be sure, a suggestion where it cannot, never a silent guess."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promost.accounts.actors import OPERATOR
from promost.registry import actions, names
from promost.registry.models import Organisation, OrganisationKind
from promost.registry.queries import find_organisations
from tests.harness.queries import assert_queries


def first(name: str, **meant: object) -> tuple[str, str] | None:
    found = find_organisations(name, **meant)  # type: ignore[arg-type] # scope and regions, as each test gives them
    return (found[0].organisation.name, found[0].how) if found else None


@pytest.mark.parametrize(
    ("name", "plain", "form"),
    [
        ('ООО "Северный завод"', "северный завод", "llc"),
        ("Общество с ограниченной ответственностью «Северный завод»", "северный завод", "llc"),
        ("«Северный завод», ООО", "северный завод", "llc"),
        ("ОАО «РЖД»", "ржд", "ojsc"),
        ("JSC Northern Works", "northern works", "jsc"),
        ("ООО", "ооо", ""),
        ("Министерство «А»", "министерство а", ""),
    ],
)
def test_legal_forms_and_quotes_are_no_part_of_a_name(name: str, plain: str, form: str) -> None:
    assert (names.plain(name), names.form(name)) == (plain, form)


@given(st.text(max_size=60))
def test_any_text_has_a_plain_form_that_stays(text: str) -> None:
    assert names.plain(text) == "" or names.plain(names.plain(text))


class TestSure:
    """Taken without asking."""

    def test_a_spelling_remembered_goes_first_and_that_of_the_agreement_before_all(
        self, plant: Organisation, ministry: Organisation
    ) -> None:
        actions.remember_spelling(OPERATOR, plant, "Завод № 1")
        actions.remember_spelling(OPERATOR, ministry, "завод № 1", scope="agreement")
        assert first("ЗАВОД № 1") == (plant.name, "spelling")
        assert first("ЗАВОД № 1", scope="agreement") == (ministry.name, "spelling")

    @pytest.mark.parametrize(
        "name",
        [
            "Северный завод",
            "ООО «Северный завод»",
            "СЕВЕРНЫЙ  ЗАВОД",
            "Общество с ограниченной ответственностью «Северный завод»",
        ],
    )
    def test_a_name_but_for_form_quotes_and_case(self, plant: Organisation, name: str) -> None:
        assert first(name, regions=["RU-MAG"]) == (plant.name, "name")

    @pytest.mark.parametrize("name", ["ДИПП", "ДИПП города Москвы", "ДИПП г. Москвы"])
    def test_an_abbreviation(self, department: Organisation, ministry: Organisation, name: str) -> None:
        assert first(name, regions=["RU-MOW"]) == (department.name, "abbreviation")

    def test_a_body_of_a_region_named_without_it(self, ministry: Organisation) -> None:
        name = "Министерство экономического развития, инвестиционной политики и инноваций"
        assert first(name, regions=["RU-MAG"]) == (ministry.name, "name")
        assert first("Минэкономразвития", regions=["RU-MAG"]) == (ministry.name, "name")

    def test_the_region_in_the_name_tells_two_ministries_apart(self, ministry: Organisation) -> None:
        actions.create_organisation(
            OPERATOR,
            name="Министерство экономического развития, инвестиционной политики и инноваций Смоленской области",
            kind=OrganisationKind.AUTHORITY,
            region_id="RU-SMO",
        )
        assert first("Минэкономразвития Магаданской области") == (ministry.name, "name")
        short = "Министерство экономического развития, инвестиционной политики и инноваций"
        assert first(short, regions=["RU-MAG"]) == (ministry.name, "name")

    def test_a_federal_body_needs_no_region(self, three_regions: None) -> None:
        made = actions.create_organisation(OPERATOR, name="Минпромторг России", kind=OrganisationKind.FEDERAL)
        assert first("минпромторг  России") == (made.name, "name")

    def test_the_english_name_counts_too(self, department: Organisation) -> None:
        actions.edit_organisation(
            OPERATOR, department, version=0, name_en="Department of Investment and Industrial Policy of Moscow"
        )
        assert first("Department of Investment & Industrial Policy", regions=["RU-MOW"]) is not None
        assert first("DIIP", regions=["RU-MOW"]) == (department.name, "abbreviation")

    def test_a_changed_name_is_found_and_the_former_one_no_more(self, plant: Organisation) -> None:
        actions.edit_organisation(OPERATOR, plant, version=0, name="АО «Полюс холода»")
        assert first("Полюс холода", regions=["RU-MAG"]) == ("АО «Полюс холода»", "name")
        assert first("Северный завод", regions=["RU-MAG"]) is None


class TestUnsure:
    """Proposed, never taken."""

    def test_another_regions_body_is_not_taken_for_ones_own(self, ministry: Organisation) -> None:
        """A wrong match would let a stranger read the plan."""
        assert first("Минэкономразвития", regions=["RU-SMO"]) == (ministry.name, "similar")
        found = find_organisations("Министерство экономического развития, инвестиционной политики и инноваций")
        assert {each.is_sure for each in found} <= {False}

    def test_a_body_of_a_region_that_nobody_meant_is_a_suggestion(self, plant: Organisation) -> None:
        assert first("Северный завод") == (plant.name, "ambiguous")
        assert first("Северный завод", regions=["RU-SMO"]) == (plant.name, "ambiguous")

    def test_two_of_one_name_are_both_proposed(self, plant: Organisation) -> None:
        other = actions.create_organisation(OPERATOR, name="Северный завод", region_id="RU-MAG")
        found = find_organisations("Северный завод", regions=["RU-MAG"])
        assert {(each.organisation.pk, each.how) for each in found[:2]} == {
            (plant.pk, "ambiguous"),
            (other.pk, "ambiguous"),
        }

    def test_a_name_that_is_another_ones_abbreviation_is_not_taken(self, department: Organisation) -> None:
        actions.create_organisation(OPERATOR, name="Завод", short_name="ДИПП", region_id="RU-MOW")
        assert {each.how for each in find_organisations("ДИПП", regions=["RU-MOW"])} == {"ambiguous"}

    def test_another_legal_form_is_another_organisation(self, plant: Organisation) -> None:
        assert first("АО «Северный завод»", regions=["RU-MAG"]) == (plant.name, "similar")

    def test_a_slip_of_the_pen_is_suggested_with_its_likeness(self, plant: Organisation) -> None:
        (found,) = find_organisations("Северный заовд", regions=["RU-MAG"])
        assert (found.organisation, found.how) == (plant, "similar")
        assert 0.6 < found.score < 1
        assert find_organisations("Северный заовд", regions=["RU-MAG"], similar=False) == []

    @pytest.mark.parametrize("name", ["", "—", "«»", "Совсем другое", "ООО"])
    def test_nothing_is_found_for_nothing(self, plant: Organisation, name: str) -> None:
        assert find_organisations(name) == []

    def test_small_letters_are_no_abbreviation(self, department: Organisation) -> None:
        assert first("дипп", regions=["RU-MOW"]) is None


def test_a_former_entry_is_found_as_the_one_that_was_kept(plant: Organisation) -> None:
    former = actions.create_organisation(OPERATOR, name="Магаданский северный", region_id="RU-MAG")
    actions.merge(OPERATOR, former, plant)
    assert first("Магаданский северный", regions=["RU-MAG"]) == (plant.name, "name")


@pytest.mark.parametrize("rows", [1, 3, 50])
def test_the_number_of_queries_does_not_grow(three_regions: None, rows: int) -> None:
    for number in range(rows):
        actions.create_organisation(OPERATOR, name=f"Северный завод № {number}", region_id="RU-MAG")
    with assert_queries(4):
        find_organisations("Северный завод №")
