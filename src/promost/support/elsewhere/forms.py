"""Forms of applications made elsewhere: one, or a file of many."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from promost.accounts.actors import Actor
from promost.registry import validators
from promost.registry.models import OrganisationKind
from promost.support.applications import reasons
from promost.support.applications.actions import Made
from promost.support.applications.actions.elsewhere import OUTCOMES
from promost.support.applications.forms.common import DayField, NumberField, words
from promost.support.models import ApplicationState, Scheme
from promost.support.schemes.permissions import PUBLIC, schemes_visible_to


class ElsewhereForm(forms.Form):
    """One application made elsewhere. An enterprise records its own: its INN is not asked for."""

    scheme = forms.ModelChoiceField(Scheme.objects.none(), label=_("Scheme"), to_field_name="uuid")
    inn = forms.CharField(
        label=_("INN of the enterprise"), max_length=20, widget=forms.TextInput(attrs={"inputmode": "numeric"})
    )
    number = forms.CharField(label=_("Number of the application there"), max_length=60)
    submitted_on = DayField(label=_("Made on"))
    outcome = forms.ChoiceField(label=_("What came of it"), choices=[(str(each), each.label) for each in OUTCOMES])
    decided_on = DayField(label=_("Decided on"), required=False)
    granted = NumberField(label=_("Amount granted, roubles"), required=False)
    reason = forms.ChoiceField(label=_("Reason of a refusal"), required=False)
    reason_text = words(_("In words"), required=False, rows=2)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        scheme, reason = self.fields["scheme"], self.fields["reason"]
        assert isinstance(scheme, forms.ModelChoiceField)  # noqa: S101 - tells the type checker
        assert isinstance(reason, forms.ChoiceField)  # noqa: S101
        scheme.queryset = schemes_visible_to(actor.person).filter(state__in=PUBLIC).order_by("name", "pk")
        reason.choices = [("", "—"), *reasons.choices()]
        if actor.organisation and actor.organisation.kind == OrganisationKind.ENTERPRISE:
            del self.fields["inn"]

    def clean_inn(self) -> str:
        """Look at the check digit at once."""
        number = "".join(str(self.cleaned_data["inn"]).split())
        validators.inn(number)
        return number

    @property
    def made(self) -> Made:
        """What was told."""
        data = self.cleaned_data
        return Made(
            data["number"], data["submitted_on"], ApplicationState(data["outcome"]), data["decided_on"],
            data["granted"], data["reason"], data["reason_text"],
        )  # fmt: skip

    def refuse(self, refused: ValidationError) -> None:
        """Show what the action refused beside the field that it concerns."""
        several = refused.message_dict if hasattr(refused, "error_dict") else {"": refused.messages}
        for name, sentences in several.items():
            place = "inn" if name == "applicant" else name
            self.add_error(place if place in self.fields else None, sentences)


class SheetForm(forms.Form):
    """A file of many."""

    file = forms.FileField(
        label=_("File of applications"),
        allow_empty_file=True,
        help_text=_("An .xlsx of up to 20 MB; columns are known by their headings, in any order."),
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
    )
