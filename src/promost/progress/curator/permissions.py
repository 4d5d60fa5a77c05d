"""Who opens the curator's queue: members of an organisation that sits for the curator of some agreement."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from promost.accounts.actors import Actor
from promost.accounts.models import Role
from promost.accounts.rules import Rule
from promost.plans.models import PartyOrganisation, SideChoice
from promost.registry.models import OrganisationKind


def curate(actor: Actor, _thing: Any = None) -> bool:
    """Members of an organisation that is the curator of some agreement."""
    if actor.organisation is None or not actor.can(Role.VIEWER):
        return False
    return PartyOrganisation.objects.filter(organisation=actor.organisation, party__side=SideChoice.CURATOR).exists()


def see_queue(actor: Actor, _thing: Any = None) -> bool:
    """The menu's line: federal bodies that curate, so that the pages of all others ask no query for it."""
    organisation = actor.organisation
    return organisation is not None and organisation.kind == OrganisationKind.FEDERAL and curate(actor)


RULES: Mapping[str, Rule] = {"progress.curate": curate, "progress.see_queue": see_queue}
