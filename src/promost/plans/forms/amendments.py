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
    """A field for each reporting day of a target, and the reason, unless it ``joins`` an amendment that has one.

    ``now`` is what is promised at present.
    """

    def __init__(self, now: Values, unit: str, data: QueryDict | None = None, *, joins: bool = False) -> None:
        super().__init__(data)
        self.now = now
        if not joins:
            self.fields["reason"] = reason_field()
        for day, value in now.items():
            shown = "—" if value is None else formats.amount(value, unit)
            self.fields[_name(day)] = forms.DecimalField(
                label=formats.day(day),
                initial=plain(value),
                max_digits=16,
                decimal_places=4,
                min_value=Decimal(0),
                required=False,
                localize=True,
                help_text=_("Now: %(value)s") % {"value": shown},
            )

    def days(self) -> list[Any]:
        """Return the fields of the reporting days."""
        return [self[_name(day)] for day in self.now]

    @property
    def reason(self) -> str:
        """Why it is changed; "" where the amendment has its reason."""
        return str(self.cleaned_data.get("reason", ""))

    def given(self) -> tuple[tuple[date, Decimal | None], ...]:
        """Return the values as typed."""
        return tuple((day, self.cleaned_data[_name(day)]) for day in self.now)


def reason_field() -> forms.CharField:
    """Return the field of a reason, which nobody leaves out."""
    return forms.CharField(
        label=gettext_lazy("Why it is changed"),
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": gettext_lazy("Give the reason: it stands beside the change in every report.")},
    )


def _name(day: date) -> str:
    return f"value-{day.isoformat()}"
