"""Units: a figure in thousands is never read as one in millions."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.utils import translation

from promost.registry import units


def test_names_follow_the_reader() -> None:
    with translation.override("ru"):
        assert (units.name("385"), units.symbol("385")) == ("миллион рублей", "млн руб")
    with translation.override("en"):
        assert (units.name("385"), units.symbol("385")) == ("million roubles", "RUB million")


def test_a_unit_that_is_not_built_in_is_called_by_its_code() -> None:
    assert units.symbol("999") == "999"
    with pytest.raises(units.UnknownUnit):
        units.unit("999")


@pytest.mark.parametrize(
    ("value", "source", "target", "result"),
    [
        ("1500", "384", "385", "1.5"),
        ("1.2", "386", "385", "1200"),
        ("3", "060", "059", "3000"),
        ("250", "214", "215", "0.25"),
    ],
)
def test_sums_are_converted_exactly(value: str, source: str, target: str, result: str) -> None:
    assert units.convert(Decimal(value), source, target) == Decimal(result)


def test_roubles_are_not_turned_into_people() -> None:
    with pytest.raises(units.OtherQuantity):
        units.convert(Decimal(1), "385", "792")


def test_every_unit_is_whole() -> None:
    for code, unit in units.built_in().items():
        assert code == unit.code
        assert len(code) == 3
        assert unit.factor > 0
        assert unit.base in units.built_in()
        assert units.unit(unit.base).factor == 1
        assert all((unit.name_ru, unit.name_en, unit.symbol_ru, unit.symbol_en))
