"""Whether a proposed change changes anything, and whether what it asks for can be: before anybody is asked to agree."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from promost.kit import formats
from promost.kit.text import clean
from promost.plans.actions.measures import Given, GivenOwner, GivenTarget, check
from promost.plans.amending import Proposed
from promost.plans.models import ChangeKind, Edition, MeasureEdition, Target, TargetValue

TEXTS = ("number", "title", "deadline_text", "result", "completion_document", "note")
YEARS = 5
"""Years around the plan within which a deadline may lie."""


def given_of(row: MeasureEdition) -> Given:
    """Return a measure of an edition as its form would give it, unchanged; in two queries."""
    owners = row.owners.select_related("party", "organisation").order_by("position")
    values = TargetValue.objects.filter(edition=row.edition_id, target__measure=row.measure_id, value__isnull=False)
    return Given(
        **{name: getattr(row, name) for name in TEXTS},
        direction=row.measure.direction,
        deadline_kind=row.deadline_kind,
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        due_dates=tuple(date.fromisoformat(day) for day in row.due_dates),
        section=row.section,
        lead=row.lead,
        owners=tuple(GivenOwner(each.party, each.organisation, each.person, each.by_agreement) for each in owners),
        targets=tuple(_target(each) for each in values.select_related("target").order_by("target__position")),
    )


def is_same(one: Given, other: Given) -> bool:
    """Tell whether two measures say the same; spaces, zeros behind the comma and codes of units make no difference."""
    return _compared(one) == _compared(other)


def check_change(base: Edition, proposed: Proposed) -> None:
    """Raise ValidationError, which names the thing, for a change that changes nothing or that cannot be made."""
    if proposed.kind == ChangeKind.TARGET:
        _check_target(base, proposed)
        return
    if proposed.given is not None:
        check(proposed.given)
        _check_bounds(base, proposed.given)
    if proposed.kind == ChangeKind.ADDED or proposed.measure is None:
        return
    row = base.measures.filter(measure=proposed.measure).select_related("measure", "section", "lead").first()
    if row is None:
        raise ValidationError(_("The edition in force no longer has this measure."))
    if proposed.given is not None and is_same(given_of(row), proposed.given):
        raise ValidationError(_("Nothing is changed yet: the measure would stay as it is."))


def _check_target(base: Edition, proposed: Proposed) -> None:
    target = proposed.target
    if target is None or target.plan_id != base.plan_id or target.measure_id is not None:
        raise ValidationError(_("This is no target of the whole plan; change that of a measure on the measure's page."))
    now = {each.due_on: each.value for each in TargetValue.objects.filter(edition=base, target=target)}
    if not now:
        raise ValidationError(_("The edition in force no longer has this target."))
    for day, value in proposed.values:
        _check_value(target, day, value)
    if dict(proposed.values) == now:
        raise ValidationError(_("Nothing is changed yet: every value is the one that is promised now."))


def _check_value(target: Target, day: date, value: Decimal | None) -> None:
    if value is not None and value < 0:
        said = _("%(target)s, %(day)s: a promise is not below zero.")
        raise ValidationError(said % {"target": target.label, "day": formats.day(day)})


def _check_bounds(base: Edition, given: Given) -> None:
    """A day far outside the plan is a slip of the pen; a promise below zero is none."""
    first, last = base.plan.starts_on.year - YEARS, base.plan.ends_on.year + YEARS
    for day in filter(None, (given.starts_on, given.ends_on, *given.due_dates)):
        if not first <= day.year <= last:
            said = _("%(day)s is far outside the plan, which runs from %(start)s to %(end)s; check the year.")
            days = {"start": formats.day(base.plan.starts_on), "end": formats.day(base.plan.ends_on)}
            raise ValidationError(said % {"day": formats.day(day), **days})
    for each in given.targets:
        if each.value < 0:
            said = _("%(target)s: a promise is not below zero.")
            raise ValidationError(said % {"target": each.label or formats.number(each.value)})


def _target(value: TargetValue) -> GivenTarget:
    target = value.target
    return GivenTarget(target.label, value.value or Decimal(0), target.unit, target.okei, target.comparator)


def _compared(given: Given) -> tuple[Any, ...]:
    owners = tuple((each.party.pk, each.organisation.pk, each.person, each.by_agreement) for each in given.owners)
    lead = given.lead or (given.owners[0].organisation if given.owners else None)
    return (
        *(clean(getattr(given, name)) for name in TEXTS),
        given.direction,
        given.deadline_kind,
        given.starts_on,
        given.ends_on,
        tuple(given.due_dates),
        given.section and given.section.pk,
        lead and lead.pk,
        owners,
        _promises(given.targets),
    )


def _promises(targets: Sequence[GivenTarget]) -> tuple[tuple[str, Decimal, str, str], ...]:
    return tuple((clean(each.label), each.value.normalize(), clean(each.unit), each.comparator) for each in targets)
