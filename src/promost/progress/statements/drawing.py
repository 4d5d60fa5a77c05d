"""Drawing a statement: what stands in the way, and the verb itself."""

from __future__ import annotations

from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from promost.accounts.actors import Actor
from promost.accounts.rules import require
from promost.kit import clock, formats, history, refs
from promost.plans.models import Plan, PlanState
from promost.progress.models import Statement, StatementLine, StatementState
from promost.progress.statements import composing, quarters
from promost.progress.statements.canonical import canonical
from promost.progress.statements.composing import Composed, Order
from promost.progress.statements.parties import signers
from promost.progress.statements.quarters import Quarter

NAMED = 5
"""Targets that a refusal names."""


class CannotDraw(ValidationError):
    """What stands in the way of drawing, in words."""


def draw(actor: Actor, plan: Plan, quarter_end: date, *, is_final: bool = False) -> Statement:
    """Draw the statement of a quarter: its facts, totals and digest are fixed, and the first party may sign.

    ``is_final`` closes the plan's statements: awaited facts have come or are given up. Raises Refused, and CannotDraw
    with what stands in the way, after which nothing has changed.
    """
    require(actor, "progress.draw_statement", plan)
    with transaction.atomic():
        held = lock(plan)
        order = order_of(held, list(Statement.objects.filter(plan=plan)), quarter_end, actor.zone, is_final=is_final)
        composed = composing.compose(order)
        _check(composed)
        statement = _save(actor, order, composed)
        changes = {"statement": [None, order.number], "period": [None, order.quarter.ends_on.isoformat()]}
        for subject in (refs.of(statement), refs.of(plan)):
            history.write(actor, "progress.draw", subject, changes)
    return statement


def lock(plan: Plan) -> Plan:
    """Take the plan's row: drawing and reversing go one after the other. SQLite lets one write at a time anyway."""
    return Plan.objects.select_for_update(no_key=True, of=("self",)).select_related("agreement").get(pk=plan.pk)


def order_of(
    plan: Plan, statements: list[Statement], quarter_end: date, zone: ZoneInfo, *, is_final: bool = False
) -> Order:
    """Return what is to be drawn. ``statements`` are all that the plan has had. Raises CannotDraw."""
    _check_plan(plan, statements)
    accepted = [each for each in statements if each.state == StatementState.ACCEPTED]
    previous = max(accepted, key=lambda each: each.number, default=None)
    offered = offered_quarters(plan, previous, clock.today(zone))
    quarter = next((each for each in offered if each.ends_on == quarter_end), None)
    if quarter is None:
        raise CannotDraw(_no_quarter(plan, previous, quarter_end))
    if is_final and quarter.ends_on < plan.ends_on:
        text = _("The final statement comes after the plan's end, %(day)s.")
        raise CannotDraw(text % {"day": formats.day(plan.ends_on)})
    number = max((each.number for each in statements), default=0) + 1
    return Order(plan, quarter, number, previous, is_final, clock.now())


def offered_quarters(plan: Plan, previous: Statement | None, today: date) -> tuple[Quarter, ...]:
    """Return the quarters that may be drawn: after an accepted one the next, at first any that is over."""
    if previous is None:
        return quarters.over(plan.starts_on, today)
    coming = quarters.following(Quarter(previous.starts_on, previous.ends_on))
    return (coming,) if coming.ends_on < today else ()


def _check_plan(plan: Plan, statements: list[Statement]) -> None:
    if plan.state != PlanState.IN_FORCE:
        raise CannotDraw(_("The plan is not in force. Statements are drawn once every party has approved it."))
    for each in statements:
        if each.state == StatementState.OPEN:
            text = _("Statement No. %(number)s is still being signed. It has to be accepted or returned first.")
            raise CannotDraw(text % {"number": each.number})
        if each.is_final and each.state == StatementState.ACCEPTED:
            raise CannotDraw(_("The final statement is accepted; no other one follows it."))


def _no_quarter(plan: Plan, previous: Statement | None, asked: date) -> str:
    if quarters.quarter_of(asked).ends_on != asked:
        return _("%(day)s is no last day of a quarter.") % {"day": formats.day(asked)}
    if previous is not None:
        coming = quarters.following(Quarter(previous.starts_on, previous.ends_on))
        text = _("The next statement is that by %(day)s, once its quarter is over.")
        return text % {"day": formats.day(coming.ends_on)}
    text = _("The quarter that ends on %(day)s is not over, or it ended before the plan began on %(start)s.")
    return text % {"day": formats.day(asked), "start": formats.day(plan.starts_on)}


def _check(composed: Composed) -> None:
    if not signers(composed.edition.plan_id, composed.edition.number):
        raise CannotDraw(_("No party owns a measure of the plan, so nobody could sign."))
    silent = composed.undeclared
    if silent:
        named = "; ".join(target.label for target in silent[:NAMED]) + (" …" if len(silent) > NAMED else "")
        text = ngettext(
            "%(count)d target that is due has no facts: %(named)s. Its owner has to say zero or not reported first.",
            "%(count)d targets that are due have no facts: %(named)s. Their owners have to say zero or not reported "
            "first.",
            len(silent),
        )
        raise CannotDraw(text % {"count": len(silent), "named": named})


def _save(actor: Actor, order: Order, composed: Composed) -> Statement:
    statement = Statement.objects.create(
        plan=order.plan,
        number=order.number,
        starts_on=order.quarter.starts_on,
        ends_on=order.quarter.ends_on,
        is_final=order.is_final,
        previous=order.previous,
        known_at=order.known_at,
        edition=composed.edition.number,
        totals=[dict(line) for line in composed.rest],
        digest=composed.digest,
        drawn_by_id=actor.user_id,
        drawn_for=actor.organisation,
        drawn_at=order.known_at,
    )
    rows: list[dict[str, Any]] = [{"fact_id": key, "line": canonical(line)} for key, line in composed.gathered.facts]
    rows += [{"observation_id": key, "line": canonical(line)} for key, line in composed.gathered.observations]
    StatementLine.objects.bulk_create((StatementLine(statement=statement, **row) for row in rows), batch_size=1000)
    return statement
