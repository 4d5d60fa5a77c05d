"""What forms of the ledger share: the one-time token, files, a reason."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from promost.ledger.files import KINDS, LIMIT, MEGABYTE
from promost.ledger.problems import Bad


class FilesInput(forms.ClearableFileInput):
    """A box for several files."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files; what is in them is looked at by the action. A browser gives no file back after an error."""

    def __init__(self, **kwargs: Any) -> None:
        accept = ",".join(f".{kind}" for kind in KINDS) + ",.jpeg,.tif"
        widget = FilesInput(attrs={"accept": accept, "multiple": True})
        super().__init__(widget=widget, allow_empty_file=True, **kwargs)

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        """Return the files, none where nothing was chosen."""
        if not data:
            super().clean(None, initial)
            return []
        given = data if isinstance(data, list | tuple) else [data]
        return [super(FilesField, self).clean(each, initial) for each in given]


FILES_HELP = _("Up to 10 files of at most %(limit)s MB: .pdf, .docx, .xlsx, .odt, .ods, .pptx, .jpg, .png, .tiff.")


class TokenForm(forms.Form):
    """A form that does its deed once, however often it is sent."""

    token = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["token"].initial = uuid4

    def clean(self) -> dict[str, Any]:
        """Give a form that lost its token another one, so that it can be looked at and sent again."""
        data = super().clean() or self.cleaned_data
        if "token" in self.errors:
            del self.errors["token"]
            self.data = {**self.data, self.add_prefix("token"): str(uuid4())}
            self.add_error(None, _("This form was not complete. Look at it and send it again."))
        return data

    @property
    def given_token(self) -> UUID:
        """The one-time token."""
        token: UUID = self.cleaned_data["token"]
        return token

    @property
    def files_are_lost(self) -> bool:
        """Whether files were chosen and the form comes back: they have to be chosen again."""
        return bool(self.files) and bool(self.errors)

    def refuse(self, bad: Bad) -> None:
        """Show what the action refused beside the field that it concerns."""
        self.add_error(bad.field if bad.field in self.fields else None, bad.words)


class EvidenceForm(TokenForm):
    """Files, and whether they contain personal data."""

    files = FilesField(label=_("Evidence"), required=False)  # type: ignore[assignment]  # Django keeps what was sent there
    personal = forms.BooleanField(
        label=_("The files contain personal data"),
        required=False,
        help_text=_("Then only editors of your organisation and of the measure's owners open them."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["files"].help_text = str(FILES_HELP) % {"limit": LIMIT // MEGABYTE}


class AttachForm(EvidenceForm):
    """Files put beside a fact or a measure."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["files"].required = True


class ReasonForm(TokenForm):
    """Why something is taken back or erased."""

    reason = forms.CharField(label=_("Reason"), max_length=400, widget=forms.Textarea(attrs={"rows": 3}))
