"""Mending a row of a preview."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from promost.kit.text import clean
from promost.plans.forms.days import DaysField
from promost.plans.mending import GivenDates, Mend, dates_of
from promost.plans.models.editions import DeadlineChoice
from promost.plans.reading.draft import DeadlineKind, RowDraft
from promost.registry.rooms import directions

WORDS = ("number", "title", "direction", "result", "completion_document", "note", "deadline_text")
"""The fields that are taken as typed, with their spaces in order."""


def direction_choices() -> list[tuple[str, Any]]:
    """Return the directions of the register, and none."""
    return [("", _("— not said —")), *((room.code, room.name) for room in directions())]


class RowForm(forms.Form):
    """The fields of a row. The term may be given in words, which are read again, or in dates, which are taken."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    number = forms.CharField(label=_("No."), max_length=40, required=False)
    title = forms.CharField(label=_("Measure"), widget=forms.Textarea(attrs={"rows": 3}), required=False)
    direction = forms.ChoiceField(label=_("Direction"), required=False)
    deadline_text = forms.CharField(
        label=_("Deadline in words"),
        required=False,
        help_text=_("As a document writes it: “Q3 2025”, “by 1 July 2025”."),
    )
    kind = forms.ChoiceField(label=_("Kind of deadline"), choices=DeadlineChoice.choices)
    start = forms.DateField(
        label=_("From"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    end = forms.DateField(
        label=_("Last day"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    due_dates = DaysField(label=_("Several days"), required=False)
    result = forms.CharField(label=_("Expected result"), widget=forms.Textarea(attrs={"rows": 3}), required=False)
    completion_document = forms.CharField(label=_("Completion document"), required=False)
    note = forms.CharField(label=_("Note"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["direction"].choices = direction_choices()  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Refuse a term that ends before it starts, beside the day that is wrong."""
        data = super().clean() or self.cleaned_data
        start, end = data.get("start"), data.get("end")
        if isinstance(start, date) and isinstance(end, date) and end < start:
            self.add_error("end", ValidationError(_("The term ends before it starts; change one of the two days.")))
        return data

    def mend(self) -> Mend:
        """Return what was typed, without owners and targets."""
        data = self.cleaned_data
        dates = GivenDates(DeadlineKind(data["kind"]), data["start"], data["end"], tuple(data["due_dates"]))
        words: dict[str, Any] = {name: clean(data[name]) for name in WORDS}
        return Mend(**words, dates=dates)


def initial(row: RowDraft, version: int) -> dict[str, Any]:
    """Return the form's initial values from a row."""
    dates = dates_of(row.deadline)
    return {
        "version": version,
        "number": row.number,
        "title": row.title,
        "direction": row.direction or "",
        "deadline_text": row.deadline.text,
        "kind": str(dates.kind),
        "start": dates.start,
        "end": dates.end,
        "due_dates": dates.due_dates,
        "result": row.result,
        "completion_document": row.completion_document,
        "note": row.note,
    }


class AcceptErrorForm(forms.Form):
    """Taking an error as the signed document has it."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    code = forms.CharField(widget=forms.HiddenInput)
    note = forms.CharField(label=_("Why it is taken as it stands"), max_length=400)
