"""Statements of the story: drawn, and signed in the agreement's order."""

from __future__ import annotations

from uuid import NAMESPACE_URL, uuid5

from promost.kit import clock
from promost.plans.models import Party
from promost.progress.demo.agreed.told import Drawn, Programme, Signed
from promost.progress.demo.agreed.told import parties as parties_of
from promost.progress.demo.papers import paper
from promost.progress.demo.stage import Stage
from promost.progress.models import Declared, Statement
from promost.progress.statements import composing, drawing
from promost.progress.statements.actions import declaring, signing

SILENT = "Показатель будет представлен после получения сводных данных."


def sign(stage: Stage, told: Programme) -> None:
    """Draw the statements and sign them, in the agreement's order; those that are there stay."""
    if Statement.objects.filter(plan=stage.plan).exists():
        return
    parties = parties_of(stage)
    for each in told.statement:
        statement = _draw(stage, each)
        for signed in sorted(each.signed, key=lambda signature: parties[signature.side].order):
            with clock.stopped(signed.at):
                statement.refresh_from_db()
                _sign(stage, statement, parties[signed.side], signed)


def _draw(stage: Stage, told: Drawn) -> Statement:
    actor = stage.cast[told.drawn.by]
    with clock.stopped(told.drawn.at):
        plan = stage.plan
        order = drawing.order_of(plan, list(Statement.objects.filter(plan=plan)), told.quarter, actor.zone)
        for silent in composing.compose(order).undeclared:
            target = plan.targets.select_related("plan__agreement", "measure__plan__agreement").get(uuid=silent.uuid)
            token = uuid5(NAMESPACE_URL, f"{target.uuid} {told.quarter}")
            declaring.declare(actor, target, told.quarter, Declared.NOT_REPORTED, SILENT, token)
        return drawing.draw(actor, plan, told.quarter)


def _sign(stage: Stage, statement: Statement, party: Party, told: Signed) -> None:
    actor = stage.cast[told.by]
    if not told.paper:
        signing.sign(actor, statement, party, statement.digest, statement.version)
        return
    name = f"Ведомость № {statement.number}, подписанный лист.pdf"
    data = paper(name, f"Подписано. Контрольная сумма {statement.digest}", stage.plan.title, told.at.date().isoformat())
    file = signing.File(name, data)
    signing.sign_on_paper(actor, statement, party, statement.digest, statement.version, file, told.at.date())
