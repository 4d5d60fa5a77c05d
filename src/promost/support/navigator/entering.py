"""The number by which an enterprise enters: its INN."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from promost.kit.text import clean
from promost.registry import checks
from promost.registry.checks import Fault

ENTITY, PERSON = 10, 12


def number(text: str) -> str:
    """Return an INN that may be looked up, of 10 digits or an entrepreneur's 12. Raises ValidationError, in words."""
    digits = "".join(clean(text).replace("-", "").split())
    if not digits:
        raise ValidationError(_("Write the INN, or go on without it: answer a few questions."))
    if not (digits.isascii() and digits.isdigit()):
        raise ValidationError(_("An INN is written in digits alone; “%(text)s” has other signs.") % {"text": text[:20]})
    if len(digits) not in (ENTITY, PERSON):
        words = _("The INN of an organisation has 10 digits, that of an entrepreneur 12; here are %(count)s.")
        raise ValidationError(words % {"count": len(digits)})
    if checks.inn(digits) in (Fault.DIGIT, Fault.REPEATED):
        raise ValidationError(
            _("The check digit of %(inn)s does not fit: one of the digits is wrong.") % {"inn": digits}
        )
    return digits


def is_person(digits: str) -> bool:
    """Tell whether it is an entrepreneur's: the register of enterprises has none, and the number is not kept."""
    return len(digits) == PERSON
