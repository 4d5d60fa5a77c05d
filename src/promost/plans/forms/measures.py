"""A measure added or edited by hand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.forms import BaseFormSet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from promost.kit.text import clean
from promost.plans.actions.measures import Given, GivenOwner, GivenTarget
from promost.plans.forms import initial
from promost.plans.forms.amendments import reason_field
from promost.plans.forms.owners import TargetLines, targets_of
from promost.plans.forms.rows import RowForm
from promost.plans.models import Edition, MeasureEdition, Party, Plan, Section
from promost.plans.pages.problems import language
from promost.plans.queries.in_force import edition_in_force
from promost.plans.queries.parties import known_parties
from promost.plans.reading import messages
from promost.plans.reading.draft import DeadlineKind, Severity
from promost.plans.reading.language import deadlines
from promost.registry.models import Organisation

DATED = frozenset({DeadlineKind.DUE, DeadlineKind.PERIOD, DeadlineKind.RECURRING, DeadlineKind.MULTIPLE})
TERM = frozenset({"kind", "start", "end", "due_dates"})
"""The fields that give a deadline in days."""


class MeasureForm(RowForm):
    """The fields of a measure: a row's, and its section, its lead owner, and why it is changed."""

    section = forms.ModelChoiceField(label=_("Section"), queryset=Section.objects.none(), required=False)
    lead = forms.ModelChoiceField(
        label=_("Lead owner"),
        queryset=Organisation.objects.none(),
        required=False,
        help_text=_("Its time zone decides when the deadline ends."),
    )
    reason = forms.CharField(label=_("Why it is changed"), required=False, max_length=600)

    def __init__(self, *args: Any, plan: Plan, edition: Edition, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sections = Section.objects.filter(edition=edition).order_by("position")
        self.fields["section"].queryset = sections  # type: ignore[attr-defined]
        self.fields["lead"].queryset = organisations()  # type: ignore[attr-defined]
        self.fields["version"].required = False
        self.fields["title"].required = True
        self.period = (plan.starts_on, plan.ends_on)

    def clean(self) -> dict[str, Any]:
        """Keep the words and the days of the deadline together: who changes the one changes the other.

        Words given alone are read as the document's would be, and what is not understood is said; days given alone
        take the place of the words, which would say something else.
        """
        data = super().clean()
        words, days = data.get("deadline_text"), TERM & set(self.changed_data)
        if words and self._words_alone(data, bool(days)):
            self._read(data, words)
        elif words and days and "deadline_text" not in self.changed_data:
            data["deadline_text"] = ""
        return data

    def _words_alone(self, data: dict[str, Any], days_changed: bool) -> bool:
        if "deadline_text" in self.changed_data and not days_changed:
            return True
        given = data.get("start") or data.get("end") or data.get("due_dates")
        return not given and data.get("kind") in DATED

    def _read(self, data: dict[str, Any], words: str) -> None:
        deadline, problems = deadlines.read(words, self.period)
        for each in problems:
            if each.severity is Severity.ERROR:
                self.add_error("deadline_text", messages.say(each.code, dict(each.values), language()))
        data |= {
            "kind": str(deadline.kind),
            "start": deadline.start,
            "end": deadline.end,
            "due_dates": deadline.due_dates,
        }


class MeasureOwnerLine(forms.Form):
    """An owner: the party, its organisation, the person, the consent."""

    party = forms.ModelChoiceField(label=_("Party"), queryset=Party.objects.none(), required=False)
    organisation = forms.ModelChoiceField(label=_("Body"), queryset=Organisation.objects.none(), required=False)
    person = forms.CharField(label=_("Person"), max_length=200, required=False)
    by_agreement = forms.BooleanField(label=_("subject to agreement"), required=False)

    def __init__(self, *args: Any, parties: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["party"].queryset = parties  # type: ignore[attr-defined]
        self.fields["organisation"].queryset = organisations()  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Ask for the other half of a line that is begun."""
        data = super().clean() or self.cleaned_data
        if bool(data.get("organisation")) != bool(data.get("party")):
            self.add_error(
                "party" if data.get("organisation") else "organisation", _("Fill this in, or empty the line.")
            )
        return data


MeasureOwnerLines = forms.formset_factory(MeasureOwnerLine, extra=2)


def organisations() -> Any:
    """Return the organisations that may be chosen."""
    return Organisation.objects.filter(merged_into=None).order_by("name")


class MeasureEditing:
    """Three forms that are sent together: fields, owners, targets."""

    def __init__(
        self,
        data: QueryDict | None,
        plan: Plan,
        row: MeasureEdition | None = None,
        *,
        joins: bool | None = None,
        edition: Edition | None = None,
    ) -> None:
        """Make the forms; ``joins`` is given for an amendment: True where it has its reason, False where one is due.

        ``edition`` is the one in force, where it was read already.
        """
        in_force = edition or edition_in_force(plan)
        parties = plan.agreement.parties.order_by("order")
        self.fields = MeasureForm(data, initial=initial.fields(row), prefix="row", plan=plan, edition=in_force)
        if joins is not None:
            self.fields.fields.pop("reason") if joins else self.fields.fields.update(reason=reason_field())
        self.owners: BaseFormSet[MeasureOwnerLine] = MeasureOwnerLines(
            data, initial=initial.owners(row), prefix="owner", form_kwargs={"parties": parties}
        )
        self.targets = TargetLines(data, initial=initial.targets(row), prefix="target")
        self._offer_the_same(known_parties(plan.agreement))

    def _offer_the_same(self, parties: Sequence[Party] | None) -> None:
        """Read bodies once for all the lines that offer them, and parties unless they are known already."""
        lines = list(self.owners)
        for name in ("party", "organisation"):
            fields = [line.fields[name] for line in lines]
            fields += [self.fields.fields["lead"]] if name == "organisation" else []
            offered = _offered(fields[0], parties if name == "party" else None)
            for field in fields:
                field.choices = offered  # type: ignore[attr-defined]

    def is_valid(self) -> bool:
        """Tell whether all three are well filled in."""
        return all([self.fields.is_valid(), self.owners.is_valid(), self.targets.is_valid()])

    @property
    def version(self) -> int:
        """The version that the form was made from."""
        version: int | None = self.fields.cleaned_data["version"]
        return -1 if version is None else version

    @property
    def reason(self) -> str:
        """Why it is changed; "" where the amendment has its reason."""
        return str(self.fields.cleaned_data.get("reason", ""))

    def given(self) -> Given:
        """Return the measure as typed."""
        data = self.fields.cleaned_data
        words = ("number", "title", "deadline_text", "result", "completion_document", "note")
        return Given(
            **{name: clean(data[name]) for name in words},
            direction=data["direction"],
            deadline_kind=data["kind"],
            starts_on=data["start"],
            ends_on=data["end"],
            due_dates=data["due_dates"],
            section=data["section"],
            lead=data["lead"],
            owners=tuple(_owner(line) for line in self.owners.cleaned_data if line.get("organisation")),
            targets=tuple(
                GivenTarget(each.label, each.value, each.unit, each.okei or "", each.comparator)
                for each in targets_of(self.targets.cleaned_data)
            ),
        )


def _offered(field: Any, known: Sequence[Party] | None) -> list[tuple[Any, str]]:
    if known is None:
        return list(iter(field.choices))  # without iter() they are counted first
    return [("", field.empty_label), *((each.pk, field.label_from_instance(each)) for each in known)]


def _owner(line: dict[str, Any]) -> GivenOwner:
    return GivenOwner(line["party"], line["organisation"], line["person"], line["by_agreement"])
