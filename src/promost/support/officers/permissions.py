"""Who sees which enterprises fit a scheme, why applications are refused, and what nobody serves: offices alone.

That an enterprise fits follows from open registers; that it has not applied does not. So it is shown to whoever gives
the support, and to those who answer for the region's enterprises.
"""

from __future__ import annotations

from collections.abc import Mapping

from promost.accounts.actors import Actor
from promost.accounts.models import Role
from promost.accounts.rules import Rule
from promost.registry.models import OrganisationKind
from promost.support.models import Level, Scheme, SchemeState
from promost.support.schemes.permissions import KEEPERS, keeps

OFFICES = (*KEEPERS, OrganisationKind.FEDERAL, OrganisationKind.MUNICIPALITY)


def see_gap(actor: Actor, scheme: Scheme | None = None) -> bool:
    """Members of the provider, of an authority of the scheme's region, of a federal body for federal schemes.

    An authority sees its own region's enterprises for a federal scheme too. Without a scheme: members of any office.
    """
    own = actor.organisation
    if own is None or not actor.can(Role.VIEWER):
        return actor.is_operator
    if scheme is None:
        return own.kind in OFFICES
    return keeps(own, scheme) or (scheme.state == SchemeState.PUBLISHED and _is_authority_for(actor, scheme))


def see_unmet(actor: Actor, region: str | None = None) -> bool:
    """Members of the region's bodies; of federal ones for every region."""
    own = actor.organisation
    if not see_gap(actor):
        return False
    return own is None or region is None or own.kind == OrganisationKind.FEDERAL or own.region_id == region


def region_for(actor: Actor, scheme: Scheme) -> str | None:
    """Return the region among whose enterprises is looked for this reader; None for those of the whole register."""
    if scheme.level != Level.FEDERAL:
        return scheme.region_id
    own = actor.organisation
    return None if own is None or keeps(own, scheme) else own.region_id


def _is_authority_for(actor: Actor, scheme: Scheme) -> bool:
    own = actor.organisation
    is_authority = own is not None and own.kind == OrganisationKind.AUTHORITY and own.region_id is not None
    return is_authority and scheme.level == Level.FEDERAL


RULES: Mapping[str, Rule] = {"support.see_gap": see_gap, "support.see_unmet": see_unmet}
