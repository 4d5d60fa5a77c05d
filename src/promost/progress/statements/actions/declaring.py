"""Saying of a due target without facts that there was nothing, or that nothing is reported and why."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from promost.accounts.actors import Actor
from promost.accounts.rules import require
from promost.kit import clock, history, refs
from promost.kit.text import clean
from promost.ledger import actions as ledger
from promost.plans.models import Scope, Target
from promost.progress.models import Declaration, Declared
from promost.progress.statements.actions.disputing import REASON
from promost.progress.statements.quarters import quarter_of
from promost.progress.statements.totals import DECLARED


def declare(actor: Actor, target: Target, ends_on: date, says: Declared, reason: str, token: UUID) -> Declaration:
    """Declare *zero* or *not reported* for a target, for the quarter that ends on a day; the newest word counts.

    Zero is a fact of 0, recorded as a nil report. Where no one place has it (of all participants, or under all measures
    at once) it is the declaration alone. Raises Refused, ledger's Bad, ValidationError.
    """
    require(actor, "progress.declare", target)
    words = clean(reason)[:REASON]
    _check(actor, target, ends_on, says, words)
    with transaction.atomic():
        if says == Declared.ZERO and _has_a_place(target):
            _record_zero(actor, target, ends_on, words, token)
        made = Declaration.objects.create(
            target=target,
            ends_on=ends_on,
            says=says,
            reason=words,
            made_by_id=actor.user_id,
            made_for=actor.organisation,
            made_at=clock.now(),
        )
        changes = {"declared": [None, says], "period": [None, ends_on.isoformat()]}
        subject = refs.of(target.measure) if target.measure else refs.of(target.plan)
        history.write(actor, "progress.declare", subject, changes, words)
    return made


def _check(actor: Actor, target: Target, ends_on: date, says: Declared, words: str) -> None:
    if quarter_of(ends_on).ends_on != ends_on or ends_on >= clock.today(actor.zone):
        raise ValidationError(_("Say it for a quarter that is over."))
    if target.indicator is None or target.indicator.kind not in DECLARED:
        raise ValidationError(_("This target is not counted from facts; there is nothing to declare."))
    if says == Declared.NOT_REPORTED and not words:
        raise ValidationError(_("Say why nothing is reported."))


def _has_a_place(target: Target) -> bool:
    """Whether one fact of 0 would count: under the measure, or in the region."""
    return target.scope == Scope.REGION or (target.scope == Scope.MEASURE and target.measure is not None)


def _record_zero(actor: Actor, target: Target, ends_on: date, words: str, token: UUID) -> None:
    indicator = target.indicator
    assert indicator is not None  # noqa: S101 - checked before; tells the type checker
    measure = target.measure if target.scope == Scope.MEASURE else None
    ledger.nil_report(
        actor,
        token=token,
        indicator=indicator,
        happened_on=_due_by(target, ends_on),
        measure=measure,
        plan=None if measure else target.plan,
        breakdown=target.breakdown,
        words=words,
    )


def _due_by(target: Target, ends_on: date) -> date:
    """The last reporting day of the target up to the quarter's end: the zero is of that day."""
    rows = target.values.filter(due_on__lte=ends_on, value__isnull=False).order_by("-due_on")
    return rows.values_list("due_on", flat=True).first() or ends_on
