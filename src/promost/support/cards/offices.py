"""Lines of a region's and of a provider's desk: schemes, what waits, the year's money."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from urllib.parse import urlencode

from django.db.models import Count, Exists, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from promost.accounts.models import Membership, User
from promost.kit import capacity, formats
from promost.kit.moments import Moment
from promost.registry.cards import Line
from promost.registry.models import Organisation, OrganisationKind, Region
from promost.support.applications.budget import name_of
from promost.support.models import ApplicationState, Scheme, SchemeState

WAITING = (ApplicationState.SUBMITTED, ApplicationState.REVIEW)


def of_region(user: User, region: Region, at: Moment) -> Iterable[Line]:
    """Give a region's lines; what waits and who fits are for members of its authorities."""
    office = Membership.objects.filter(
        user=user, organisation__region=region, organisation__kind=OrganisationKind.AUTHORITY
    )
    rows = _counted(Scheme.objects.filter(region=region), office)
    return _lines(rows, at, urlencode({"region": region.code}))


def of_provider(user: User, provider: Organisation, at: Moment) -> Iterable[Line]:
    """Give a provider's lines; an organisation without schemes has none."""
    office = Membership.objects.filter(user=user, organisation=provider)
    rows = _counted(Scheme.objects.filter(provider=provider), office)
    return _lines(rows, at, urlencode({"provider": provider.pk}))


def _counted(schemes: QuerySet[Scheme], office: QuerySet[Membership]) -> Sequence[Scheme]:
    """Published schemes with how many applications wait (``waiting``) and whether the reader is of the office."""
    waiting = Count("applications", filter=Q(applications__state__in=WAITING))
    rows = schemes.filter(state=SchemeState.PUBLISHED).annotate(waiting=waiting, sees=Exists(office))
    return list(rows.only("uuid").order_by("pk"))


def _lines(schemes: Sequence[Scheme], at: Moment, asked: str) -> Iterable[Line]:
    if not schemes:
        return
    found = formats.number(len(schemes))
    yield Line(_("schemes of support published"), found, f"{reverse('support:schemes')}?{asked}")
    if getattr(schemes[0], "sees", False):
        waiting = sum(getattr(each, "waiting", 0) for each in schemes)
        said = ngettext("%(count)s application", "%(count)s applications", waiting)
        words = said % {"count": formats.number(waiting)}
        yield Line(_("wait for a decision"), words, reverse("support:applications"))
        yield Line(_("enterprises that fit and have not applied"), _("by scheme"), reverse("support:officers"))
        yield from _money(schemes, at.day.year)


def _money(schemes: Sequence[Scheme], year: int) -> Iterable[Line]:
    """What is left of the year's limits, of those schemes that have one."""
    names = [name_of(each, year) for each in schemes]
    limits = [each for each in capacity.occupancy(names).values() if each.capacity is not None]
    if limits:
        left = sum((each.free or Decimal(0) for each in limits), Decimal(0))
        whole = sum((each.capacity or Decimal(0) for each in limits), Decimal(0))
        words = _("%(left)s of %(whole)s") % {"left": formats.money(left), "whole": formats.money(whole)}
        yield Line(_("money left in %(year)s") % {"year": year}, words)
