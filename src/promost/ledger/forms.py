"""What is typed in: a result, a completion document, files, a reason."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from promost.ledger import naming, units
from promost.ledger.files import KINDS, LIMIT, MEGABYTE
from promost.ledger.models import EntryKind
from promost.ledger.numbers import read_number
from promost.ledger.problems import Bad
from promost.plans.models import Plan
from promost.profiles import breakdowns
from promost.profiles.models import Indicator
from promost.registry.models import Organisation, Region

ENTERED = (EntryKind.FACT, EntryKind.NIL, EntryKind.OPENING)


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
    """A measure's completion document."""

    words = forms.CharField(
        label=_("Explanation"), max_length=600, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    field_order = ("token", "files", "personal", "words")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["files"].label = _("Completion document")
        self.fields["files"].required = True


class AttachForm(EvidenceForm):
    """Files put beside a fact or a measure."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["files"].required = True


class ReasonForm(TokenForm):
    """Why something is taken back or erased."""

    reason = forms.CharField(label=_("Reason"), max_length=400, widget=forms.Textarea(attrs={"rows": 3}))


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
