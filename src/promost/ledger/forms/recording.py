"""A result of one indicator, and a completion document."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from promost.kit import formats
from promost.ledger import naming, units
from promost.ledger.forms.common import EvidenceForm
from promost.ledger.models import EntryKind
from promost.ledger.numbers import read_number
from promost.ledger.problems import Bad
from promost.plans.models import Plan
from promost.profiles import breakdowns
from promost.profiles.models import Indicator
from promost.registry.models import Organisation, Region

ENTERED = (EntryKind.FACT, EntryKind.NIL, EntryKind.OPENING)


class RecordForm(EvidenceForm):
    """A result of one indicator."""

    kind = forms.ChoiceField(
        label=_("What is entered"),
        choices=[(kind.value, kind.label) for kind in ENTERED],
        initial=EntryKind.FACT,
        help_text=_("A nil report says that there was nothing; an opening was accepted on paper before."),
    )
    value = forms.CharField(
        label=_("Value"), max_length=60, required=False, widget=forms.TextInput(attrs={"inputmode": "decimal"})
    )
    unit = forms.ChoiceField(label=_("Unit"), required=False)
    happened_on = forms.DateField(
        label=_("Day on which it happened"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    breakdown = forms.ChoiceField(label=_("Told apart by"), required=False)
    organisation = forms.CharField(
        label=_("Organisation"),
        max_length=400,
        required=False,
        help_text=_("Its name or INN. Begin typing to search."),
        widget=forms.TextInput(attrs={"list": "organisations-offered", "autocomplete": "off"}),
    )
    region = forms.ModelChoiceField(label=_("Region"), queryset=Region.objects.none(), required=False)
    words = forms.CharField(
        label=_("Explanation"),
        max_length=600,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Names of persons and other personal data do not belong here."),
    )
    field_order = (
        "token", "kind", "value", "unit", "happened_on", "breakdown", "organisation", "region", "words", "files",
        "personal",
    )  # fmt: skip

    def __init__(self, *args: Any, plan: Plan, indicator: Indicator, regions: Sequence[Region], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.plan, self.indicator = plan, indicator
        self._choices("unit", [(each.code, each.symbol) for each in units.choices(indicator)])
        self._choices("breakdown", breakdowns.choices(indicator.breakdowns))
        chosen = self.fields["region"]
        chosen.queryset = Region.objects.order_by("name_ru")  # type: ignore[attr-defined]
        chosen.initial = regions[0].pk if regions else None
        if indicator.needs_organisation:
            self.fields["organisation"].help_text = _("Needed, since organisations are counted. Its name or INN.")

    def _choices(self, name: str, choices: Sequence[tuple[str, str]]) -> None:
        """A choice of one is none: the field is left out."""
        if len(choices) < 2:
            del self.fields[name]
        else:
            self.fields[name].choices = choices  # type: ignore[attr-defined]

    def clean_value(self) -> Decimal | None:
        """Read the number as it is typed."""
        text = self.cleaned_data["value"]
        value: Decimal | None = self._read(read_number, text) if text.strip() else None
        return value

    def clean_organisation(self) -> Organisation | None:
        """Find the organisation."""
        found: Organisation | None = self._read(naming.organisation_of, self.cleaned_data["organisation"], self.plan)
        return found

    def _read(self, read: Any, *given: Any) -> Any:
        try:
            return read(*given)
        except Bad as bad:
            raise ValidationError(bad.words, code=bad.code) from bad

    def clean(self) -> dict[str, Any]:
        """Ask for a value, except where nothing is reported."""
        data = super().clean()
        is_nil = data.get("kind") == EntryKind.NIL
        if not is_nil and "value" in data and data["value"] is None:
            self.add_error("value", _("Give the value. If there was nothing, choose “nil report”."))
        if is_nil and data.get("value"):
            self.add_error("value", _("A nil report has no value. Empty it, or choose “result”."))
        return data


class CompletionForm(EvidenceForm):
    """A measure's completion document; of several occurrences it says which one it closes."""

    part = forms.ChoiceField(label=_("For which term"), required=False)
    words = forms.CharField(
        label=_("Explanation"), max_length=600, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    field_order = ("token", "part", "files", "personal", "words")

    def __init__(self, *args: Any, parts: Sequence[str] = (), today: date | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if parts:
            self.fields["part"].choices = [(each, formats.day(date.fromisoformat(each))) for each in parts]  # type: ignore[attr-defined]
            to_come = [each for each in parts if today is None or date.fromisoformat(each) >= today]
            self.fields["part"].initial = (to_come or parts[-1:])[0]
        else:
            del self.fields["part"]
        self.fields["files"].label = _("Completion document")
        self.fields["files"].required = True
