"""What the provider's people write: who assesses, what is asked, opinions, decisions."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from promost.accounts.models import User
from promost.support.applications import reasons
from promost.support.applications.forms.common import DayField, DeedForm, NumberField, words
from promost.support.applications.queries import staff_of


class AssessorsForm(DeedForm):
    """Who assesses."""

    users = forms.ModelMultipleChoiceField(
        User.objects.none(),
        label=_("Who assesses"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_(
            "Each declares that they have no interest before anything is shown. Whoever decides is one of them."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["users"]
        field.queryset = staff_of(self.application)
        field.initial = [each.user_id for each in self.application.assessors.all()]


class DeclareForm(DeedForm):
    """Whether the assessor has an interest in the applicant."""

    interested = forms.TypedChoiceField(
        label=_("Your declaration"),
        choices=[
            ("no", _("I have no interest in the applicant: no kinship, share, work or debt there")),
            ("yes", _("I have an interest, and step back")),
        ],
        coerce=lambda said: said == "yes",
        widget=forms.RadioSelect,
        help_text=_("Said once. The enterprise sees that you open what it told, and what for."),
    )


class OpinionForm(DeedForm):
    """An assessor's opinion."""

    opinion = forms.ChoiceField(
        label=_("Your opinion"),
        choices=[("for", _("for approval")), ("against", _("against approval"))],
        widget=forms.RadioSelect,
    )
    words = words(_("Reasons"), _("Whoever decides reads them; the applicant does not."))


class AskForm(DeedForm):
    """What the applicant is asked for."""

    text = words(_("What is needed"))
    due_on = DayField(label=_("By which day"))


class ApproveForm(DeedForm):
    """How much is granted."""

    granted = NumberField(label=_("Amount granted, roubles"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["granted"].initial = self.application.asked
        if self.application.asked is None:
            del self.fields["granted"]


class RefuseForm(DeedForm):
    """Why an application is refused."""

    reason = forms.ChoiceField(label=_("Reason"))
    words = words(
        _("Reason in words"), _("The applicant reads it: which condition, and what would change the decision.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["reason"]
        field.choices = [("", "—"), *reasons.choices()]


class WhyForm(DeedForm):
    """Why a decision, a payment, a report is taken back or returned."""

    why = words(_("Why"))


class BareForm(DeedForm):
    """A deed without words."""
