"""Adding an observed level: of an organisation or a region, for a period, from a release."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db import IntegrityError, transaction

from promost.accounts.actors import Actor
from promost.accounts.rules import require
from promost.kit import clock, history, refs
from promost.profiles import checks
from promost.profiles.given import NewObservation
from promost.profiles.models import Indicator, Observation
from promost.profiles.problems import problem
from promost.profiles.queries import newest
from promost.registry.models import Organisation, Region

TRIES = 5
"""How often a level is tried again when somebody else added one of the same period at the same moment."""


def observe(
    actor: Actor,
    *,
    indicator: Indicator,
    region: Region | None = None,
    organisation: Organisation | None = None,
    starts_on: date,
    ends_on: date,
    value: Decimal,
    source: str,
    release: str = "",
    released_on: date,
    token: UUID,
    breakdown: str = "",
    okei: str = "",
    is_checked: bool = False,
) -> Observation:
    """Add a level and return it; it takes the place of the newest of the same indicator, subject, period and breakdown.

    The older one stays readable. The same token and content again gives what is there. Raises Refused; ValidationError
    (``profiles.problems``) for a period to come or reversed, a release older than the newest, a value that is no level
    of the indicator or in a unit of another quantity, and for a token that was used with other content.
    """
    given = NewObservation(
        indicator=indicator, region=region, organisation=organisation, starts_on=starts_on, ends_on=ends_on,
        value=value, source=source, release=release, released_on=released_on, token=token, breakdown=breakdown,
        okei=okei, is_checked=is_checked,
    )  # fmt: skip
    require(actor, "profiles.observe", given.subject)
    new = checks.cleaned(given)
    for _ in range(TRIES):
        try:
            return _save(actor, new)
        except IntegrityError:
            continue  # somebody added the same period's level meanwhile: look again which one is the newest
    return _save(actor, new)


def _save(actor: Actor, new: NewObservation) -> Observation:
    with transaction.atomic():
        there = Observation.objects.filter(token=new.token).first()
        if there:
            return _same(there, new)
        last = newest(new.indicator, new.subject, new.starts_on, new.ends_on, new.breakdown)
        checks.check_release(new, last)
        made = Observation.objects.create(
            **{each.name: getattr(new, each.name) for each in fields(new) if each.name not in ("okei", "is_checked")},
            supersedes=last,
            recorded_by_id=actor.user_id,
            recorded_for=actor.organisation,
            recorded_at=clock.now(),
        )
        changes = {"value": [str(last.value) if last else None, str(made.value)], "release": [None, made.release]}
        history.write(actor, "profiles.observe", refs.of(made), changes, made.source)
    return made


def _same(there: Observation, new: NewObservation) -> Observation:
    told = ("indicator", "region", "organisation", "starts_on", "ends_on", "breakdown", "value", "release")
    if any(getattr(there, name) != getattr(new, name) for name in told):
        raise problem("TOKEN")
    return there
