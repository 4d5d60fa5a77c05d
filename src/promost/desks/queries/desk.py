"""What stands on the desk of a region or of an organisation, besides what the rooms' cards say."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from django.db.models import Q, QuerySet

from promost.accounts.models import User
from promost.desks.permissions import organisations_visible_to, regions_visible_to
from promost.duties.models import Duty
from promost.duties.permissions import duties_visible_to
from promost.kit.moments import Moment
from promost.plans.models import Owner, Participant, Plan
from promost.registry.models import Organisation, Region
from promost.registry.queries.organisations import by_name

DUTIES = 5
"""Duties that stand on a desk: those that end first."""


def region_of(user: User, code: str) -> Region:
    """Return a region whose desk the user may open. Raises Region.DoesNotExist."""
    return regions_visible_to(user).get(code=code)


def organisation_of(user: User, uuid: UUID) -> Organisation:
    """Return an organisation whose desk the user may open. Raises Organisation.DoesNotExist."""
    return organisations_visible_to(user).select_related("region", "merged_into").get(uuid=uuid)


def bodies_of(user: User, region: Region, plans: Collection[Plan]) -> QuerySet[Organisation]:
    """Return the region's participants and owners in plans whose desks the user may open, by name."""
    taking_part = Participant.objects.filter(plan__in=plans).order_by().values("organisation")
    owning = Owner.objects.filter(measure_edition__edition__plan__in=plans).order_by().values("organisation")
    theirs = organisations_visible_to(user).filter(region=region, merged_into=None)
    return by_name(theirs.filter(Q(pk__in=taking_part) | Q(pk__in=owning)))


def duties_of(user: User, subject: Region | Organisation, at: Moment) -> QuerySet[Duty]:
    """Return the duties of a subject that were open at a moment and that the user may see, the first to end first."""
    theirs = {"organisation__region": subject} if isinstance(subject, Region) else {"organisation": subject}
    still_open = Q(closed_at=None) | Q(closed_at__gt=at.known_at)
    rows = duties_visible_to(user).filter(still_open, opened_at__lte=at.known_at, **theirs)
    return rows.order_by("due_on", "pk")[:DUTIES]
