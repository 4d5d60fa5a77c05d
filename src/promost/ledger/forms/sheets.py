"""A sheet of many facts."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from promost.ledger.forms.common import EvidenceForm


class SheetForm(EvidenceForm):
    """A sheet of many facts, and what proves them."""

    sheet = forms.FileField(
        label=_("File with results"),
        allow_empty_file=True,
        help_text=_("The template filled in: .xlsx, up to 20 MB."),
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
    )
    field_order = ("token", "sheet", "files", "personal")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["files"].label = _("Evidence for its rows")
