"""The agreement, payments, obligations."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from promost.support.applications.forms.common import DayField, DeedForm, DocumentField, NumberField, words
from promost.support.models import ObligationKind


class AgreementForm(DeedForm):
    """The agreement that was signed."""

    number = forms.CharField(label=_("Agreement number"), max_length=60)
    signed_on = DayField(label=_("Signed on"))
    jobs = forms.IntegerField(label=_("New jobs promised"), min_value=0, max_value=100_000, required=False)
    jobs_due = DayField(
        label=_("New jobs by"),
        required=False,
        help_text=_("A year later the grantee reports on how many of them are still there."),
    )
    file = DocumentField(label=_("Agreement, file"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["jobs"].initial = self.application.jobs_promised


class TokenDeedForm(DeedForm):
    """A deed that is done once, however often the form is sent."""

    token = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["token"].initial = uuid4

    @property
    def given_token(self) -> UUID:
        """The one-time token."""
        found: UUID = self.cleaned_data["token"]
        return found


class PayForm(TokenDeedForm):
    """A payment that was made."""

    amount = NumberField(label=_("Amount, roubles"))
    paid_on = DayField(label=_("Paid on"))
    document = forms.CharField(label=_("Payment order, number and date"), max_length=200)


class ReverseForm(TokenDeedForm):
    """Why a payment is taken back."""

    why = words(_("Why"), rows=2)


class PromiseForm(DeedForm):
    """An obligation of the agreement."""

    kind = forms.ChoiceField(label=_("What is promised"), choices=ObligationKind.choices)
    promised = NumberField(label=_("How much"), required=False, help_text=_("Empty for a report."))
    due_on = DayField(label=_("Due on"))
    text = forms.CharField(label=_("In words"), max_length=500, required=False)


class ReturnForm(DeedForm):
    """What is to be mended in a report."""

    reason = words(_("What is to be mended"), rows=2)


class CloseForm(DeedForm):
    """The last word on an application."""

    words = words(_("In words"), required=False, rows=2)
