"""A reader's remark, and the keeper's answer."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from promost.support.models import RemarkKind
from promost.support.schemes.actions.remarks import MOST, SUGGESTED
from promost.support.schemes.words import LABELS


class RemarkForm(forms.Form):
    """What a reader tells. ``website`` is seen by programs alone: who fills it in is not heard."""

    kind = forms.ChoiceField(label=_("What is it about?"), choices=RemarkKind.choices, widget=forms.RadioSelect())
    field = forms.ChoiceField(label=_("Which text"), required=False)
    text = forms.CharField(
        label=_("What is wrong"), max_length=MOST, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    suggested = forms.CharField(
        label=_("How it should read"), max_length=MOST, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    website = forms.CharField(required=False, widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _("— the whole page —")), *((name, LABELS[name]) for name in SUGGESTED)]
        self.fields["field"].choices = choices  # type: ignore[attr-defined]

    @property
    def is_by_a_program(self) -> bool:
        """Whether the field that people do not see was filled in."""
        return bool(self.cleaned_data.get("website"))

    def clean(self) -> dict[str, Any]:
        """A wording belongs to a text."""
        given = super().clean() or self.cleaned_data
        if given.get("suggested") and not given.get("field"):
            self.add_error("field", _("Say for which text this wording is."))
        return given


class AnswerForm(forms.Form):
    """What the keeper answers."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    answer = forms.CharField(
        label=_("Your answer"), max_length=MOST, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
