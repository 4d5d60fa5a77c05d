"""A year's limit of money."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from promost.support.schemes.forms.numbers import Amount


class MoneyForm(forms.Form):
    """The limit; empty is without one."""

    year = forms.IntegerField(label=_("Year"), min_value=2000, max_value=2100)
    amount = Amount(
        label=_("Limit of the year, roubles"), max_digits=16, decimal_places=2, required=False, localize=True,
        help_text=_("Empty: without a limit. Grants beyond it are refused, whoever approves."),
    )  # fmt: skip
