"""The form of one condition: which field, how it is compared, with what; the act and the days of its force."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from promost.kit import formats
from promost.matching import Criteria, CriteriaError, Schema
from promost.matching.schema import Field
from promost.matching.words import phrase
from promost.profiles import schema as profile
from promost.support.criteria.conditions import LINES, OPERATORS, ORDERED, Values, crossed, leaf_of, values_of
from promost.support.criteria.tree import Node

WORDS: Mapping[str, Any] = {
    "min": gettext_lazy("at least"),
    "max": gettext_lazy("at most"),
    "above": gettext_lazy("more than"),
    "below": gettext_lazy("less than"),
    "age_min": gettext_lazy("at least so many years ago"),
    "age_max": gettext_lazy("no more than so many years ago"),
    "months_min": gettext_lazy("at least so many months ago"),
    "months_max": gettext_lazy("no more than so many months ago"),
    "not_before": gettext_lazy("not before the day"),
    "not_after": gettext_lazy("not after the day"),
    "after": gettext_lazy("after the day"),
    "before": gettext_lazy("before the day"),
    "under": gettext_lazy("one of these codes, or any within it"),
    "in": gettext_lazy("exactly one of these codes"),
    "any_of": gettext_lazy("at least one of these"),
    "all_of": gettext_lazy("each of these"),
}
SCALES = {"1": "", "1000": "thousand", "1000000": "million", "1000000000": "billion"}
DAYS = ("not_before", "not_after", "after", "before")
FEW = 12


def language() -> str:
    """Return the reader's language as matching names it."""
    return "en" if (get_language() or "ru").startswith("en") else "ru"


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
        self.code, self.known, self.kind = code, known, known[code].kind
        for name in ("since", "until"):
            self.fields[name].widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        _MADE[self.kind](self)
        self.initial = _initial(self, values) if values else {}

    @property
    def lines(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """The lines of comparison and value, of a number or a day."""
        return [(self[f"how_{n}"], self[f"value_{n}"]) for n in range(LINES)] if self.kind in ORDERED else []

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
            values = _READ.get(self.kind, _chosen)(self, given)
            given["leaf"] = leaf_of(values, self.known[self.code])
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


def _notes(given: Mapping[str, Any]) -> dict[str, Any]:
    days = {name: given[name].isoformat() if given[name] else "" for name in ("since", "until")}
    return {"source": given["source"].strip(), "text": (given["text_ru"].strip(), given["text_en"].strip()), **days}


# --- fields by kind --------------------------------------------------------------------------------------------------


def _ordered(form: ConditionForm) -> None:
    kind = form.kind
    for n in range(LINES):
        choices = [("", "—"), *((each, WORDS[each]) for each in OPERATORS[kind])]
        label = _("Compared") if n == 0 else _("and, if need be")
        form.fields[f"how_{n}"] = forms.ChoiceField(label=label, choices=choices, required=n == 0)
        help_text = (
            "" if n else _("A day as 24.11.2026, or how many years or months.") if kind == "date" else _unit(form)
        )
        widget = forms.TextInput(attrs={"autocomplete": "off"})
        form.fields[f"value_{n}"] = forms.CharField(
            label=_("Value"), required=n == 0, max_length=40, widget=widget, help_text=help_text
        )
    if getattr(form.known[form.code], "unit", "") == "RUB":
        form.fields["scale"] = forms.ChoiceField(label=_("Counted in"), choices=_scales())


def _unit(form: ConditionForm) -> str:
    unit = getattr(form.known[form.code], "unit", "")
    return phrase("unit", unit, language()).split("|")[-1] if unit and unit != "RUB" else ""


def _scales() -> list[tuple[str, str]]:
    ruble = phrase("unit", "RUB", language())
    return [
        (power, f"{phrase('scale', name, language()) if name else ''} {ruble}".strip())
        for power, name in SCALES.items()
    ]


def _codes(form: ConditionForm) -> None:
    choices = [(each, WORDS[each]) for each in OPERATORS["codes"]]
    form.fields["how"] = forms.ChoiceField(label=_("Compared"), choices=choices)
    form.fields["chosen"] = forms.CharField(
        label=_("Codes"), max_length=4000,
        widget=forms.TextInput(attrs={"autocomplete": "off", "placeholder": "25, 26.1, 28.41"}),
        help_text=_("Several are parted by commas or spaces; 25 holds 25.6 and 25.62 too."),
    )  # fmt: skip


def _listed(form: ConditionForm) -> None:
    field: Any = form.known[form.code]
    options: list[tuple[str, str]] = [
        (code, words[1 if language() == "en" else 0]) for code, words in field.options.items()
    ]
    if form.kind == "choices":
        hows = [(each, WORDS[each]) for each in OPERATORS["choices"]]
        form.fields["how"] = forms.ChoiceField(label=_("Compared"), choices=hows)
    few = len(options) <= FEW
    widget = forms.CheckboxSelectMultiple() if few else forms.SelectMultiple(attrs={"size": 8})
    form.fields["chosen"] = forms.MultipleChoiceField(
        label=_("One of these"), choices=options if few else _by_name(options), widget=widget,
        help_text="" if few else _("Several: hold Ctrl (on a Mac ⌘) and choose."),
    )  # fmt: skip


def _by_name(options: list[tuple[str, str]]) -> list[tuple[str, str]]:
    return sorted(options, key=lambda one: one[1])


def _flag(form: ConditionForm) -> None:
    choices = [("yes", _("yes")), ("no", _("no"))]
    form.fields["chosen"] = forms.ChoiceField(label=_("Must be"), choices=choices, widget=forms.RadioSelect())


_MADE: Mapping[str, Callable[[ConditionForm], None]] = {
    "number": _ordered, "date": _ordered, "codes": _codes, "choice": _listed, "choices": _listed, "flag": _flag,
}  # fmt: skip


# --- what was typed → values -----------------------------------------------------------------------------------------


def _compared(form: ConditionForm, given: Mapping[str, Any]) -> Values:
    found: dict[str, Any] = {}
    for n in range(LINES):
        how, text = given[f"how_{n}"], given[f"value_{n}"].strip()
        if not how and not text:
            continue
        if not how or not text:
            raise ValidationError(_("Give both the comparison and the value, or neither."))
        found[how] = _day_or_count(how, text) if form.kind == "date" else _number(text) * int(given.get("scale") or 1)
    return Values(form.code, tuple((how, _bare(value)) for how, value in found.items()), **_notes(given))


def _bare(value: Any) -> Any:
    """A number as JSON has it: whole where it is."""
    if not isinstance(value, Decimal):
        return value
    return int(value) if value == value.to_integral_value() else float(value)


def _number(text: str) -> Decimal:
    try:
        found = Decimal("".join(text.split()).replace("\N{MINUS SIGN}", "-").replace(",", "."))
    except InvalidOperation:
        found = Decimal("NaN")
    if not found.is_finite():
        raise ValidationError(_("“%(text)s” is not a number; write it as 1250 or 2.4.") % {"text": text[:30]})
    return found


def _day_or_count(how: str, text: str) -> Any:
    if how not in DAYS:
        return _number(text)
    for pattern, order in ((r"(\d{1,2})\.(\d{1,2})\.(\d{4})", (3, 2, 1)), (r"(\d{4})-(\d{2})-(\d{2})", (1, 2, 3))):
        found = re.fullmatch(pattern, text)
        if found:
            try:
                return date(*(int(found[n]) for n in order)).isoformat()
            except ValueError:
                break
    raise ValidationError(_("“%(text)s” is not a day; write it as 24.11.2026.") % {"text": text[:30]})


def _chosen(form: ConditionForm, given: Mapping[str, Any]) -> Values:
    value = given["chosen"]
    if form.kind == "codes":
        value = tuple(dict.fromkeys(re.split(r"[\s,;]+", value.strip(" ,;"))))
    chosen = (value,) if isinstance(value, str) else tuple(value)
    return Values(form.code, how=given.get("how") or "in", chosen=chosen, **_notes(given))


_READ: Mapping[str, Callable[[ConditionForm, Mapping[str, Any]], Values]] = {"number": _compared, "date": _compared}


# --- a condition → what the form shows -------------------------------------------------------------------------------


def _initial(form: ConditionForm, values: Values) -> dict[str, Any]:
    shown: dict[str, Any] = {
        "source": values.source, "since": values.since, "until": values.until,
        "text_ru": values.text[0], "text_en": values.text[1], "how": values.how,
    }  # fmt: skip
    scale = _scale(form.known[form.code], values)
    for n, (how, value) in enumerate(values.comparisons):
        shown[f"how_{n}"], shown[f"value_{n}"] = how, _said(how, value, scale)
    if form.kind == "codes":
        shown["chosen"] = ", ".join(values.chosen)
    else:
        shown["chosen"] = values.chosen[0] if form.kind == "flag" and values.chosen else list(values.chosen)
    return shown | {"scale": str(scale)}


def _said(how: str, value: Any, scale: int) -> str:
    if how in DAYS:
        return date.fromisoformat(value).strftime("%d.%m.%Y")
    return formats.number(Decimal(str(value)) / scale)


def _scale(field: Field, values: Values) -> int:
    """The largest in which every value is a short number."""
    if getattr(field, "unit", "") != "RUB" or not values.comparisons:
        return 1
    numbers = [Decimal(str(value)) for _how, value in values.comparisons]
    fit = [int(p) for p in SCALES if all(abs(n) >= int(p) and n % (int(p) // 10 or 1) == 0 for n in numbers)]
    return max(fit, default=1)
