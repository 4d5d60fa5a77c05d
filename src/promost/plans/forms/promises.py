"""What counts towards a promise, as it is typed in."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from promost.plans import counted_by
from promost.plans.forms.measures import organisations
from promost.plans.forms.owners import plain
from promost.plans.models import Basis, Scope, Target
from promost.profiles.pages import parted, value
from promost.profiles.queries import by_code
from promost.registry.models import Organisation, OrganisationKind


class CountingForm(forms.Form):
    """From what a target is counted, by which indicator, and which facts count."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    counts = forms.ChoiceField(label=_("Indicator"), required=False)
    basis = forms.ChoiceField(label=_("Counted"), choices=Basis.choices)
    baseline = forms.DecimalField(label=_("Baseline"), max_digits=16, decimal_places=4, required=False, localize=True)
    scope = forms.ChoiceField(label=_("Which facts count"), choices=Scope.choices)
    owner = forms.ModelChoiceField(label=_("Owner"), queryset=Organisation.objects.none(), required=False)

    def __init__(self, target: Target, data: QueryDict | None = None) -> None:
        super().__init__(data, initial=self.initial_of(target))
        self.fields["owner"].queryset = organisations()  # type: ignore[attr-defined]
        counts = self.fields["counts"]
        counts.choices = [("", _("— nothing: no indicator fits —")), *counted_by.choices(target)]  # type: ignore[attr-defined]
        counts.help_text = _("Those of the same quantity as the promise: %(unit)s.") % {"unit": target.unit or "—"}

    @staticmethod
    def initial_of(target: Target) -> dict[str, Any]:
        """Return the initial values from a target."""
        return {
            "version": target.version,
            "counts": value(target.indicator, target.breakdown),
            "basis": target.basis,
            "baseline": plain(target.baseline),
            "scope": target.scope,
            "owner": target.owner_id,
        }

    def given(self) -> dict[str, Any]:
        """Return what was typed in, as the action takes it."""
        given = dict(self.cleaned_data)
        code, breakdown = parted(given.pop("counts"))
        return {**given, "indicator": by_code({code}).get(code) if code else None, "breakdown": breakdown}


def confirmed(data: QueryDict) -> dict[UUID, int]:
    """Return {target's lasting id: version as seen} of the targets that are confirmed, each sent as "uuid:version".

    Raises ValidationError for what no page of ours sends.
    """
    found = {}
    for text in data.getlist("target"):
        uuid, _sign, version = text.partition(":")
        try:
            found[UUID(uuid)] = int(version)
        except ValueError:
            raise ValidationError(_("Choose among the promises of this page.")) from None
    return found


class EnterpriseChoice(forms.ModelChoiceField):
    """An enterprise, with its region beside the name: two may have one name."""

    def label_from_instance(self, obj: Any) -> str:
        """Name the enterprise and its region."""
        return f"{obj.called} — {obj.region}" if obj.region else str(obj.called)


class ParticipantForm(forms.Form):
    """An enterprise that takes part from a day on."""

    organisation = EnterpriseChoice(label=_("Enterprise"), queryset=Organisation.objects.none())
    since = forms.DateField(
        label=_("Takes part from"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        enterprises = organisations().filter(kind=OrganisationKind.ENTERPRISE).select_related("region")
        self.fields["organisation"].queryset = enterprises  # type: ignore[attr-defined]


class UntilForm(forms.Form):
    """The last day of taking part."""

    until = forms.DateField(
        label=_("Took part until"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
