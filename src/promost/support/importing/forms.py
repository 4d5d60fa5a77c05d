"""Forms of the import: a file; which column holds what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from promost.support.reading.columns.fields import fields

KINDS = ("xlsx", "xls", "ods", "csv")
LEFT_OUT = "-"


class FileForm(forms.Form):
    """A file of schemes."""

    document = forms.FileField(
        label=_("File of schemes"),
        allow_empty_file=True,  # the reader says what to do about an empty file
        help_text=_(
            "The national investment map's form, the open data of the industry's information system, or any table with "
            "a heading row: .xlsx, .xls, .ods, .csv; up to 20 MB."
        ),
        widget=forms.ClearableFileInput(attrs={"accept": ",".join(f".{kind}" for kind in KINDS)}),
    )


class ColumnsForm(forms.Form):
    """Which field each heading of a file holds."""

    def __init__(self, *args: Any, headings: Sequence[str], known: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = "en" if (get_language() or "ru").startswith("en") else "ru"
        choices = [(LEFT_OUT, _("— left out —")), *((each.code, each.name(language)) for each in fields().values())]
        self.headings = list(headings)
        for place, heading in enumerate(headings):
            self.fields[f"column_{place}"] = forms.ChoiceField(
                label=heading, choices=choices, initial=known.get(heading, LEFT_OUT)
            )

    def clean(self) -> dict[str, Any]:
        """A field may be given to one column only."""
        given = super().clean() or {}
        chosen = [field for field in given.values() if field != LEFT_OUT]
        for name, field in list(given.items()):
            if field != LEFT_OUT and chosen.count(field) > 1:
                self.add_error(name, _("Another column holds this already; choose it for one."))
        return given

    @property
    def mapping(self) -> dict[str, str]:
        """Heading → field; "" for one that is left out."""
        fields_ = [self.cleaned_data[f"column_{place}"] for place in range(len(self.headings))]
        return {
            heading: "" if field == LEFT_OUT else field for heading, field in zip(self.headings, fields_, strict=True)
        }
