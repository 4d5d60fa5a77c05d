"""What an enterprise tells of itself, field by field; what is left out stays unknown."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from promost.matching.words import phrase
from promost.profiles import schema
from promost.profiles.forms.levels import Day
from promost.profiles.register.values import codes_within
from promost.profiles.schema import EnterpriseField

NONE = "—none—"
"""The choice that says: known to be none of them."""


class AnswersForm(forms.Form):
    """The fields that the register leaves open. ``known`` are the answers there are, ``settled`` what registers say."""

    def __init__(self, data: QueryDict | None, known: Mapping[str, Any], settled: frozenset[str]) -> None:
        super().__init__(data)
        self.asked = [each for each in schema.fields() if each.is_asked and each.code not in settled]
        self.regions = schema.region_options()
        for each in self.asked:
            self.fields[each.code] = _MADE[each.kind](self, each)
            self.fields[each.code].initial = _initial(each, known.get(each.code))

    def given(self) -> dict[str, Any]:
        """Return {field: value} as the action takes it; an empty field is None."""
        return {each.code: _given(each, self.cleaned_data[each.code]) for each in self.asked}

    def groups(self) -> list[tuple[str, list[forms.BoundField]]]:
        """Return (name of a group, its fields) in their order."""
        found: dict[str, list[forms.BoundField]] = {}
        for each in self.asked:
            found.setdefault(each.group, []).append(self[each.code])
        left_open = _("What registers leave open")
        return [(left_open if group == "register" else schema.group_name(group), some) for group, some in found.items()]

    def choices_of(self, each: EnterpriseField) -> list[tuple[str, str]]:
        """Return the options of a field in the reader's language."""
        english = (get_language() or "ru").startswith("en")
        named = {code: (ru, en) for code, ru, en in self.regions} if each.takes_regions else each.options
        return [(code, en if english else ru) for code, (ru, en) in named.items()]


def _common(each: EnterpriseField) -> dict[str, Any]:
    return {"label": each.question, "help_text": each.where, "required": False}


def _number(_form: AnswersForm, each: EnterpriseField) -> forms.Field:
    unit = phrase("unit", each.unit, "en" if (get_language() or "ru").startswith("en") else "ru").split("|")[-1]
    common = {**_common(each), "help_text": f"{unit}. {each.where}"}
    return forms.DecimalField(**common, max_digits=19, decimal_places=4, localize=True)


def _flag(_form: AnswersForm, each: EnterpriseField) -> forms.Field:
    return forms.ChoiceField(**_common(each), choices=[("", _("not known")), ("yes", _("yes")), ("no", _("no"))])


def _choice(form: AnswersForm, each: EnterpriseField) -> forms.Field:
    return forms.ChoiceField(**_common(each), choices=[("", _("not known")), *form.choices_of(each)])


def _choices(form: AnswersForm, each: EnterpriseField) -> forms.Field:
    options = [(NONE, _("none of them")), *form.choices_of(each)]
    few = not each.takes_regions
    widget = forms.CheckboxSelectMultiple() if few else forms.SelectMultiple(attrs={"size": 6})
    return forms.MultipleChoiceField(**_common(each), choices=options, widget=widget)


_MADE: Mapping[str, Callable[[AnswersForm, EnterpriseField], forms.Field]] = {
    "number": _number,
    "flag": _flag,
    "choice": _choice,
    "choices": _choices,
    "codes": lambda _form, each: forms.CharField(**_common(each), max_length=1000),
    "date": lambda _form, each: Day(**_common(each)),
}


def _initial(each: EnterpriseField, value: Any) -> Any:
    if value is None:
        return None
    if each.kind == "flag":
        return "yes" if value else "no"
    if each.kind == "codes":
        return " ".join(value)
    return [NONE] if each.kind == "choices" and not value else value


def _given(each: EnterpriseField, value: Any) -> Any:
    if value is None or value == "" or (value == [] and each.kind == "choices"):
        return None
    if each.kind == "flag":
        return value == "yes"
    if each.kind == "codes":
        return codes_within(value) or [value]
    if each.kind == "number":
        return int(value) if value == int(value) else float(value)
    return [one for one in value if one != NONE] if each.kind == "choices" else value
