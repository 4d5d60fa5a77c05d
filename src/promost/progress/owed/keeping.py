"""Keeping the duties true: called in the transaction of whatever changed a promise or recorded a fact."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from zoneinfo import ZoneInfo

from django.db import transaction

from promost.duties import actions as duties
from promost.duties.models import Duty
from promost.kit.moments import Moment
from promost.kit.refs import Ref
from promost.plans.models import Measure, Plan, Target
from promost.progress.owed.confirming import CONFIRMATION
from promost.progress.owed.expecting import FACT, MEASURE, Met, owed_by
from promost.registry.models.organisations import FEDERAL_ZONE


def refresh(plan: Plan) -> None:
    """Make the duties that follow from a plan what they should be now."""
    refresh_many([plan])


def refresh_many(plans: Sequence[Plan]) -> None:
    """Make the duties that follow from plans what they should be now, in a fixed number of queries.

    A duty that facts have met is closed as met; one that is no longer promised, or no longer theirs, as dropped.
    """
    if not plans:
        return
    with transaction.atomic():
        hold(plans)
        owed = owed_by(plans, Moment.now(ZoneInfo(FEDERAL_ZONE)))
        for kind, origins in _kinds(plans):
            _close_met(kind, origins, owed.met)
            duties.sync(kind, origins, [each for each in owed.expected if each.kind == kind])


def hold(plans: Sequence[Plan]) -> None:
    """Let two who change one plan count one after the other: the second then sees what the first has recorded.

    SQLite has one writer at a time and does nothing here. Keys stay free: rows that point to a plan can be added.
    """
    rows = Plan.objects.select_for_update(no_key=True).filter(pk__in=[plan.pk for plan in plans])
    list(rows.order_by("pk").values_list("pk"))


def after_facts(_measures: Sequence[Measure], plans: Sequence[Plan]) -> None:
    """Refresh the plans that new facts touch (``promost.ledger.after``)."""
    refresh_many(plans)


def _close_met(kind: str, origins: Sequence[Ref], met: Collection[Met]) -> None:
    """Close the open duties that facts have met; each origin and part once, for all who owe it."""
    ids = [origin.id for origin in origins]
    rows = Duty.objects.filter(kind=kind, closed_at=None, origin_id__in=ids).order_by("pk")
    for key in dict.fromkeys((kind, duty.origin, duty.part) for duty in rows):
        if key in met:
            duties.close(*key)


def _kinds(plans: Sequence[Plan]) -> list[tuple[str, Sequence[Ref]]]:
    """Each kind of duty that a plan gives rise to, with all from which it may come."""
    measures = _refs(Measure, plans)
    return [(MEASURE, measures), (CONFIRMATION, measures), (FACT, _refs(Target, plans))]


def _refs(model: type[Measure | Target], plans: Sequence[Plan]) -> list[Ref]:
    """The references to everything from which duties of these plans may come."""
    uuids = model._default_manager.filter(plan__in=plans).order_by("pk").values_list("uuid", flat=True)
    return [Ref(model._meta.label_lower, str(uuid)) for uuid in uuids]
