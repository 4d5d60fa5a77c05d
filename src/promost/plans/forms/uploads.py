"""Uploading a plan document."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from promost.plans.actions.reading import ACCEPTED_KINDS
from promost.plans.models import Agreement, Plan


class UploadForm(forms.Form):
    """A document, and the plan whose newer document it is."""

    document = forms.FileField(
        label=_("Plan document"),
        allow_empty_file=True,  # the reader says what to do about an empty file
        help_text=_(
            "The document as it was issued: .docx, .xlsx, .ods, .xls, or a PDF with a text layer; up to 20 MB."
        ),
        widget=forms.ClearableFileInput(attrs={"accept": ",".join(f".{kind}" for kind in ACCEPTED_KINDS)}),
    )
    plan = forms.ModelChoiceField(
        label=_("Newer document of"),
        queryset=Plan.objects.none(),
        required=False,
        empty_label=_("— a new plan —"),
        help_text=_("Choose the plan if this document replaces its earlier one: you will see what it changes."),
    )

    def __init__(self, *args: Any, agreement: Agreement, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.plans: QuerySet[Plan] = agreement.plans.order_by("-starts_on")
        self.fields["plan"].queryset = self.plans  # type: ignore[attr-defined]
        if not self.plans:
            del self.fields["plan"]
