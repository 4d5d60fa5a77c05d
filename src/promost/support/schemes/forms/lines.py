"""Lines of a scheme: acts, documents, windows, obligations. A line is added and taken out by a round trip, so that it
works without JavaScript; a line in which nothing stands is none.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from promost.profiles.models import Indicator
from promost.support.models import ObligationKind
from promost.support.schemes.actions import Act, Days, Paper
from promost.support.schemes.forms import giving

MOST = 60


def day(label: Any) -> forms.DateField:
    """Return a field for a day."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, required=False, widget=widget)


class Line(forms.Form):
    """A line. ``needed``: what a line that is begun must have."""

    needed = ""
    begun: tuple[str, ...] = ()

    def clean(self) -> dict[str, Any]:
        """Ask for the rest of a line that is begun."""
        given = super().clean() or self.cleaned_data
        if (
            any(given.get(name) for name in self.begun)
            and not given.get(self.needed)
            and self.needed not in self.errors
        ):
            self.add_error(self.needed, _("Fill this in, or empty the line."))
        return given


class ActLine(Line):
    """A legal act."""

    needed, begun = "title", ("kind", "number", "dated", "url")
    title = forms.CharField(label=_("Title of the act"), max_length=1000, required=False)
    kind = forms.CharField(label=_("Kind of act"), max_length=120, required=False)
    number = forms.CharField(label=_("Number"), max_length=60, required=False)
    dated = day(_("Date"))
    url = forms.URLField(label=_("Link"), max_length=1000, required=False, assume_scheme="https")


class DocumentLine(Line):
    """A document that an applicant hands in."""

    needed, begun = "name", ()
    name = forms.CharField(label=_("Document"), max_length=1000, required=False)
    optional = forms.BooleanField(label=_("may be left out"), required=False)


class WindowLine(Line):
    """When applications are taken."""

    needed, begun = "opens_on", ("closes_on", "note")
    opens_on = day(_("Opens on"))
    closes_on = day(_("Last day"))
    note = forms.CharField(label=_("Note"), max_length=300, required=False)

    def clean(self) -> dict[str, Any]:
        """A window closes after it opens."""
        given = super().clean()
        if given.get("opens_on") and given.get("closes_on") and given["closes_on"] < given["opens_on"]:
            self.add_error("closes_on", _("The last day comes before the first: exchange them."))
        return given


class ObligationLine(Line):
    """What every grantee promises; the values stand in the agreement."""

    needed, begun = "kind", ("indicator", "months")
    kind = forms.ChoiceField(label=_("What is promised"), required=False, choices=[("", "—"), *ObligationKind.choices])
    indicator = forms.ChoiceField(label=_("Measured by"), required=False)
    months = forms.IntegerField(label=_("Months after the agreement"), required=False, min_value=0, max_value=240)

    def __init__(self, *args: Any, indicators: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["indicator"].choices = [("", "—"), *indicators]  # type: ignore[attr-defined]


class Lines(forms.BaseFormSet):
    """Lines of which none is there for good: each may be emptied or taken out."""

    def initial_form_count(self) -> int:
        """None: a line that was there before is no more bound to stay than a new one."""
        return 0

    def total_form_count(self) -> int:
        """As many as were sent; at first, one for each that there is."""
        if self.is_bound:
            return super().total_form_count()
        return len(self.initial or ())

    def given(self) -> list[dict[str, Any]]:
        """Return the lines in which something stands."""
        return [form.cleaned_data for form in self.forms if form.cleaned_data.get(form.needed)]


class GivesLine(Line):
    """What the enterprise has once it was granted."""

    needed, begun = "what", ()
    what = forms.ChoiceField(label=_("The enterprise then has"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["what"].choices = [("", "—"), *giving.choices()]  # type: ignore[attr-defined]


KINDS: dict[str, type[Line]] = {
    "acts": ActLine, "documents": DocumentLine, "windows": WindowLine, "obligations": ObligationLine,
    "gives": GivesLine,
}  # fmt: skip
SETS = {
    name: forms.formset_factory(line, formset=Lines, extra=0, max_num=MOST, absolute_max=MOST)
    for name, line in KINDS.items()
}


def indicators() -> list[tuple[str, str]]:
    """Return (code, name) of what an obligation may be measured by."""
    return [(each.code, str(each)) for each in Indicator.objects.order_by("code")]


def changed(data: QueryDict, button: str) -> QueryDict | None:
    """Return what was sent with a line more ("add:acts") or less ("drop:acts-2"); None for another button."""
    verb, _sign, what = button.partition(":")
    name, _dash, place = what.partition("-")
    if verb not in ("add", "drop") or name not in KINDS:
        return None
    count = _count(data, name)
    sent = data.copy()
    if verb == "add":
        sent[f"{name}-TOTAL_FORMS"] = str(min(count + 1, MOST))
    elif place.isdecimal() and int(place) < count:
        _shift(sent, name, int(place), count)
        sent[f"{name}-TOTAL_FORMS"] = str(count - 1)
    return sent


def _count(data: QueryDict, name: str) -> int:
    total = data.get(f"{name}-TOTAL_FORMS", "")
    return min(int(total), MOST) if total.isdecimal() and len(total) < 6 else 0


def _shift(sent: QueryDict, name: str, gone: int, count: int) -> None:
    for field in KINDS[name].base_fields:
        values = [sent.get(f"{name}-{n}-{field}") for n in range(count) if n != gone]
        for n in range(count):
            sent.pop(f"{name}-{n}-{field}", None)
        for n, value in enumerate(values):
            if value is not None:
                sent[f"{name}-{n}-{field}"] = value


def acts_of(rows: list[dict[str, Any]]) -> list[Act]:
    """Return the acts that were filled in."""
    return [Act(**row) for row in rows]


def documents_of(rows: list[dict[str, Any]]) -> list[Paper]:
    """Return the documents that were filled in."""
    return [Paper(row["name"], required=not row["optional"]) for row in rows]


def windows_of(rows: list[dict[str, Any]]) -> list[Days]:
    """Return the windows that were filled in."""
    return [Days(**row) for row in rows]


def obligations_of(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the obligations that were filled in, as the scheme keeps them."""
    return [
        {name: row[name] for name in ("kind", "indicator", "months") if row[name] not in ("", None)} for row in rows
    ]
