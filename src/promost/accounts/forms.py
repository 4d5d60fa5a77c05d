"""Forms of the accounts."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth.password_validation import password_validators_help_text_html, validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from promost.accounts.models import Role, User
from promost.registry.models import Organisation

WORK_ROLES = [("", _("none")), *((role.value, role.label) for role in Role if role != Role.ADMINISTRATOR)]


def language_field() -> forms.ChoiceField:
    """Return the choice of a language."""
    return forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)


def name_field(**more: Any) -> forms.CharField:
    """Return the field for a person's name."""
    widget = forms.TextInput(attrs={"autocomplete": "name"})
    return forms.CharField(label=pgettext_lazy("of a person", "Name"), max_length=160, widget=widget, **more)


class InviteForm(forms.Form):
    """Whom to invite, with which role. Whoever runs the installation chooses the organisation too."""

    email = forms.EmailField(label=_("E-mail"), widget=forms.EmailInput(attrs={"autocomplete": "off"}))
    role = forms.ChoiceField(
        label=_("Role"),
        choices=Role.choices,
        help_text=_(
            "A viewer reads; an editor also works on plans; a signatory also signs for the organisation; an "
            "administrator invites people and gives roles."
        ),
    )
    language = language_field()


class FoundForm(forms.Form):
    """The first administrator of an organisation, invited by whoever runs the installation."""

    organisation = forms.ModelChoiceField(
        Organisation.objects.filter(merged_into=None), label=_("Organisation"), empty_label=_("choose")
    )
    email = forms.EmailField(label=_("E-mail"), widget=forms.EmailInput(attrs={"autocomplete": "off"}))
    language = language_field()


class RolesForm(forms.Form):
    """A member's roles: one in the work, and whether they administer."""

    work = forms.ChoiceField(label=_("Role"), choices=WORK_ROLES, required=False)
    administers = forms.BooleanField(label=_("administrator"), required=False)

    def roles(self) -> set[Role]:
        """Return the roles chosen; the form is valid."""
        chosen = {Role(self.cleaned_data["work"])} if self.cleaned_data["work"] else set()
        return chosen | ({Role.ADMINISTRATOR} if self.cleaned_data["administers"] else set())


class NewAccountForm(forms.Form):
    """What a person who was invited says of themselves, and the password."""

    name = name_field(help_text=_("As colleagues of the other side should see it."))
    position = forms.CharField(
        label=_("Position"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "organization-title"}),
    )
    password = forms.CharField(
        label=_("Password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=password_validators_help_text_html,
    )
    again = forms.CharField(
        label=_("Password once more"), strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "new-password"})
    )

    def __init__(self, *args: Any, email: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.email = email

    def clean_password(self) -> str:
        """Refuse a password that is weak for this person."""
        password: str = self.cleaned_data["password"]
        validate_password(password, User(email=self.email, name=self.cleaned_data.get("name", "")))
        return password

    def clean_again(self) -> str:
        """Refuse two different passwords."""
        again: str = self.cleaned_data["again"]
        if "password" in self.cleaned_data and again != self.cleaned_data["password"]:
            raise ValidationError(gettext("The two passwords differ."))
        return again


class ProfileForm(forms.Form):
    """What a person says of themselves. The address is the account's name and stays."""

    name = name_field()
    position = forms.CharField(
        label=_("Position"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "organization-title"}),
    )
    language = language_field()


class EraseForm(forms.Form):
    """A person confirms that their account is to be erased."""

    password = forms.CharField(
        label=_("Password"), strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "current-password"})
    )
    sure = forms.BooleanField(label=_("I know that this cannot be undone."))

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        if not user.has_usable_password():
            del self.fields["password"]

    def clean_password(self) -> str:
        """Refuse a wrong password."""
        password: str = self.cleaned_data["password"]
        if not self.user.check_password(password):
            raise ValidationError(gettext("This is not your password."))
        return password
