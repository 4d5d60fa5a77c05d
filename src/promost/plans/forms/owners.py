"""Owners and targets typed in as lines of small fields, with an empty line to add one more."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from promost.plans.reading.draft import Owner, Side, Target
from promost.plans.reading.language.units import read as read_unit

COMPARATORS = [("ge", _("at least")), ("le", _("at most")), ("eq", _("exactly"))]


class OwnerLine(forms.Form):
    """A body that answers, the person named, and its consent."""

    side = forms.CharField(widget=forms.HiddenInput)
    name = forms.CharField(label=_("Body"), max_length=400, required=False)
    person = forms.CharField(label=_("Person"), max_length=200, required=False)
    by_agreement = forms.BooleanField(label=_("subject to agreement"), required=False)


class TargetLine(forms.Form):
    """A number that is promised."""

    comparator = forms.ChoiceField(label=_("At least or at most"), choices=COMPARATORS, required=False)
    value = forms.DecimalField(label=_("Value"), max_digits=16, decimal_places=4, required=False, localize=True)
    unit = forms.CharField(label=_("Unit"), max_length=40, required=False)
    label = forms.CharField(label=_("What is counted"), max_length=600, required=False)
    text = forms.CharField(widget=forms.HiddenInput, required=False)

    def clean(self) -> dict[str, Any]:
        """Ask for the number where the rest of the line is filled in."""
        data = super().clean() or self.cleaned_data
        if data.get("value") is None and (data.get("label") or data.get("unit")):
            self.add_error("value", _("Give the number, or empty the line."))
        return data


OwnerLines = forms.formset_factory(OwnerLine, extra=0)
TargetLines = forms.formset_factory(TargetLine, extra=1)


def owner_lines(owners: Mapping[Side, Sequence[Owner]], sides: Sequence[str]) -> list[dict[str, Any]]:
    """Return the initial lines: every owner, and for each side an empty one to add to."""
    lines: list[dict[str, Any]] = []
    for side in dict.fromkeys([*sides, *(str(side) for side in owners)]):
        lines.extend(_line(side, owner) for owner in (*owners.get(Side(side), ()), Owner("")))
    return lines


def _line(side: str, owner: Owner) -> dict[str, Any]:
    return {"side": side, "name": owner.name, "person": owner.person or "", "by_agreement": owner.by_agreement}


def owners_of(lines: Sequence[Mapping[str, Any]]) -> dict[Side, tuple[Owner, ...]]:
    """Read the lines back: {side: owners}; a side of which all lines are empty has nobody."""
    found: dict[Side, list[Owner]] = {}
    for line in lines:
        owners = found.setdefault(Side(line["side"]), [])
        if line.get("name"):
            owners.append(Owner(line["name"].strip(), line.get("person", "").strip() or None, line["by_agreement"]))
    return {side: tuple(owners) for side, owners in found.items()}


def plain(value: Decimal | None) -> Decimal | None:
    """Return a number as a person types it: 12, not 12.0000."""
    if value is None:
        return None
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()


def target_lines(targets: Sequence[Target]) -> list[dict[str, Any]]:
    """Return the initial lines of targets."""
    return [
        {
            "comparator": each.comparator,
            "value": plain(each.value),
            "unit": each.unit,
            "label": each.label,
            "text": each.text,
        }
        for each in targets
    ]


def targets_of(lines: Sequence[Mapping[str, Any]]) -> tuple[Target, ...]:
    """Read the lines back; the OKEI code follows the unit, unknown units keep their words."""
    return tuple(_target(line) for line in lines if line.get("value") is not None)


def _target(line: Mapping[str, Any]) -> Target:
    unit = read_unit(line["unit"]) if line["unit"] else None
    return Target(
        value=line["value"],
        unit=line["unit"],
        okei=unit.okei if unit else None,
        comparator=line["comparator"] or "ge",
        text=line["text"],
        label=line["label"],
    )
