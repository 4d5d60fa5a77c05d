"""The form for a new token."""

from __future__ import annotations

from django import forms
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext_lazy

from promost.accounts.api_tokens.actions import TERMS
from promost.accounts.api_tokens.models import Scope


def _term(days: int) -> str:
    return ngettext("%(count)s day", "%(count)s days", days) % {"count": days}


class TokenForm(forms.Form):
    """Its name, what it may do, and for how long."""

    name = forms.CharField(
        label=pgettext_lazy("of a thing", "Name"),
        max_length=80,
        help_text=_("By which you will know it again: the program or the machine that will use it."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    scope = forms.ChoiceField(label=_("What it may do"), choices=Scope.choices)
    days = forms.TypedChoiceField(
        label=_("Good for"), coerce=int, choices=[(days, lazy(_term, str)(days)) for days in TERMS], initial=90
    )
