"""Returning a statement with a reason: its facts are free, and it is drawn anew."""

from __future__ import annotations

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from promost.accounts.actors import Actor
from promost.accounts.rules import require
from promost.kit import clock, history, refs, transitions
from promost.kit.text import clean
from promost.ledger.models import Fact
from promost.plans.models import Party
from promost.progress.models import Statement, StatementState
from promost.progress.statements.actions.disputing import REASON, object_to
from promost.progress.statements.parties import may_object, turns


def return_statement(
    actor: Actor, statement: Statement, party: Party, reason: str, version: int, facts: Sequence[Fact] = ()
) -> Statement:
    """Return an open statement for one's own party; ``facts`` are those to which it objects, left out when drawn anew.

    A party that signed may no longer return it, unless others attached a paper in its name. Raises Refused, Overtaken
    when somebody was first, ValidationError.
    """
    require(actor, "progress.return_statement", (statement, party))
    words = clean(reason)[:REASON]
    if not words:
        raise ValidationError(_("Say why the statement is returned."))
    with transaction.atomic():
        values = {"state": StatementState.RETURNED, "returned_by": party, "reason": words, "closed_at": clock.now()}
        mine = next((turn for turn in turns(statement) if turn.party.pk == party.pk), None)
        transitions.change(statement, version=version, expected={"state": StatementState.OPEN}, **values)
        if mine is None or not may_object(mine):
            raise ValidationError(_("%(party)s has signed this statement, or does not sign it.") % {"party": party})
        changes = {"statement": [statement.number, None], "party": [None, party.name]}
        for subject in (refs.of(statement), refs.of(statement.plan)):
            history.write(actor, "progress.return", subject, changes, words)
        listed = set(statement.lines.filter(fact__in=facts).values_list("fact", flat=True))
        for fact in facts:
            if fact.pk not in listed:
                raise ValidationError(_("The statement does not list this fact."))
            object_to(actor, statement.plan, party, fact, words)
    return statement
