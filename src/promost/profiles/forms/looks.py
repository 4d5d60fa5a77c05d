"""What somebody outside says before opening what an enterprise told."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from promost.profiles.models import Purpose


class LookForm(forms.Form):
    """The purpose, and words for another one."""

    purpose = forms.ChoiceField(label=_("What for"), choices=[("", "—"), *Purpose.choices])
    note = forms.CharField(
        label=_("In words"),
        max_length=300,
        required=False,
        help_text=_("The enterprise sees it: “application No. 12”."),
    )
