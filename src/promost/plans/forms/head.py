"""The head of a preview: what plan this is, and its period."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from promost.plans import drafts
from promost.plans.models import Import, PlanKind


class HeadForm(forms.Form):
    """Title, kind and period."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    title = forms.CharField(label=_("Title"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))
    kind = forms.ChoiceField(label=_("Kind of document"), choices=PlanKind.choices)
    starts_on = forms.DateField(label=_("First day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    ends_on = forms.DateField(label=_("Last day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))

    @staticmethod
    def initial_of(source: Import) -> dict[str, Any]:
        """Return the initial values from an import's head."""
        head = drafts.head_from(source.head)
        period = drafts.period_of(head) or (None, None)
        return {
            "version": source.version,
            "title": head.title,
            "kind": source.head.get("kind") or PlanKind.PLAN,
            "starts_on": period[0],
            "ends_on": period[1],
        }
