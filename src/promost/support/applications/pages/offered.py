"""Which deeds an actor is offered on the page of an application, each with its form."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from promost.accounts.actors import Actor
from promost.accounts.rules import can
from promost.support.applications.forms.common import DeedForm
from promost.support.applications.pages.deeds import DEEDS, Deed, assessor_of
from promost.support.models import Application, Taken

APART = ("document", "look")
"""Deeds that stand beside what they concern, not among the others."""


@dataclass(frozen=True, slots=True)
class Offered:
    """A deed with its form, where it is sent, and whether the form came back with something to mend."""

    deed: Deed
    form: DeedForm
    url: str

    @property
    def is_open(self) -> bool:
        """Whether a folded form is shown unfolded."""
        return self.form.is_bound


def offered(actor: Actor, application: Application, bound: Mapping[str, DeedForm]) -> list[Offered]:
    """Return the deeds in the order of the table; one whose form came back is among them."""
    if application.taken == Taken.ELSEWHERE:
        return []
    return [
        form_of(each, application, bound.get(each.verb))
        for each in DEEDS.values()
        if each.verb not in APART and is_offered(actor, application, each)
    ]


def is_offered(actor: Actor, application: Application, deed: Deed) -> bool:
    """Tell whether a deed can be done now, by this actor."""
    if application.state not in deed.states or not can(actor, deed.permission, application):
        return False
    mine = assessor_of(actor, application)
    if deed.verb == "declare":
        return mine is not None and mine.declared_at is None
    return True


def form_of(deed: Deed, application: Application, bound: DeedForm | None = None, part: str = "") -> Offered:
    """Return a deed with its form; ``part`` tells several of one kind apart on a page."""
    form: Any = bound or deed.form(application=application, auto_id=f"id_{deed.verb}{part}_%s")
    return Offered(deed, form, reverse(f"support:application-{deed.verb}", args=[application.uuid]))
