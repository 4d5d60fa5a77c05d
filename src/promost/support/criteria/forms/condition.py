"""The form of one condition: which field, how it is compared, with what; the act and the days of its force."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from promost.matching import Criteria, CriteriaError, Schema
from promost.profiles import schema as profile
from promost.support.criteria.conditions import LINES, ORDERED, crossed, leaf_of, values_of
from promost.support.criteria.forms.inputs import inputs
from promost.support.criteria.forms.typed import shown, values_given
from promost.support.criteria.forms.words import language
from promost.support.criteria.tree import Node


class FieldForm(forms.Form):
    """Which field a condition is about."""

    prefix = "of"
    field = forms.ChoiceField(label=gettext_lazy("What is looked at"))

    def __init__(self, data: QueryDict | None = None, chosen: str = "") -> None:
        super().__init__(data, initial={"field": chosen})
        self.chosen = chosen
        self.choices: list[tuple[str, list[tuple[str, str]]]] = [(_("— choose —"), []), *_grouped()]


def _grouped() -> list[tuple[str, list[tuple[str, str]]]]:
    found: dict[str, list[tuple[str, str]]] = {}
    for each in profile.fields():
        found.setdefault(profile.group_name(each.group), []).append((each.code, each.name))
    return list(found.items())


class ConditionForm(forms.Form):
    """What is asked of a field. ``leaf``: the condition that is changed, None for a new one."""

    prefix = "c"
    source = forms.CharField(label=gettext_lazy("Act and article"), max_length=300, required=False)
    since = forms.DateField(label=gettext_lazy("In force from"), required=False)
    until = forms.DateField(label=gettext_lazy("In force until"), required=False)
    text_ru = forms.CharField(label=gettext_lazy("In your own words, in Russian"), max_length=500, required=False)
    text_en = forms.CharField(label=gettext_lazy("In your own words, in English"), max_length=500, required=False)

    def __init__(self, data: QueryDict | None, code: str, known: Schema, leaf: Node | None = None) -> None:
        values = values_of(leaf, known[code]) if leaf and leaf["field"] == code else None
        super().__init__(data)
        self.code, self.known, self.about = code, known, known[code]
        for name in ("since", "until"):
            self.fields[name].widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        self.fields |= inputs(self.about)
        self.initial = shown(values, self.about) if values else {}

    @property
    def lines(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """The lines of comparison and value, of a number or a day."""
        return [(self[f"how_{n}"], self[f"value_{n}"]) for n in range(LINES)] if self.about.kind in ORDERED else []

    @property
    def others(self) -> list[forms.BoundField]:
        """The other fields that ask for the value."""
        return [self[name] for name in ("how", "chosen", "scale") if name in self.fields]

    @property
    def notes(self) -> list[forms.BoundField]:
        """What may be said of the condition."""
        return [self[name] for name in ("source", "since", "until", "text_ru", "text_en")]

    @property
    def has_notes(self) -> bool:
        """Whether something is said beside the value, so that it is shown open."""
        return any(each.value() for each in self.notes)

    def clean(self) -> dict[str, Any]:
        """Read the condition as matching does; what it cannot take is said in its words."""
        given = super().clean() or self.cleaned_data
        if self.errors:
            return given
        try:
            values = values_given(self.code, self.about, given)
            given["leaf"] = leaf_of(values, self.about)
            Criteria.from_json(given["leaf"]).check(self.known)
        except CriteriaError as fault:
            self.add_error(None, [_without_place(each.text(language())) for each in fault.problems])
        except ValidationError as wrong:
            self.add_error(None, wrong)
        else:
            if crossed(values):
                self.add_error(None, _("The largest is below the smallest: nobody could meet both."))
        return given

    @property
    def leaf(self) -> Node:
        """The condition; of a valid form."""
        found: Node = self.cleaned_data["leaf"]
        return found


def _without_place(text: str) -> str:
    return re.sub(r"^\$[^:]*: ", "", text)
