"""What stands on the desk of a region or of an organisation, besides what the rooms' cards say."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from promost.accounts.models import User
from promost.desks.permissions import organisations_visible_to, regions_visible_to
from promost.duties.models import Duty
from promost.duties.permissions import duties_visible_to
from promost.registry.models import Organisation, Region

DUTIES = 5
"""Duties that stand on a desk: those that end first."""


def region_of(user: User, code: str) -> Region:
    """Return a region whose desk the user may open. Raises Region.DoesNotExist."""
    return regions_visible_to(user).get(code=code)


def organisation_of(user: User, uuid: UUID) -> Organisation:
    """Return an organisation whose desk the user may open. Raises Organisation.DoesNotExist."""
    return organisations_visible_to(user).select_related("region", "merged_into").get(uuid=uuid)


def duties_of(user: User, subject: Region | Organisation) -> QuerySet[Duty]:
    """Return the open duties of a subject that the user may see, the first to end before the others."""
    theirs = {"organisation__region": subject} if isinstance(subject, Region) else {"organisation": subject}
    return duties_visible_to(user).filter(closed_at=None, **theirs).order_by("due_on", "pk")[:DUTIES]
