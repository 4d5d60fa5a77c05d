"""Refusals by reason: how many, of how many decisions, by scheme, in a period; each opens to its applications."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from promost.accounts.actors import Actor
from promost.accounts.models import User
from promost.support.applications.permissions import GRANTED, applications_visible_to
from promost.support.models import Application, ApplicationState, Scheme

DECIDED = (*GRANTED, ApplicationState.REFUSED)


@dataclass(frozen=True, slots=True)
class Period:
    """From a day to a day, both inclusive, by the day of the decision."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked for: of which period, of one scheme (None: all), for one reason ("" all)."""

    period: Period
    scheme: UUID | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Reason:
    """A reason: its code ("" none is known) and how many refusals it has."""

    code: str
    count: int


@dataclass(frozen=True, slots=True)
class OfScheme:
    """A scheme with how many applications were decided, and how many of these refused."""

    scheme: Scheme
    decided: int
    refused: int


@dataclass(frozen=True, slots=True)
class Refusals:
    """The refusals of a period: in all, by reason (the most first), by scheme (the most first)."""

    decided: int
    refused: int
    reasons: tuple[Reason, ...]
    schemes: tuple[OfScheme, ...]


def decided(actor: Actor, asked: Asked) -> QuerySet[Application]:
    """Return the applications that were decided in a period: those made to the actor's body, or by its region's
    enterprises, as far as the reader sees them."""
    if not isinstance(actor.user, User):
        return Application.objects.none()
    own = actor.organisation
    about = Q(scheme__provider=own)
    if own is not None and own.region_id is not None:
        about |= Q(applicant__region=own.region_id)
    rows = applications_visible_to(actor.user).filter(about, state__in=DECIDED)
    rows = rows.filter(decided_on__gte=asked.period.first, decided_on__lte=asked.period.last)
    return rows.filter(scheme__uuid=asked.scheme) if asked.scheme else rows


def refused(actor: Actor, asked: Asked) -> QuerySet[Application]:
    """Return the refused ones, the newest decision first; of one reason if asked.

    Why somebody was refused is told to the body that decided alone: other bodies' refusals are left out then.
    """
    rows = decided(actor, asked).filter(state=ApplicationState.REFUSED)
    if asked.reason:
        rows = rows.filter(reason=asked.reason, scheme__provider=actor.organisation)
    return rows.select_related("scheme", "applicant").order_by("-decided_on", "-pk")


def refusals(actor: Actor, asked: Asked) -> Refusals:
    """Count the refusals of a period; two queries."""
    rows = decided(actor, asked).order_by()
    counted = list(rows.values_list("scheme", "state", "reason").annotate(count=Count("pk")))
    schemes = {each.pk: each for each in Scheme.objects.filter(pk__in={row[0] for row in counted}).order_by("pk")}
    every, lost = _sums(counted)
    by_reason: dict[str, int] = {}
    for _scheme, state, code, count in counted:
        if state == ApplicationState.REFUSED:
            by_reason[code] = by_reason.get(code, 0) + count
    all_, no = sum(every.values()), sum(lost.values())
    reasons = [Reason(code, count) for code, count in by_reason.items()]
    of_schemes = [OfScheme(schemes[pk], count, lost.get(pk, 0)) for pk, count in every.items()]
    return Refusals(
        all_,
        no,
        tuple(sorted(reasons, key=lambda each: (-each.count, each.code))),
        tuple(sorted(of_schemes, key=lambda each: (-each.refused, -each.decided, each.scheme.name))),
    )


def _sums(counted: Sequence[tuple[int, str, str, int]]) -> tuple[dict[int, int], dict[int, int]]:
    every: dict[int, int] = {}
    lost: dict[int, int] = {}
    for scheme, state, _reason, count in counted:
        every[scheme] = every.get(scheme, 0) + count
        if state == ApplicationState.REFUSED:
            lost[scheme] = lost.get(scheme, 0) + count
    return every, lost
