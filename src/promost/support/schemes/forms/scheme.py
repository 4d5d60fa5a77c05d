"""The fields of a scheme in groups, as a person fills them in."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from promost.registry.models import Organisation, OrganisationKind, Region
from promost.support.models import Level, Scheme, SchemeKind, SchemeState, Taken
from promost.support.schemes.forms import numbers
from promost.support.schemes.forms.numbers import Amount
from promost.support.schemes.permissions import KEEPERS
from promost.support.schemes.words import LABELS

PROVIDERS = (*KEEPERS, OrganisationKind.FEDERAL, OrganisationKind.MUNICIPALITY)
GROUPS = (
    (_("What it is"), ("name", "name_en", "kind", "level", "region", "generic", "summary", "summary_en", "purpose")),
    (
        _("Amount and terms"),
        ("amount_min", "amount_max", "rate_min", "rate_max", "term_months", "own_share", "amount_note"),
    ),
    (_("Who gives it, and how one applies"), (
        "provider", "provider_name", "contact", "taken", "address", "answer_days", "procedure", "requirements",
    )),
)  # fmt: skip
WIDE = frozenset({"name", "name_en", "summary", "summary_en", "purpose", "amount_note", "contact", "procedure",
                  "requirements", "address", "generic", "provider", "provider_name"})  # fmt: skip
HELP = {
    "own_share": _("Zero where the act says that nothing is asked; empty where it says nothing."),
    "region": _("Empty for a federal scheme."),
    "address": _("Where applications are taken elsewhere; the whole address, beginning with https://."),
}


def _words(name: str, most: int, rows: int = 0, required: bool = False) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows}) if rows else forms.TextInput()
    return forms.CharField(label=LABELS[name], max_length=most, required=required, widget=widget)


def _number(name: str, most: int | None = None, digits: int = 16) -> Amount:
    return Amount(
        label=LABELS[name],
        required=False,
        localize=True,
        min_value=0,
        max_value=most,
        max_digits=digits,
        decimal_places=4,
    )


class SchemeForm(forms.Form):
    """A scheme's own fields."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    name = _words("name", 500, required=True)
    name_en = _words("name_en", 500)
    kind = forms.ChoiceField(label=LABELS["kind"], choices=SchemeKind.choices)
    level = forms.ChoiceField(label=LABELS["level"], choices=Level.choices)
    region = forms.ModelChoiceField(label=LABELS["region"], queryset=Region.objects.none(), required=False)
    generic = forms.ModelChoiceField(label=LABELS["generic"], queryset=Scheme.objects.none(), required=False)
    summary = _words("summary", 20_000, 4)
    summary_en = _words("summary_en", 20_000, 3)
    purpose = _words("purpose", 10_000, 2)
    amount_min = _number("amount_min")
    amount_max = _number("amount_max")
    rate_min = _number("rate_min", 100, 7)
    rate_max = _number("rate_max", 100, 7)
    term_months = forms.IntegerField(label=LABELS["term_months"], required=False, min_value=1, max_value=1200)
    own_share = _number("own_share", 100, 7)
    amount_note = _words("amount_note", 10_000, 2)
    provider = forms.ModelChoiceField(label=LABELS["provider"], queryset=Organisation.objects.none(), required=False)
    provider_name = _words("provider_name", 400)
    contact = _words("contact", 4_000, 2)
    taken = forms.ChoiceField(label=LABELS["taken"], choices=Taken.choices)
    address = forms.URLField(label=LABELS["address"], max_length=1000, required=False, assume_scheme="https")
    answer_days = forms.IntegerField(label=LABELS["answer_days"], required=False, min_value=1, max_value=730)
    procedure = _words("procedure", 20_000, 3)
    requirements = _words("requirements", 20_000, 3)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["region"].queryset = Region.objects.order_by("name_ru")
        providers = Organisation.objects.filter(merged_into=None, kind__in=PROVIDERS)
        fields["provider"].queryset = providers.order_by("name")
        # What another office has not published yet is nobody else's to read; what is chosen already stays to be seen.
        known = Q(state=SchemeState.PUBLISHED) | Q(pk=self.initial.get("generic"))
        fields["generic"].queryset = Scheme.objects.filter(known, generic=None).order_by("name", "pk")
        for name, words in HELP.items():
            fields[name].help_text = words

    @property
    def groups(self) -> list[tuple[Any, list[tuple[forms.BoundField, bool]]]]:
        """Return (heading, [(field, whether it takes the whole line)])."""
        return [(heading, [(self[name], name in WIDE) for name in names]) for heading, names in GROUPS]

    def given(self) -> dict[str, Any]:
        """Return what was typed in, as the action takes it."""
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}


NUMBERS = ("amount_min", "amount_max", "rate_min", "rate_max", "own_share")


def initial_of(scheme: Scheme) -> dict[str, Any]:
    """Return what the form shows of a scheme."""
    shown = {name: getattr(scheme, name) for name in LABELS}
    shown |= {name: numbers.shown(shown[name]) for name in NUMBERS}
    for name in ("region", "generic", "provider"):
        shown[name] = getattr(scheme, f"{name}_id")
    return shown | {"version": scheme.version}
