"""Validators for forms and actions: what is wrong with an identifier, in words that say what to do."""

from __future__ import annotations

from collections.abc import Callable
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from promost.registry import checks
from promost.registry.checks import Fault

SHAPES = {
    "inn": _("The INN of an organisation has 10 digits, that of an entrepreneur 12."),
    "kpp": _("The KPP has 9 characters: four digits, two digits or capital Latin letters, three digits."),
    "ogrn": _("The OGRN has 13 digits, the OGRNIP of an entrepreneur 15."),
}
FAULTS = {
    Fault.REPEATED: _("All digits are equal: this is no real number."),
    Fault.FIRST: _("The first digit does not fit: an OGRN begins with 1 or 5, an OGRNIP with 3."),
    Fault.DIGIT: _("The check digit does not fit: a digit is wrong or two have changed places."),
}


def inn(value: str) -> None:
    """Raise ValidationError for what is no INN."""
    _raise("inn", checks.inn(value))


def kpp(value: str) -> None:
    """Raise ValidationError for what is no KPP."""
    _raise("kpp", checks.kpp(value))


def ogrn(value: str) -> None:
    """Raise ValidationError for what is neither an OGRN nor an OGRNIP."""
    check: Callable[[str], Fault | None] = checks.ogrnip if len(value) == 15 else checks.ogrn
    _raise("ogrn", check(value))


def zone(value: str) -> None:
    """Raise ValidationError for what is no IANA time zone."""
    try:
        ZoneInfo(value)
    except (OSError, KeyError, ValueError):
        raise ValidationError(_("There is no such time zone. Write it as in Asia/Magadan."), "zone") from None


def _raise(name: str, fault: Fault | None) -> None:
    if fault:
        message = SHAPES[name] if fault is Fault.SHAPE else FAULTS[fault]
        raise ValidationError(message, fault)
