"""Who may open the desk of a region or of an organisation.

A region's desk is read by whoever reads a plan to which the region is a party, and by the region's own authorities. An
organisation's is read by its members and by the authorities of its region. What stands on a desk is shown by the rules
of the rooms it comes from.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Q, QuerySet

from promost.accounts.actors import Actor
from promost.accounts.models import User
from promost.accounts.rules import Rule, actors_of
from promost.plans.models import Party, Plan
from promost.plans.permissions import READER_PATHS
from promost.registry.models import Organisation, OrganisationKind, Region


def view_region(actor: Actor, region: Region) -> bool:
    """Whoever reads a plan of the region, and its authorities."""
    if actor.is_operator:
        return True
    mine = [actor.organisation] if actor.organisation else []
    return Region.objects.filter(_regions(mine), pk=region.pk).exists()


def regions_visible_to(user: User) -> QuerySet[Region]:
    """Return the regions whose desks a user may open."""
    return Region.objects.filter(region_rule(user))


def region_rule(user: User) -> Q:
    """Return the condition by which a region's desk is open to a user, to mark regions that are read anyway."""
    return _regions(_organisations(user))


def view_organisation(actor: Actor, organisation: Organisation) -> bool:
    """Its members, and the authorities of its region."""
    if actor.is_operator:
        return True
    own = actor.organisation
    return own is not None and (own.pk == organisation.pk or organisation.region_id in _homes([own]))


def organisations_visible_to(user: User) -> QuerySet[Organisation]:
    """Return the organisations whose desks a user may open."""
    mine = _organisations(user)
    return Organisation.objects.filter(Q(pk__in=[each.pk for each in mine]) | Q(region__in=_homes(mine)))


def _regions(organisations: Collection[Organisation]) -> Q:
    """The regions of authorities among the organisations, and those of parties to plans that the organisations read."""
    keys = [each.pk for each in organisations]
    ways = (Q(pk__in=Plan.objects.filter(**{f"{path}__in": keys}).order_by().values("pk")) for path in READER_PATHS)
    plans = Plan.objects.filter(reduce(or_, ways)).order_by()
    parties = Party.objects.filter(agreement__in=plans.values("agreement"), region__isnull=False).order_by()
    return Q(pk__in=_homes(organisations)) | Q(pk__in=parties.values("region"))


def _homes(organisations: Collection[Organisation]) -> set[str]:
    """The regions of which the organisations are authorities."""
    return {each.region_id for each in organisations if each.kind == OrganisationKind.AUTHORITY and each.region_id}


def _organisations(user: User) -> list[Organisation]:
    return [actor.organisation for actor in actors_of(user) if actor.organisation] if user.is_active else []


RULES: Mapping[str, Rule] = {
    "desks.view_region": view_region,
    "desks.view_organisation": view_organisation,
}

VISIBLE: Mapping[str, Callable[[User], QuerySet[Any]]] = {
    "desks.view_region": regions_visible_to,
    "desks.view_organisation": organisations_visible_to,
}
"""What a list shows to whom, by the permission that opens one of its things: both give the same answer."""
