"""A comment as it is typed in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from promost.comments.actions import LONGEST
from promost.comments.people import Person


class CommentForm(forms.Form):
    """The text, and who is told besides those named in it. Whether they may be is asked by the action."""

    token = forms.UUIDField(widget=forms.HiddenInput(attrs={"id": "comment_token"}))
    text = forms.CharField(
        label=_("Comment"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3, "id": "comment_text", "data-mentions": _("Names to choose from")}),
        help_text=_("Write @ and a surname, or @ and an office, to tell people. Nothing personal, please."),
    )
    notify = forms.TypedMultipleChoiceField(required=False, coerce=UUID)

    def __init__(self, *args: Any, people: Sequence[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["token"].initial = uuid4
        chosen = self.data.getlist("notify") if isinstance(self.data, QueryDict) else []
        known = [str(person.user.uuid) for person in people]
        # Who was ticked and sees the thing no more is a matter for the action, which says so in words.
        given = self.fields["notify"]
        assert isinstance(given, forms.TypedMultipleChoiceField)  # noqa: S101 - as it is declared above
        given.choices = [(each, each) for each in {*known, *filter(_is_uuid, chosen)}]
        self.ticked = frozenset(chosen)

    @property
    def given(self) -> tuple[str, frozenset[UUID], UUID]:
        """What was typed: the text, who is ticked, the one-time token."""
        data = self.cleaned_data
        return data["text"], frozenset(data["notify"]), data["token"]


def _is_uuid(text: str) -> bool:
    try:
        return bool(UUID(text))
    except ValueError:
        return False
