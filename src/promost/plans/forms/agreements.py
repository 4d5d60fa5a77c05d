"""A new agreement, and its parties as lines in signing order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from promost.plans.actions.agreements import NewParty
from promost.plans.models import SideChoice
from promost.registry.models import Organisation, Region


class AgreementForm(forms.Form):
    """The agreement itself."""

    number = forms.CharField(label=_("Number"), max_length=60)
    date = forms.DateField(label=_("Date"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    title = forms.CharField(label=_("Title"), max_length=600, required=False, widget=forms.Textarea(attrs={"rows": 2}))


class PartyLine(forms.Form):
    """A party: its place in the list is its turn in signing."""

    side = forms.ChoiceField(label=_("Side"), choices=[("", "—"), *SideChoice.choices], required=False)
    name = forms.CharField(label=_("Name of the party"), max_length=300, required=False)
    region = forms.ModelChoiceField(label=_("Region"), queryset=Region.objects.order_by("name_ru"), required=False)
    organisation = forms.ModelChoiceField(
        label=_("Organisation that signs"),
        queryset=Organisation.objects.filter(merged_into=None).order_by("name"),
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        """Ask for the rest of a line that is begun."""
        data = super().clean() or self.cleaned_data
        if data.get("name") or data.get("organisation"):
            for name in ("side", "name", "organisation"):
                if not data.get(name):
                    self.add_error(name, _("Fill this in, or empty the line."))
        return data


PartyLines = forms.formset_factory(PartyLine, extra=4, max_num=8)


def parties_of(lines: Sequence[Mapping[str, Any]]) -> list[NewParty]:
    """Return the parties that are filled in, in their order."""
    return [
        NewParty(line["side"], line["name"], [line["organisation"]], line["region"])
        for line in lines
        if line.get("organisation")
    ]
