"""Forms of the registry: they ask; what is right is checked by the actions, which every door shares."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from promost.registry.models import Organisation, OrganisationKind
from promost.registry.queries.reference import municipality_choices, region_list
from promost.registry.values import ContactLine

CONTACTS = ("phone", "email", "site")


class OrganisationForm(forms.Form):
    """An organisation as it is entered; ``values`` and ``contacts`` are what the actions take. ``fixed`` names fields
    that are shown and cannot be changed.
    """

    name = forms.CharField(label=_("Full name"), max_length=400)
    short_name = forms.CharField(
        label=_("Short name"), max_length=160, required=False, help_text=_("How people call it; an abbreviation.")
    )
    name_en = forms.CharField(label=_("Name in English"), max_length=400, required=False)
    kind = forms.ChoiceField(label=_("Kind"), choices=OrganisationKind.choices)
    region = forms.ChoiceField(label=_("Region"), required=False)
    municipality = forms.ChoiceField(label=_("Municipality"), required=False)
    inn = forms.CharField(label=_("INN"), max_length=20, required=False)
    kpp = forms.CharField(
        label=_("KPP"), max_length=20, required=False, help_text=_("Needed where branches share an INN.")
    )
    ogrn = forms.CharField(label=_("OGRN or OGRNIP"), max_length=20, required=False)
    okved = forms.CharField(label=_("Main activity (OKVED2)"), max_length=12, required=False)
    zone_name = forms.CharField(
        label=_("Time zone, where it is not the region's"),
        max_length=60,
        required=False,
        help_text=_("The organisation's deadlines end at midnight there. For example Asia/Magadan."),
    )
    phone = forms.CharField(label=_("Telephone of the office"), max_length=400, required=False)
    email = forms.CharField(label=_("E-mail of the office"), max_length=400, required=False)
    site = forms.CharField(
        label=pgettext_lazy("of a contact", "Site"),
        max_length=400,
        required=False,
        help_text=_("Several are parted by semicolons."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, fixed: Collection[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in fixed:
            self.fields[name].disabled = True
        regions = [(each.code, each.name) for each in region_list()]
        self._choose("region", [("", _("none: federal, or countrywide")), *regions])
        asks = {"hx-get": reverse("registry:municipalities"), "hx-target": "#municipality"}
        self.fields["region"].widget.attrs |= asks
        chosen = str(self["region"].value() or "")
        self._choose("municipality", [("", _("not said")), *(municipality_choices(chosen) if chosen else ())])

    @property
    def values(self) -> dict[str, Any]:
        """The fields as the actions take them."""
        taken = {name: value for name, value in self.cleaned_data.items() if name not in (*CONTACTS, "version")}
        region, municipality = taken.pop("region"), taken.pop("municipality")
        return {**taken, "region_id": region or None, "municipality_id": municipality or None}

    @property
    def contacts(self) -> list[ContactLine]:
        """The contacts as the actions take them."""
        given = self.cleaned_data
        return [(kind, part.strip()) for kind in CONTACTS for part in given[kind].split(";") if part.strip()]

    def _choose(self, name: str, choices: Sequence[tuple[str, Any]]) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = choices


def initial_of(organisation: Organisation) -> dict[str, Any]:
    """Return what the form of an organisation that is there begins with."""
    plain = ("name", "short_name", "name_en", "kind", "inn", "kpp", "ogrn", "okved", "zone_name", "version")
    lines = list(organisation.contacts.order_by("pk"))
    contacts = {kind: "; ".join(line.value for line in lines if line.kind == kind) for kind in CONTACTS}
    places = {"region": organisation.region_id, "municipality": organisation.municipality_id}
    return {**{name: getattr(organisation, name) for name in plain}, **places, **contacts}


class SpellingForm(forms.Form):
    """A way in which documents write an organisation."""

    text = forms.CharField(label=_("Another spelling"), max_length=400)
