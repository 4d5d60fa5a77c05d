"""Identifiers: a wrong digit is seen before it spreads into registers and reports."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from promost.registry import checks, validators
from promost.registry.checks import Fault

DIGITS = "0123456789"


@pytest.mark.parametrize(
    ("check", "good"),
    [
        (checks.inn, "7707083893"),
        (checks.inn, "7708503727"),
        (checks.inn, "500100732259"),
        (checks.ogrn, "1027700132195"),
        (checks.ogrn, "1037739877295"),
        (checks.ogrnip, "304500116000157"),
        (checks.okpo, "00032537"),
        (checks.snils, "11223344595"),
        (checks.kpp, "770801001"),
        (checks.kpp, "7708AB001"),
    ],
)
def test_known_numbers_hold(check: object, good: str) -> None:
    assert callable(check)
    assert check(good) is None


@pytest.mark.parametrize(
    ("check", "bad", "fault"),
    [
        (checks.inn, "7707083894", Fault.DIGIT),
        (checks.inn, "500100732258", Fault.DIGIT),
        (checks.inn, "500100732269", Fault.DIGIT),
        (checks.inn, "0000000000", Fault.REPEATED),
        (checks.inn, "77070838", Fault.SHAPE),
        (checks.inn, "77070838９3", Fault.SHAPE),
        (checks.ogrn, "1027700132194", Fault.DIGIT),
        (checks.ogrn, "2027700132195", Fault.FIRST),
        (checks.ogrnip, "104500116000157", Fault.FIRST),
        (checks.okpo, "00032538", Fault.DIGIT),
        (checks.okpo, "1", Fault.SHAPE),
        (checks.snils, "11223344596", Fault.DIGIT),
        (checks.snils, "112-233-445 95", Fault.SHAPE),
        (checks.kpp, "7708ab001", Fault.SHAPE),
        (checks.oktmo, "4470", Fault.SHAPE),
    ],
)
def test_what_is_wrong_is_named(check: object, bad: str, fault: Fault) -> None:
    assert callable(check)
    assert check(bad) is fault


def test_the_oldest_snils_carry_no_check_digits() -> None:
    assert checks.snils("00100199800") is None


@pytest.mark.parametrize(
    ("code", "control"), [("44701000", "5"), ("45000000", "3"), ("66701000", "0"), ("45910000", "1")]
)
def test_the_control_number_of_the_oktmo_is_that_of_its_file(code: str, control: str) -> None:
    assert checks.oktmo(code, control) is None
    assert checks.oktmo(code, str((int(control) + 1) % 10)) is Fault.DIGIT


@given(st.text(DIGITS, min_size=9, max_size=9), st.integers(0, 9), st.sampled_from(DIGITS))
def test_one_wrong_digit_in_an_inn_never_passes(beginning: str, place: int, digit: str) -> None:
    """A sum modulo 11 sees every single change, save where 10 and 0 share a check digit."""
    total = sum(int(each) * weight for each, weight in zip(beginning, checks.INN_10, strict=True)) % 11
    whole = beginning + str(total % 10)
    changed = whole[:place] + digit + whole[place + 1 :]
    rest = sum(int(each) * weight for each, weight in zip(changed, checks.INN_10, strict=False)) % 11
    if changed != whole and 10 not in (total, rest):
        assert checks.inn(changed) is not None


@given(st.text(max_size=20))
def test_no_text_breaks_a_check(text: str) -> None:
    for check in (checks.inn, checks.kpp, checks.ogrn, checks.ogrnip, checks.okpo, checks.snils, checks.oktmo):
        assert check(text) is None or isinstance(check(text), Fault)


@pytest.mark.parametrize(
    ("validator", "value", "said"),
    [
        (validators.inn, "123", "The INN of an organisation has 10 digits, that of an entrepreneur 12."),
        (validators.inn, "7707083894", "The check digit does not fit: a digit is wrong or two have changed places."),
        (validators.inn, "1111111111", "All digits are equal: this is no real number."),
        (
            validators.ogrn,
            "9027700132195",
            "The first digit does not fit: an OGRN begins with 1 or 5, an OGRNIP with 3.",
        ),
        (validators.zone, "Mars/Olympus", "There is no such time zone. Write it as in Asia/Magadan."),
    ],
)
def test_the_message_says_what_to_do(validator: object, value: str, said: str) -> None:
    assert callable(validator)
    with translation.override("en"):
        with pytest.raises(ValidationError) as refused:
            validator(value)
        assert refused.value.messages == [said]
