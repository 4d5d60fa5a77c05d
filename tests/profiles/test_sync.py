"""Indicators come into the database from the data files, twice without change, and keep their meaning once counted."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest

from promost.accounts.actors import OPERATOR
from promost.profiles import definitions, sync
from promost.profiles.actions import observe
from promost.profiles.definitions import BadDefinition, Definition
from promost.profiles.models import Indicator
from promost.profiles.queries import by_code
from tests.accounts.people import region

pytestmark = pytest.mark.django_db


def changed(code: str, **values: object) -> list[Definition]:
    """The built-in indicators with one of them changed."""
    return [each.model_copy(update=values) if each.code == code else each for each in definitions.built_in()]


def test_every_indicator_is_there_after_a_migration_with_what_it_is_made_of() -> None:
    stored = by_code()
    assert set(stored) == {each.code for each in definitions.built_in()}
    for each in definitions.built_in():
        row = stored[each.code]
        parts = [part.code for part in (row.numerator, row.denominator, row.level) if part]
        assert (tuple(parts), row.built_in, row.source) == (each.parts, True, each.source)


def test_a_second_time_changes_nothing() -> None:
    assert sync.sync() == 0


def test_a_better_definition_takes_the_place_of_the_old() -> None:
    assert sync.sync(changed("TOURS", definition_en="Tours held with visitors.")) == 1
    assert Indicator.objects.get(code="TOURS").definition_en == "Tours held with visitors."
    assert sync.sync() == 1


def test_some_are_asked_in_one_query(django_assert_num_queries: object) -> None:
    with django_assert_num_queries(1):  # type: ignore[operator]
        found = by_code({"EMPLOYED_6M", "TOURS"})
        assert str(found["EMPLOYED_6M"].numerator.code) == "KEPT_6M"  # type: ignore[union-attr]
    assert set(found) == {"EMPLOYED_6M", "TOURS"}


def test_an_indicator_without_facts_may_still_change_its_kind() -> None:
    assert sync.sync(changed("HEADCOUNT", okei="793")) == 1


def test_once_there_is_a_level_its_unit_stays() -> None:
    observe(
        OPERATOR, indicator=Indicator.objects.get(code="HEADCOUNT"), region=region(), starts_on=date(2025, 1, 1),
        ends_on=date(2025, 3, 31), value=Decimal(5), source="P-4", released_on=date(2025, 4, 20), token=uuid4(),
    )  # fmt: skip
    with pytest.raises(BadDefinition, match="HEADCOUNT: has facts, so its kind and unit stay"):
        sync.sync(changed("HEADCOUNT", okei="793"))
    assert Indicator.objects.get(code="HEADCOUNT").okei == "792"
    assert sync.sync(changed("HEADCOUNT", name_en="Staff")) == 1


def test_an_operators_own_indicator_is_not_overwritten_by_another_of_its_code() -> None:
    Indicator.objects.create(code="BIRDS", kind="stock", okei="642", name_ru="Птицы", name_en="Birds", source="zones")
    new = definitions.read(
        {"x.toml": {"source": "zones", "indicator": [
            {"code": "BIRDS", "kind": "flow", "okei": "642", "name_ru": "Птицы", "name_en": "Birds"},
        ]}}
    )  # fmt: skip
    with pytest.raises(BadDefinition, match="you have an indicator of your own of this code"):
        sync.sync(new)
    assert Indicator.objects.get(code="BIRDS").kind == "stock"
