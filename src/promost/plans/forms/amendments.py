"""Proposing other values of a target of the whole plan."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from promost.kit import formats
from promost.plans.forms.owners import plain

Values = Mapping[date, Decimal | None]
"""{reporting day: what is promised by it, None for a dash}."""


class ValuesForm(forms.Form):
    """A field for each reporting day of a target, and the reason. ``now`` is what is promised at present."""

    reason = forms.CharField(
        label=gettext_lazy("Why it is changed"),
        required=False,
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, now: Values, unit: str, data: QueryDict | None = None) -> None:
        super().__init__(data)
        self.now = now
        for day, value in now.items():
            said = _("Now: %(value)s. Empty: nothing is promised by this day.")
            shown = "—" if value is None else formats.amount(value, unit)
            self.fields[_name(day)] = forms.DecimalField(
                label=formats.day(day),
                initial=plain(value),
                max_digits=16,
                decimal_places=4,
                min_value=Decimal(0),
                required=False,
                localize=True,
                help_text=said % {"value": shown},
            )

    def days(self) -> list[Any]:
        """Return the fields of the reporting days."""
        return [self[_name(day)] for day in self.now]

    def given(self) -> tuple[tuple[date, Decimal | None], ...]:
        """Return the values as typed."""
        return tuple((day, self.cleaned_data[_name(day)]) for day in self.now)


def _name(day: date) -> str:
    return f"value-{day.isoformat()}"
