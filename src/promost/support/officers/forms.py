"""Which refusals are asked for: a period by the day of the decision, and a scheme."""

from __future__ import annotations

from datetime import date
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from promost.support.officers.refusals import Asked, Period

DAY, FORMAT = {"type": "date"}, "%Y-%m-%d"
"""How a browser writes a day, in whatever language."""


class RefusalsForm(forms.Form):
    """The period and the scheme; what cannot be read is told, and the year so far is shown."""

    first = forms.DateField(label=_("Decided from"), required=False, widget=forms.DateInput(DAY, FORMAT))
    last = forms.DateField(label=_("to"), required=False, widget=forms.DateInput(DAY, FORMAT))
    scheme = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.usual = Period(date(today.year, 1, 1), today)
        self.fields["first"].initial, self.fields["last"].initial = self.usual.first, self.usual.last

    def clean(self) -> dict[str, Any]:
        """A period that ends before it begins is told."""
        given: dict[str, Any] = super().clean() or {}
        first, last = given.get("first"), given.get("last")
        if first and last and last < first:
            raise ValidationError({"last": _("The period ends before it begins.")})
        return given

    def asked(self, reason: str) -> Asked:
        """Return what is asked for; without a readable period the year so far."""
        given = self.cleaned_data if self.is_bound and self.is_valid() else {}
        period = Period(given.get("first") or self.usual.first, given.get("last") or self.usual.last)
        scheme: UUID | None = given.get("scheme")
        return Asked(period, scheme, reason)

    def query(self) -> str:
        """Return the period as a part of an address."""
        period = self.asked("").period
        return urlencode({"first": period.first.isoformat(), "last": period.last.isoformat()})
