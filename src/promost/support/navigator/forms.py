"""One question: a field of the kind that the answer has, and its value as the engine takes it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from promost.matching import RecordError, Schema
from promost.matching.words import phrase
from promost.profiles.register.values import codes_within
from promost.profiles.schema import EnterpriseField

NONE = "—none—"
FEW = 7
"""Options that are all shown; more are a list to open."""
SCALES = {"1": "", "1000": "thousand", "1000000": "million", "1000000000": "billion"}
MOST_CODES = 60
LARGE = ("finances", "project")
"""Groups of fields whose sums are mostly told in millions."""
GROUPED = re.compile(r"-?\d{1,3}(,\d{3})+(\.\d+)?")


class AnswerForm(forms.Form):
    """A question. ``now``: the answer there is. ``problem`` of the engine is said beside the field."""

    def __init__(self, data: QueryDict | None, field: EnterpriseField, known: Schema, now: Any = None) -> None:
        super().__init__(data)
        self.asked, self.known = field, known
        self.fields["value"] = _MADE[field.kind](self)
        self.fields["value"].initial = _shown(field, now)
        if field.unit == "RUB":
            self.fields["scale"] = forms.ChoiceField(label=_("Counted in"), choices=_scales())
            self.fields["value"].initial, self.fields["scale"].initial = _scaled(field, now)

    def clean(self) -> dict[str, Any]:
        """Read the value as the engine does; what it cannot take is said in its words."""
        given = dict(self.cleaned_data)
        if "value" not in given:
            return given
        try:
            given["answer"] = _READ[self.asked.kind](self, given["value"])
            self.known.read({self.asked.code: given["answer"]})
        except RecordError as wrong:
            self.add_error("value", [problem.text(language()) for problem in wrong.problems])
        except ValidationError as wrong:
            self.add_error("value", wrong)
        return given

    @property
    def answer(self) -> Any:
        """The answer as JSON has it; for a valid form."""
        return self.cleaned_data["answer"]

    def options(self) -> list[tuple[str, str]]:
        """Return the options of the field in the reader's language."""
        options: Mapping[str, tuple[str, str]] = self.known[self.asked.code].options  # type: ignore[attr-defined]
        return [(code, words[1 if language() == "en" else 0]) for code, words in options.items()]

    def picked(self) -> list[str]:
        """Return the codes ticked in the list of a search."""
        return self.data.getlist("picked")[:MOST_CODES] if isinstance(self.data, QueryDict) else []


def language() -> str:
    """Return the reader's language as the engine names it."""
    return "en" if (get_language() or "ru").startswith("en") else "ru"


def unit_of(field: EnterpriseField) -> str:
    """Return the unit of a number in words, "" where it has none."""
    return phrase("unit", field.unit, language()).split("|")[-1] if field.unit else ""


def _scales() -> list[tuple[str, str]]:
    ruble = phrase("unit", "RUB", language())
    named = {power: phrase("scale", name, language()) if name else "" for power, name in SCALES.items()}
    return [(power, f"{name} {ruble}".strip()) for power, name in named.items()]


def _common(form: AnswerForm) -> dict[str, Any]:
    unit = unit_of(form.asked)
    where = form.asked.where
    return {"label": form.asked.question, "help_text": where if not unit or unit == "₽" else f"{unit}. {where}"}


def _flag(form: AnswerForm) -> forms.Field:
    choices = [("yes", _("yes")), ("no", _("no"))]
    return forms.ChoiceField(**_common(form), choices=choices, widget=forms.RadioSelect())


def _choice(form: AnswerForm) -> forms.Field:
    options = form.options()
    if len(options) <= FEW:
        return forms.ChoiceField(**_common(form), choices=options, widget=forms.RadioSelect())
    return forms.ChoiceField(**_common(form), choices=[("", _("choose")), *sorted(options, key=lambda one: one[1])])


def _choices(form: AnswerForm) -> forms.Field:
    options = [(NONE, _("none of them")), *form.options()]
    few = not form.asked.takes_regions
    widget = forms.CheckboxSelectMultiple() if few else forms.SelectMultiple(attrs={"size": 8})
    return forms.MultipleChoiceField(**_common(form), choices=options, widget=widget)


def _number(form: AnswerForm) -> forms.Field:
    attributes = {"inputmode": "decimal", "autocomplete": "off"}
    return forms.CharField(**_common(form), max_length=30, widget=forms.TextInput(attrs=attributes))


def _codes(form: AnswerForm) -> forms.Field:
    attributes = {"autocomplete": "off", "placeholder": "25.62"}
    return forms.CharField(**_common(form), max_length=600, required=False, widget=forms.TextInput(attrs=attributes))


def _date(form: AnswerForm) -> forms.Field:
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    return forms.DateField(**_common(form), widget=widget, input_formats=["%Y-%m-%d", "%d.%m.%Y"])


_MADE: Mapping[str, Callable[[AnswerForm], forms.Field]] = {
    "flag": _flag, "choice": _choice, "choices": _choices, "number": _number, "codes": _codes, "date": _date,
}  # fmt: skip


def read_number(text: str) -> Decimal:
    """Read a number as people write it: "2 400 000,5", in English also "2,400,000.5". Raises ValidationError."""
    bare = "".join(text.split()).replace("\N{MINUS SIGN}", "-")
    if language() == "en" and GROUPED.fullmatch(bare):
        bare = bare.replace(",", "")
    try:
        found = Decimal(bare.replace(",", "."))
    except InvalidOperation:
        found = Decimal("NaN")
    if not found.is_finite():
        raise ValidationError(_("“%(text)s” is not a number; write it as 1250 or 2.4.") % {"text": text[:30]})
    return found


def _read_number(form: AnswerForm, text: str) -> int | float:
    found = read_number(text) * int(form.cleaned_data.get("scale") or 1)
    return int(found) if found == found.to_integral_value() else float(found)


def _read_codes(form: AnswerForm, text: str) -> list[str]:
    codes = list(dict.fromkeys([*form.picked(), *codes_within(text)]))[:MOST_CODES]
    if not codes:
        raise ValidationError(_("No code is in it: write digits, such as 25.62, or search by words and tick a line."))
    return codes


_READ: Mapping[str, Callable[[AnswerForm, Any], Any]] = {
    "flag": lambda _form, value: value == "yes",
    "choice": lambda _form, value: value,
    "choices": lambda _form, value: [one for one in value if one != NONE],
    "number": _read_number,
    "codes": _read_codes,
    "date": lambda _form, value: value.isoformat(),
}


def _shown(field: EnterpriseField, now: Any) -> Any:
    if now is None:
        return None
    if field.kind == "flag":
        return "yes" if now else "no"
    if field.kind == "codes":
        return " ".join(now)
    if field.kind == "choices" and not now:
        return [NONE]
    if field.kind == "number":
        return _plain(Decimal(str(now)))
    return now.isoformat() if isinstance(now, date) else now


def _scaled(field: EnterpriseField, now: Any) -> tuple[str | None, str]:
    """A sum in the largest unit that leaves it short; while there is none, in the unit in which it is mostly told."""
    if now is None:
        return None, "1000000" if field.factor > 1 or field.group in LARGE else "1"
    value = Decimal(str(now))
    power = next(
        (one for one in reversed(SCALES) if abs(value) >= int(one) and value % (int(one) // 1000 or 1) == 0), "1"
    )
    return _plain(value / int(power)), power


def _plain(value: Decimal) -> str:
    text = f"{value:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return text.replace(".", ",") if language() == "ru" else text
