"""Who opens the curator's queue: members of an organisation that sits for the curator of some agreement."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import Exists, OuterRef

from promost.accounts import acting
from promost.accounts.actors import Actor
from promost.accounts.models import Role
from promost.accounts.rules import Rule
from promost.plans.models import PartyOrganisation, SideChoice

SITS = "sits_for_curator"
"""What is asked along with each membership."""


def curate(actor: Actor, _thing: Any = None) -> bool:
    """Members of an organisation that is the curator of some agreement."""
    if actor.organisation is None or not actor.can(Role.VIEWER):
        return False
    return PartyOrganisation.objects.filter(organisation=actor.organisation, party__side=SideChoice.CURATOR).exists()


def see_queue(actor: Actor, thing: Any = None) -> bool:
    """The menu's line: whoever may open the queue; pages know it from the query that reads who acts."""
    sits = acting.asked_along(actor, SITS)
    return curate(actor, thing) if sits is None else bool(sits) and actor.can(Role.VIEWER)


def register() -> None:
    """Ask along with the memberships whether the organisation sits for a curator: the menu stands on every page."""
    seats = PartyOrganisation.objects.filter(organisation=OuterRef("organisation"), party__side=SideChoice.CURATOR)
    acting.ask_along(SITS, Exists(seats))


RULES: Mapping[str, Rule] = {"progress.curate": curate, "progress.see_queue": see_queue}
