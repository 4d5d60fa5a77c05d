"""What the officers' pages list beside the counts: the office's schemes, a scheme, the regions it may look at."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from promost.accounts.actors import Actor
from promost.accounts.models import User
from promost.registry.models import OrganisationKind, Region
from promost.registry.queries.reference import region_list
from promost.support.models import ApplicationState, Level, Scheme
from promost.support.schemes.permissions import schemes_visible_to
from promost.support.schemes.queries import published

WAITING = (ApplicationState.SUBMITTED, ApplicationState.REVIEW, ApplicationState.ASKED)


def scheme_of(user: User, uuid: UUID) -> Scheme:
    """Return a scheme that the user may see. Raises Scheme.DoesNotExist."""
    rows = schemes_visible_to(user).select_related("provider__region", "region", "generic")
    return rows.get(uuid=uuid)


def schemes_of(actor: Actor) -> QuerySet[Scheme]:
    """Return the published schemes that the office gives, looks after, or has enterprises for; with how many
    applications there are (``filed``) and wait (``waiting``)."""
    own = actor.organisation
    rows = published()
    if own is None:
        rows = rows if actor.is_operator else rows.none()
    elif own.kind == OrganisationKind.FEDERAL:
        rows = rows.filter(Q(provider=own) | Q(level=Level.FEDERAL))
    elif own.kind == OrganisationKind.AUTHORITY:
        rows = rows.filter(Q(provider=own) | Q(level=Level.FEDERAL) | Q(region=own.region_id))
    else:
        rows = rows.filter(provider=own)
    about = Q() if own is None or own.region_id is None else Q(applications__applicant__region=own.region_id)
    about |= Q(provider=own)
    counted = {
        "filed": Count("applications", filter=about & ~Q(applications__state=ApplicationState.DRAFT)),
        "waiting": Count("applications", filter=about & Q(applications__state__in=WAITING)),
    }
    return rows.annotate(**counted)


def regions_of(actor: Actor) -> Sequence[Region]:
    """Return the regions whose demand the reader may look at: all for federal bodies, else none to choose from."""
    own = actor.organisation
    if own is not None and own.kind != OrganisationKind.FEDERAL:
        return ()
    return tuple(region_list())
