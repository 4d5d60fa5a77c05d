"""What a reader asks of the list of schemes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from promost.support.models import Level, SchemeKind

STATES = [
    ("", _("all but the archive")),
    ("published", pgettext_lazy("schemes", "published")),
    ("draft", pgettext_lazy("schemes", "drafts")),
    ("review", pgettext_lazy("schemes", "in review")),
    ("archived", pgettext_lazy("schemes", "archived")),
]
FOR_EVERYBODY = [("", pgettext_lazy("schemes", "published")), ("archived", pgettext_lazy("schemes", "archived"))]


@dataclass(frozen=True, slots=True)
class Asked:
    """A filter; "" asks for all."""

    words: str = ""
    kind: str = ""
    level: str = ""
    region: str = ""
    provider: str = ""
    state: str = ""
    is_open: bool = False


class SchemesFilter(forms.Form):
    """Search and filters; whatever is unknown in the address is left aside."""

    q = forms.CharField(label=_("Search"), required=False, widget=forms.TextInput(attrs={"type": "search"}))
    kind = forms.CharField(label=pgettext_lazy("of a scheme", "Kind"), required=False)
    level = forms.CharField(label=_("Level"), required=False)
    region = forms.CharField(label=_("Region"), required=False)
    provider = forms.CharField(label=_("Provider"), required=False)
    state = forms.CharField(label=pgettext_lazy("of a scheme", "State"), required=False)
    now = forms.BooleanField(label=_("open now"), required=False)

    def asked(self) -> Asked:
        """Return the filter."""
        self.is_valid()
        data = self.cleaned_data
        state = data.get("state", "")
        return Asked(
            words=data.get("q", "").strip(),
            kind=_known(data.get("kind", ""), SchemeKind.values),
            level=_known(data.get("level", ""), Level.values),
            region=data.get("region", ""),
            provider=_key(data.get("provider", "")),
            state=_known(state, [code for code, _word in STATES]),
            is_open=bool(data.get("now")),
        )

    def with_choices(self, regions: list[Any], providers: list[Any], signed_in: bool) -> SchemesFilter:
        """Return the form with lists of what there is: (code, words) of regions and providers."""
        self._choose("kind", _("all kinds"), SchemeKind.choices)
        self._choose("level", _("all levels"), Level.choices)
        self._choose("region", _("all regions"), regions)
        self._choose("provider", _("all providers"), providers)
        states = STATES if signed_in else FOR_EVERYBODY
        self._choose("state", states[0][1], states[1:])
        return self

    def _choose(self, name: str, everything: Any, choices: Any) -> None:
        self.fields[name].widget = forms.Select(choices=[("", everything), *choices])


def _key(value: str) -> str:
    return value if value.isdecimal() and len(value) < 10 else ""


def _known(value: str, values: list[str]) -> str:
    return value if value in values else ""
