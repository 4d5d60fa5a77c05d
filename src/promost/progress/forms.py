"""A progress note as it is typed in."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from promost.accounts.actors import Actor
from promost.kit import clock
from promost.progress.actions import LONGEST


class NoteForm(forms.Form):
    """A line about a day; the day begins as today, by the calendar of whoever writes."""

    token = forms.UUIDField(widget=forms.HiddenInput)
    day = forms.DateField(label=_("Day"), widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}))
    text = forms.CharField(
        label=_("How it stands, in a line"),
        max_length=LONGEST,
        help_text=_("A note explains; the state follows from facts alone. Nothing personal, please."),
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["token"].initial = uuid4
        self.fields["day"].initial = clock.today(actor.zone)

    @property
    def given_token(self) -> UUID:
        """The one-time token."""
        token: UUID = self.cleaned_data["token"]
        return token
