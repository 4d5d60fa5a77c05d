"""Who may do what with statements. Nobody signs, returns or objects for another party, whoever runs the place included.

Statements are read by whoever reads the plan.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.db.models import QuerySet

from promost.accounts.actors import Actor
from promost.accounts.models import Role, User
from promost.accounts.rules import Rule, can
from promost.plans.models import Party, Plan, SideChoice, Target
from promost.plans.permissions import plans_visible_to
from promost.progress.models import Dispute, Statement
from promost.progress.statements.parties import leads, sits_for


def draw(actor: Actor, plan: Plan) -> bool:
    """Whoever works on the plan: editors of its sides but the curator; the installation for what it takes over."""
    return can(actor, "plans.edit_plan", plan)


def declare(actor: Actor, target: Target) -> bool:
    """Whoever records the facts that are missing."""
    return can(actor, "ledger.record_fact", target.measure or target.plan)


def sign(actor: Actor, asked: tuple[Statement, Party]) -> bool:
    """Signatories of the party itself, in the name of the organisation that leads there."""
    _statement, party = asked
    return actor.can(Role.SIGNATORY) and leads(actor.organisation, party)


def sign_on_paper(actor: Actor, asked: tuple[Statement, Party]) -> bool:
    """Editors of the party itself, or of the curator, who attach the scan."""
    statement, party = asked
    if actor.organisation is None or not actor.can(Role.EDITOR):
        return False
    return sits_for(actor.organisation, party) or _is_curator(actor, statement.plan)


def return_(actor: Actor, asked: tuple[Statement, Party]) -> bool:
    """Editors of the party itself."""
    return actor.can(Role.EDITOR) and sits_for(actor.organisation, asked[1])


def dispute(actor: Actor, asked: tuple[Plan, Party]) -> bool:
    """Editors of the party itself."""
    return actor.can(Role.EDITOR) and sits_for(actor.organisation, asked[1])


def settle(actor: Actor, objection: Dispute) -> bool:
    """Editors of the party that objected."""
    return actor.can(Role.EDITOR) and sits_for(actor.organisation, objection.party)


def view(actor: Actor, statement: Statement) -> bool:
    """Whoever reads the plan."""
    return can(actor, "plans.view_plan", statement.plan)


def statements_visible_to(user: User) -> QuerySet[Statement]:
    """Return the statements that a user reads."""
    return Statement.objects.filter(plan__in=plans_visible_to(user))


def _is_curator(actor: Actor, plan: Plan) -> bool:
    seats = plan.agreement.parties.filter(side=SideChoice.CURATOR, seats__organisation=actor.organisation)
    return seats.exists()


RULES: Mapping[str, Rule] = {
    "progress.draw_statement": draw,
    "progress.declare": declare,
    "progress.sign": sign,
    "progress.sign_on_paper": sign_on_paper,
    "progress.return_statement": return_,
    "progress.dispute": dispute,
    "progress.settle": settle,
    "progress.view_statement": view,
}

VISIBLE: Mapping[str, Callable[[User], QuerySet[Any]]] = {"progress.view_statement": statements_visible_to}
