"""What forms of an application share: the version they were shown at, amounts, days, what an action refused."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from promost.kit import formats
from promost.ledger.files import KINDS
from promost.ledger.numbers import read_number
from promost.ledger.problems import Bad
from promost.support.models import Application

ACCEPT = ",".join(f".{kind}" for kind in KINDS) + ",.jpeg,.tif"
FILES = _("One file of at most 20 MB: .pdf, .docx, .xlsx, .odt, .ods, .pptx, .jpg, .png, .tiff.")


class NumberField(forms.CharField):
    """A number as people type it: "1 250 000,50"."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
        super().__init__(max_length=40, widget=widget, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        """Write a number as it is read."""
        return formats.number(value) if isinstance(value, Decimal) else value

    def clean(self, value: Any) -> Decimal | None:
        """Return the number, None for an empty box."""
        text = super().clean(value)
        if not text.strip():
            return None
        try:
            return read_number(text)
        except Bad as bad:
            raise ValidationError(bad.words, code=bad.code) from bad


class DayField(forms.DateField):
    """A day."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **kwargs)


class DocumentField(forms.FileField):
    """One file; what is in it is looked at by the action."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", FILES)
        super().__init__(widget=forms.FileInput(attrs={"accept": ACCEPT}), allow_empty_file=True, **kwargs)


def words(label: Any, help_text: Any = "", *, rows: int = 3, required: bool = True) -> forms.CharField:
    """Return a box for some sentences."""
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, max_length=4000, help_text=help_text, required=required, widget=widget)


class DeedForm(forms.Form):
    """A form for one deed on an application, from the version that its reader saw."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, *args: Any, application: Application, **kwargs: Any) -> None:
        self.application = application
        super().__init__(*args, **kwargs)
        self.fields["version"].initial = application.version

    @property
    def seen(self) -> int:
        """The version that the reader saw."""
        found: int = self.cleaned_data["version"]
        return found

    def show_version(self, version: int) -> None:
        """Come back with a newer version: a first part of the deed was done, and is shown."""
        self.data = self.data.copy()  # type: ignore[attr-defined]  # as a request gives it
        self.data["version"] = str(version)  # type: ignore[index]

    def clean(self) -> dict[str, Any]:
        """Ask for the page again where its version was lost on the way."""
        data = super().clean() or self.cleaned_data
        if "version" in self.errors:
            del self.errors["version"]
            self.add_error(None, _("This form was not complete. Look at it and send it again."))
        return data

    def refuse(self, refused: ValidationError | Bad) -> None:
        """Show what the action refused beside the field that it concerns."""
        if isinstance(refused, Bad):
            place = "file" if refused.field == "files" else refused.field
            self.add_error(place if place in self.fields else None, refused.words)
            return
        several = refused.message_dict if hasattr(refused, "error_dict") else {"": refused.messages}
        for name, sentences in several.items():
            self.add_error(name if name in self.fields else None, sentences)
