"""Objecting to a fact: while the objection stands, statements leave the fact out and say why."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from promost.accounts.actors import Actor
from promost.accounts.rules import require
from promost.kit import clock, history, refs, transitions
from promost.kit.text import clean
from promost.ledger.models import Fact
from promost.plans.models import Party, Plan
from promost.progress.models import Dispute, StatementLine, StatementState
from promost.progress.statements.drawing import lock

REASON = 600


def dispute(actor: Actor, plan: Plan, party: Party, fact: Fact, reason: str) -> Dispute:
    """Object to a fact for one's own party. Raises Refused, and ValidationError.

    What a statement that is being signed lists is objected to by returning it; what an accepted one lists, by a
    correction in the next.
    """
    require(actor, "progress.dispute", (plan, party))
    with transaction.atomic():
        lock(plan)
        rows = StatementLine.objects.filter(fact=fact, statement__plan=plan)
        states = set(rows.values_list("statement__state", flat=True))
        if StatementState.OPEN in states:
            text = _("A statement that is being signed lists this fact. Return it, and name the fact there.")
            raise ValidationError(text)
        if StatementState.ACCEPTED in states:
            text = _(
                "An accepted statement lists this fact. It is reversed, and the correction goes into the next one."
            )
            raise ValidationError(text)
        return object_to(actor, plan, party, fact, reason)


def object_to(actor: Actor, plan: Plan, party: Party, fact: Fact, reason: str) -> Dispute:
    """Note the objection; called inside the transaction of whoever objects."""
    words = clean(reason)[:REASON]
    if not words:
        raise ValidationError(_("Say what is wrong with the fact."))
    if party.agreement_id != plan.agreement_id:
        raise ValidationError(_("%(party)s is no party of this plan.") % {"party": party})
    values = {"raised_by_id": actor.user_id, "raised_for": actor.organisation, "raised_at": clock.now()}
    try:
        with transaction.atomic():
            made = Dispute.objects.create(fact=fact, plan=plan, party=party, reason=words, **values)
    except IntegrityError:
        raise ValidationError(_("Somebody has objected to this fact already.")) from None
    changes = {"dispute": [None, words], "party": [None, party.name]}
    for subject in (refs.of(fact), refs.of(plan)):
        history.write(actor, "progress.dispute", subject, changes, words)
    return made


def settle(actor: Actor, objection: Dispute, words: str, version: int) -> Dispute:
    """Take an objection back, or say how it was settled: the fact goes into the next statement.

    Raises Refused, Overtaken, ValidationError.
    """
    require(actor, "progress.settle", objection)
    said = clean(words)[:REASON]
    if not said:
        raise ValidationError(_("Say how it was settled."))
    with transaction.atomic():
        lock(objection.plan)
        values = {"settled_at": clock.now(), "settled_by_id": actor.user_id, "settlement": said}
        transitions.change(objection, version=version, expected={"settled_at": None}, **values)
        for subject in (refs.of(objection.fact), refs.of(objection.plan)):
            history.write(actor, "progress.settle", subject, {"dispute": [objection.reason, None]}, said)
    return objection
