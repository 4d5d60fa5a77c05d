"""What is filled in for a field of each kind: comparison and value, a list, codes, yes or no."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from promost.matching.schema import Field
from promost.support.criteria.conditions import LINES, OPERATORS
from promost.support.criteria.forms.words import WORDS, is_money, language, scales, unit_of

FEW = 12
"""Values that are all shown; more are a list to open."""
Inputs = dict[str, forms.Field]


def inputs(field: Field) -> Inputs:
    """Return the form's fields for the value of a condition."""
    return _MADE[field.kind](field)


def _ordered(field: Field) -> Inputs:
    found: Inputs = {}
    for n in range(LINES):
        choices = [("", "—"), *((each, WORDS[each]) for each in OPERATORS[field.kind])]
        label = _("and, if need be") if n else _("Compared")
        found[f"how_{n}"] = forms.ChoiceField(label=label, choices=choices, required=n == 0)
        found[f"value_{n}"] = forms.CharField(
            label=_("Value"), required=n == 0, max_length=40, widget=_text(), help_text="" if n else _help(field)
        )
    if is_money(field):
        found["scale"] = forms.ChoiceField(label=_("Counted in"), choices=scales())
    return found


def _help(field: Field) -> str:
    return _("A day as 24.11.2026, or how many years or months.") if field.kind == "date" else unit_of(field)


def _text(**attributes: str) -> forms.TextInput:
    return forms.TextInput(attrs={"autocomplete": "off", **attributes})


def _codes(_field: Field) -> Inputs:
    choices = [(each, WORDS[each]) for each in OPERATORS["codes"]]
    help_text = _("Several are parted by commas or spaces; 25 holds 25.6 and 25.62 too.")
    return {
        "how": forms.ChoiceField(label=_("Compared"), choices=choices),
        "chosen": forms.CharField(
            label=_("Codes"), max_length=4000, widget=_text(placeholder="25, 26.1, 28.41"), help_text=help_text
        ),
    }


def _listed(field: Any) -> Inputs:
    options: list[tuple[str, str]] = [
        (code, words[1 if language() == "en" else 0]) for code, words in field.options.items()
    ]
    found: Inputs = {}
    if field.kind == "choices":
        hows = [(each, WORDS[each]) for each in OPERATORS["choices"]]
        found["how"] = forms.ChoiceField(label=_("Compared"), choices=hows)
    few = len(options) <= FEW
    found["chosen"] = forms.MultipleChoiceField(
        label=_("One of these"),
        choices=options if few else _by_name(options),
        widget=forms.CheckboxSelectMultiple() if few else forms.SelectMultiple(attrs={"size": 8}),
        help_text="" if few else _("Several: hold Ctrl (on a Mac ⌘) and choose."),
    )
    return found


def _by_name(options: list[tuple[str, str]]) -> list[tuple[str, str]]:
    return sorted(options, key=lambda one: one[1])


def _flag(_field: Field) -> Inputs:
    choices = [("yes", _("yes")), ("no", _("no"))]
    return {"chosen": forms.ChoiceField(label=_("Must be"), choices=choices, widget=forms.RadioSelect())}


_MADE: Mapping[str, Callable[[Any], Inputs]] = {
    "number": _ordered, "date": _ordered, "codes": _codes, "choice": _listed, "choices": _listed, "flag": _flag,
}  # fmt: skip
