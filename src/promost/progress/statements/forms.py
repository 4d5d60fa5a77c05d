"""The forms of statements."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from promost.progress.models import Declared
from promost.progress.statements.actions import File
from promost.progress.statements.actions.disputing import REASON


class SignForm(forms.Form):
    """The digest and the version that the signatory saw go back with the signature."""

    digest = forms.CharField(max_length=64, widget=forms.HiddenInput)
    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)


class PaperForm(SignForm):
    """The scan of a signed sheet; the digest is typed from it, so that it is the sheet of this statement."""

    digest = forms.CharField(
        label=_("Digest as printed on the sheet"),
        help_text=_("Its first 12 signs are enough."),
        min_length=12,
        max_length=64,
    )
    signed_on = forms.DateField(label=_("Signed on"), widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}))
    scan = forms.FileField(label=_("Scan of the signed sheet"), help_text=_("PDF, JPG or PNG, up to 20 MB."))
    sig = forms.FileField(
        label=_("Detached signature (.sig)"), help_text=_("It is stored, not verified."), required=False
    )

    def given_scan(self) -> File:
        """The scan as uploaded."""
        return _file(self.cleaned_data["scan"])

    def given_sig(self) -> File | None:
        """The detached signature, where there is one."""
        return _file(self.cleaned_data["sig"]) if self.cleaned_data["sig"] else None


class ReturnForm(forms.Form):
    """Why a statement is returned, and which of its facts are objected to."""

    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    reason = forms.CharField(label=_("Reason"), max_length=REASON, widget=forms.Textarea(attrs={"rows": 3}))
    facts = forms.CharField(
        label=_("Facts that you object to"),
        help_text=_("Their lasting ids, one a line. They are left out of the statement that is drawn anew."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def clean_facts(self) -> list[UUID]:
        """Read the ids."""
        try:
            return [UUID(each) for each in str(self.cleaned_data["facts"]).split()]
        except ValueError:
            raise forms.ValidationError(_("These are no lasting ids of facts; copy them from the list.")) from None


class ReasonForm(forms.Form):
    """Words, and the version of what they are about."""

    version = forms.IntegerField(min_value=0, initial=0, widget=forms.HiddenInput)
    reason = forms.CharField(label=_("Reason"), max_length=REASON, widget=forms.Textarea(attrs={"rows": 3}))


class DrawForm(forms.Form):
    """The quarter, and whether it is the last statement of the plan."""

    quarter = forms.DateField()
    is_final = forms.BooleanField(required=False)


class DeclareForm(forms.Form):
    """Zero, or not reported and why; for the quarter that ends on a day."""

    token = forms.UUIDField(widget=forms.HiddenInput)
    says = forms.ChoiceField(label=_("What is so"), choices=Declared.choices, widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Why"),
        max_length=REASON,
        required=False,
        help_text=_("Needed where nothing is reported."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["token"].initial = uuid4


class FileForm(forms.Form):
    """An exported statement to be verified."""

    file = forms.FileField(label=_("Exported statement (.json)"))


def day_of(text: str) -> date | None:
    """Read an ISO day of an address; None for anything else."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _file(given: UploadedFile) -> File:
    return File(str(given.name), given.read())
