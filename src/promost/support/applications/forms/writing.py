"""What the enterprise writes."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from promost.kit import formats
from promost.support.applications.forms.common import DeedForm, DocumentField, NumberField, words
from promost.support.models import RequiredDocument


class WritingForm(DeedForm):
    """The application itself. "submit" says that it is handed in as it stands."""

    purpose = words(
        _("What the support is for"),
        _("What you buy, build or change, and what comes of it."),
        rows=5,
        required=False,
    )
    asked = NumberField(label=_("Amount asked for, roubles"), required=False)
    jobs_promised = forms.IntegerField(label=_("New jobs promised"), min_value=0, max_value=100_000, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("purpose", "asked", "jobs_promised"):
            self.fields[name].initial = getattr(self.application, name)
        most = self.application.scheme.amount_max
        if most is not None:
            self.fields["asked"].help_text = _("The scheme gives at most %(most)s roubles.") % {
                "most": formats.number(most)
            }

    def given(self) -> dict[str, Any]:
        """Return what was written, by field."""
        return {name: self.cleaned_data[name] for name in ("purpose", "asked", "jobs_promised")}


class DocumentForm(DeedForm):
    """A document handed in; ``required``: which of those that the scheme asks for."""

    required = forms.ModelChoiceField(RequiredDocument.objects.none(), required=False, widget=forms.HiddenInput)
    file = DocumentField(label=_("File"))
    personal = forms.BooleanField(label=_("Contains personal data: only assessors see it"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["required"]
        field.queryset = RequiredDocument.objects.filter(scheme=self.application.scheme_id)


class WithdrawForm(DeedForm):
    """Why an application is taken back."""

    why = words(_("Why"), required=False, rows=2)


class AnswerForm(DeedForm):
    """The answer to a question."""

    text = words(
        _("Your answer"), _("The application and its documents can be changed now too: do that first."), rows=4
    )


class ReportForm(DeedForm):
    """A report on an obligation."""

    value = NumberField(label=_("Reached"), required=False, help_text=_("Not known? Leave it empty and say why."))
    words = words(_("In words"), required=False)
    file = DocumentField(label=_("What proves it"), required=False)
