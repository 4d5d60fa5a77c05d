"""A file of an open register as it is uploaded."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from promost.kit import uploads
from promost.profiles.commands.register import read_mapping
from promost.profiles.register.problems import BadRegister

MEGABYTE = 1024 * 1024
MOST = 64 * MEGABYTE
"""What a page takes; larger files are loaded by the command ``promost profiles import``."""


class LoadForm(forms.Form):
    """The file, and which column is which where its headings are not known."""

    file = forms.FileField(
        label=_("File of the register"),
        help_text=_(
            "SME register (VO_RRMSPSV), headcount (OTKRDAN3), revenue and expenses (OTKRDAN5), an extract of the "
            "register of legal entities: .xml, or many in a .zip; or a table. Up to 64 MB; larger ones by the command "
            "line."
        ),
        widget=forms.ClearableFileInput(attrs={"accept": ".xml,.zip,.csv,.tsv,.xlsx,.xls,.ods"}),
    )
    mapping = forms.CharField(
        label=_("Columns"),
        required=False,
        help_text=_("For a table whose headings are not recognised: {“inn”: “heading”} as JSON."),
    )

    def clean_file(self) -> Any:
        """Weigh the file before anything of it is read."""
        file = self.cleaned_data["file"]
        if file.size > MOST:
            raise ValidationError(_("It is larger than 64 MB: let whoever runs the installation load it."))
        head = file.read(4)
        file.seek(0)
        if head == b"PK\x03\x04":
            try:
                uploads.open_archive(file.read())
            except uploads.Refused:
                raise ValidationError(_("The archive is damaged, locked, or unpacks to too much.")) from None
            file.seek(0)
        return file

    def clean_mapping(self) -> Mapping[str, str]:
        """Read the columns."""
        text = self.cleaned_data["mapping"].strip()
        try:
            return read_mapping(text if text.startswith("{") or not text else "{")
        except BadRegister as bad:
            raise ValidationError(str(bad)) from None
