"""Approving, sending back, proposing: what is typed in."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from promost.plans.actions.approvals import SCANS, Act, Scan
from promost.plans.models import Party


class ActForm(forms.Form):
    """The act by which a party approves, and its scan where it was signed on paper."""

    party = forms.ModelChoiceField(label=_("Party"), queryset=Party.objects.none(), empty_label=None)
    approved_on = forms.DateField(label=_("Day of the act"), widget=forms.DateInput(attrs={"type": "date"}))
    act = forms.CharField(
        label=_("Act"),
        max_length=300,
        help_text=_("Kind, number and date, as it is cited: “Order No. 112-r of 28.02.2025”."),
    )
    scan = forms.FileField(
        label=_("Scan of the act"),
        required=False,
        help_text=_("Where it was signed on paper: .pdf, .jpg or .png."),
        widget=forms.ClearableFileInput(attrs={"accept": ",".join(f".{kind}" for kind in SCANS)}),
    )

    def __init__(self, *args: Any, parties: list[Party], here: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        keys = [party.pk for party in parties]
        self.fields["party"].queryset = Party.objects.filter(pk__in=keys).order_by("order")  # type: ignore[attr-defined]
        if here:
            del self.fields["scan"]
        else:
            self.fields["scan"].required = True

    def given(self) -> Act:
        """Return the act."""
        return Act(self.cleaned_data["approved_on"], self.cleaned_data["act"])

    def taken(self) -> Scan:
        """Return the scan."""
        file = self.cleaned_data["scan"]
        return Scan(file.name, file.read())


class SendBackForm(forms.Form):
    """Why a plan on approval is sent back."""

    reason = forms.CharField(label=_("Why it is sent back"), max_length=600)
