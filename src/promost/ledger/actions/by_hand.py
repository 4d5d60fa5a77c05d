"""Facts entered by hand: results, nil reports, and openings that were accepted on paper."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db import transaction

from promost.accounts.actors import Actor
from promost.accounts.rules import require
from promost.kit import formats, refs
from promost.ledger.actions import entries
from promost.ledger.files import Examined, File, attach, examine
from promost.ledger.models import EntryKind, Fact, How
from promost.ledger.places import region_of, row_in_force
from promost.ledger.problems import Bad
from promost.ledger.recording import NewFact, record
from promost.ledger.units import in_own_unit
from promost.plans.models import Measure, Plan, Scope
from promost.profiles.models import Indicator
from promost.registry.models import Organisation, Region

VERBS = {EntryKind.FACT: "ledger.record", EntryKind.NIL: "ledger.nil", EntryKind.OPENING: "ledger.opening"}


def record_by_hand(
    actor: Actor,
    *,
    token: UUID,
    indicator: Indicator,
    value: Decimal,
    happened_on: date,
    measure: Measure | None = None,
    plan: Plan | None = None,
    okei: str = "",
    organisation: Organisation | None = None,
    region: Region | None = None,
    breakdown: str = "",
    words: str = "",
    files: Sequence[File] = (),
    personal: bool = False,
    kind: EntryKind = EntryKind.FACT,
) -> Fact:
    """Record a fact under a measure, or for a target of the plan as a whole; the same token again gives the same fact.

    ``value`` is in the unit ``okei`` ("" for the indicator's own). Exactly one of ``measure`` and ``plan`` is given.
    Raises Refused, and Bad, after which nothing has changed.
    """
    whole = _plan_of(measure, plan)
    require(actor, "ledger.record_fact", measure or whole)
    _check(measure, whole, indicator)
    examined = _examine(files, indicator, kind)
    own = in_own_unit(indicator, value, okei)
    where = region_of(whole, region, organisation)
    with transaction.atomic():
        entry, made = entries.begin(actor, token, kind, whole, measure, words)
        if not made:
            return entries.facts_of(entry)[0]
        if kind == EntryKind.OPENING:
            check_opening(whole, happened_on, where)
        how = How.OPENING if kind == EntryKind.OPENING else How.HAND
        new = NewFact(
            indicator, own, happened_on, where, refs.of(entry), str(token), how,
            measure=measure, organisation=organisation, breakdown=breakdown,
        )  # fmt: skip
        (fact,) = record(actor, [new])
        attach(actor, examined, fact, personal)
        entries.note(actor, VERBS[kind], fact, whole, words)
    return fact


def nil_report(
    actor: Actor,
    *,
    token: UUID,
    indicator: Indicator,
    happened_on: date,
    measure: Measure | None = None,
    plan: Plan | None = None,
    region: Region | None = None,
    breakdown: str = "",
    words: str = "",
) -> Fact:
    """Record that there was nothing by a day: a fact of 0, which is not the same as silence. Raises Refused, Bad."""
    return record_by_hand(
        actor, token=token, indicator=indicator, value=Decimal(0), happened_on=happened_on, measure=measure, plan=plan,
        region=region, breakdown=breakdown, words=words, kind=EntryKind.NIL,
    )  # fmt: skip


def opening(
    actor: Actor,
    *,
    token: UUID,
    indicator: Indicator,
    value: Decimal,
    happened_on: date,
    measure: Measure | None = None,
    plan: Plan | None = None,
    okei: str = "",
    organisation: Organisation | None = None,
    region: Region | None = None,
    breakdown: str = "",
    words: str = "",
    files: Sequence[File] = (),
    personal: bool = False,
) -> Fact:
    """Record what was accepted on paper before the plan was entered here. Raises Refused, Bad."""
    return record_by_hand(
        actor, token=token, indicator=indicator, value=value, happened_on=happened_on, measure=measure, plan=plan,
        okei=okei, organisation=organisation, region=region, breakdown=breakdown, words=words, files=files,
        personal=personal, kind=EntryKind.OPENING,
    )  # fmt: skip


def _plan_of(measure: Measure | None, plan: Plan | None) -> Plan:
    if measure is not None and plan is None:
        return measure.plan
    if plan is not None and measure is None:
        return plan
    raise TypeError("a fact is recorded under a measure or for a plan")


def _check(measure: Measure | None, plan: Plan, indicator: Indicator) -> None:
    if measure is not None:
        row_in_force(measure)
    elif not plan.targets.filter(indicator=indicator).exclude(scope=Scope.MEASURE).exists():
        raise Bad("OTHER_INDICATOR", indicator=indicator.name)


def _examine(given: Sequence[File], indicator: Indicator, kind: EntryKind) -> list[Examined]:
    if indicator.needs_evidence and not given and kind == EntryKind.FACT:
        raise Bad("NO_EVIDENCE", indicator=indicator.name)
    return examine(given)


def check_opening(plan: Plan, happened_on: date, region: Region) -> None:
    """Raise Bad OPENING_LATE for a day after that on which the plan was entered here."""
    entered = plan.created_at.astimezone(region.zone_info).date()
    if happened_on > entered:
        raise Bad("OPENING_LATE", day=formats.day(happened_on), entered=formats.day(entered))
