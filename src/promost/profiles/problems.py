"""What is wrong with an observation: each problem has a code, a field, and a sentence that says what to do."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

WORDS: Mapping[str, tuple[str, Any]] = {
    "KIND": (
        "indicator",
        _("“%(name)s” is not a level that is observed: its figure comes from facts. Choose an observed indicator."),
    ),
    "REVERSED": (
        "ends_on",
        _("The period ends on %(end)s, before it starts on %(start)s; change one of the two days."),
    ),
    "FUTURE": (
        "ends_on",
        _("The period ends on %(end)s, and there it is %(today)s. A level is observed when its period is over."),
    ),
    "FUTURE_RELEASE": ("released_on", _("The release of %(day)s is still to come: there it is %(today)s.")),
    "EARLY_RELEASE": (
        "released_on",
        _("The release of %(day)s is before the period's end, %(end)s; change one of the two days."),
    ),
    "OLD_RELEASE": (
        "released_on",
        _(
            "A release of %(newest)s is here already, newer than that of %(day)s. Only a newer release takes its "
            "place; the older value was not saved."
        ),
    ),
    "TOO_LONG_AGO": ("starts_on", _("The period starts on %(start)s, too long ago to be right; check the year.")),
    "NUMBER": ("value", _("“%(value)s” is not a number with at most four decimal places.")),
    "LARGE": (
        "value",
        _("%(value)s %(unit)s is more than “%(name)s” can plausibly be (%(most)s). Is the unit another one?"),
    ),
    "NEGATIVE": ("value", _("“%(name)s” is never below zero; check the sign.")),
    "MAGNITUDE": (
        "value",
        _(
            "%(value)s %(unit)s is very far from the last level, %(last)s of %(day)s. If the number and its unit are "
            "right, mark that you have checked them."
        ),
    ),
    "QUANTITY": ("okei", _("“%(name)s” is counted in %(unit)s; %(given)s measures something else.")),
    "BREAKDOWN": ("breakdown", _("“%(name)s” is not told apart by “%(part)s”; choose one of those it has.")),
    "SOURCE": ("source", _("Say where the number is taken from: the form, the register, the publication.")),
    "TOKEN": ("token", _("This form was sent before with other values. Open it again and enter the level anew.")),
}
"""Code → the field it concerns and the sentence."""


def problem(code: str, **values: Any) -> ValidationError:
    """Return a problem as an error of its field; ``error_dict[field][0].code`` is its code."""
    field, words = WORDS[code]
    return ValidationError({field: ValidationError(words, code=code, params=values)})
