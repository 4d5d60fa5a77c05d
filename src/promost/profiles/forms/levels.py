"""An observed level as it is typed in."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from promost.profiles.models import Kind
from promost.profiles.pages import parted, unit_choices, ways
from promost.profiles.queries import by_code


class Day(forms.DateField):
    """A day, chosen in the browser's calendar."""

    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class LevelForm(forms.Form):
    """One level of one subject. The token makes a form that is sent twice one level."""

    token = forms.UUIDField(widget=forms.HiddenInput)
    indicator = forms.ChoiceField(label=_("Indicator"))
    starts_on = Day(label=_("Period from"))
    ends_on = Day(label=_("Period to"), help_text=_("Both days included; the level of one day has it twice."))
    value = forms.DecimalField(label=_("Value"), max_digits=19, decimal_places=4, localize=True)
    okei = forms.ChoiceField(label=_("Unit"), required=False)
    source = forms.CharField(label=_("Taken from"), max_length=300, help_text=_("The form, register or publication."))
    release = forms.CharField(label=_("Release"), max_length=200, required=False)
    released_on = Day(label=_("Released or reported on"))
    is_checked = forms.BooleanField(label=_("The number and its unit are checked"), required=False)

    def __init__(self, data: QueryDict | None = None) -> None:
        super().__init__(data, initial={"token": uuid.uuid4()})
        self.observed = {code: each for code, each in by_code().items() if each.kind == Kind.OBSERVED}
        offered = sorted(self.observed.values(), key=lambda each: each.position)
        self.fields["indicator"].choices = [("", "—"), *(way for each in offered for way in ways(each))]  # type: ignore[attr-defined]
        self.fields["okei"].choices = unit_choices(offered)  # type: ignore[attr-defined]

    def given(self) -> dict[str, Any]:
        """Return what was typed in, as the action takes it."""
        code, breakdown = parted(self.cleaned_data["indicator"])
        return {**self.cleaned_data, "indicator": self.observed[code], "breakdown": breakdown}

    def take(self, errors: dict[str, Any]) -> None:
        """Show a refusal's errors beside their fields."""
        for field, several in errors.items():
            self.add_error(field if field in self.fields else None, several)
