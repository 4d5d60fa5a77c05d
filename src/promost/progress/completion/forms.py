"""Why a completion document is returned."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from promost.progress.completion.actions import REASON


class ReturnForm(forms.Form):
    """A reason, which the owner reads."""

    reason = forms.CharField(
        label=_("Why it is returned"),
        max_length=REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Its owner reads it; it stays in the measure's history. Nothing personal, please."),
    )
