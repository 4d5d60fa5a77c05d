"""A quarter of both programmes: drawn, returned and drawn anew, signed on paper and here by each party, accepted."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from pathlib import Path
from uuid import uuid4

from benchmarks.faults.deeds.house import note, say
from benchmarks.faults.deeds.recording import record, tokens
from benchmarks.faults.deeds.signing.people import Programme, programmes
from promost.kit import clock
from promost.ledger.models import Fact
from promost.plans.models import SideChoice
from promost.progress.demo.papers import paper
from promost.progress.models import Declared, Statement, StatementState
from promost.progress.statements import composing, drawing, quarters
from promost.progress.statements.actions import declaring, returning, signing
from promost.progress.statements.parties import Turn, turns
from promost.progress.statements.quarters import Quarter

LATE = 3
"""Facts that are recorded late in each programme, so that every statement lists some."""


def do(folder: Path, round_: int) -> None:
    """Draw and sign the next quarter of both programmes, and tell of each signature when it is done."""
    given = list(programmes())
    for number, each in enumerate(given):
        _late(each, round_ * 10 + number)
    scan = paper("Sheet.pdf", "Signed", "Faults", str(round_))
    say("ready")
    for each in given:
        play(folder, each, scan)


def _late(programme: Programme, number: int) -> None:
    like = Fact.objects.filter(measure__plan=programme.plan, reverses=None, value__gt=0).order_by("pk")[0]
    for token in tokens(number)[:LATE]:
        record(like, token)


def play(folder: Path, programme: Programme, scan: bytes) -> None:
    """Bring the coming quarter to its acceptance, from wherever it stands."""
    quarter = coming(programme)
    at = datetime.combine(quarter.ends_on + timedelta(days=20), time(12), programme.draws.zone)
    with clock.stopped(at):
        statement = _open(programme)
        if statement is None:
            statement = draw(programme, quarter)
            if _returned(programme, quarter) == 0:
                give_back(programme, statement)
                statement = draw(programme, quarter)
        finish(folder, programme, statement, scan)


def coming(programme: Programme) -> Quarter:
    """Return the quarter of the open statement, or the one that follows the last accepted one."""
    statement = _open(programme)
    if statement is not None:
        return Quarter(statement.starts_on, statement.ends_on)
    last = programme.plan.statements.filter(state=StatementState.ACCEPTED).order_by("-number")[0]
    return quarters.following(Quarter(last.starts_on, last.ends_on))


def _open(programme: Programme) -> Statement | None:
    return programme.plan.statements.filter(state=StatementState.OPEN).select_related("plan").first()


def _returned(programme: Programme, quarter: Quarter) -> int:
    return programme.plan.statements.filter(state=StatementState.RETURNED, ends_on=quarter.ends_on).count()


def draw(programme: Programme, quarter: Quarter) -> Statement:
    """Declare what is silent, and draw."""
    plan, actor = programme.plan, programme.draws
    order = drawing.order_of(plan, list(Statement.objects.filter(plan=plan)), quarter.ends_on, actor.zone)
    for silent in composing.compose(order).undeclared:
        target = plan.targets.select_related("plan__agreement", "measure__plan__agreement").get(uuid=silent.uuid)
        declaring.declare(actor, target, quarter.ends_on, Declared.NOT_REPORTED, "Awaited", uuid4())
    return drawing.draw(actor, plan, quarter.ends_on)


def give_back(programme: Programme, statement: Statement) -> None:
    """Return a statement that nobody has signed."""
    first = next(turn for turn in turns(statement) if turn.is_next)
    actor = programme.signs[first.party.side]
    returning.return_statement(actor, statement, first.party, "A figure is missing", statement.version)


def finish(folder: Path, programme: Programme, statement: Statement, scan: bytes) -> None:
    """Let everybody sign who has not: the recipient on paper, the others here; the last signature accepts."""
    while turn := next((each for each in turns(statement) if each.is_next), None):
        sign(programme, statement, turn, scan)
        note(folder, f"{statement.uuid}/{turn.party.side}")


def sign(programme: Programme, statement: Statement, turn: Turn, scan: bytes) -> None:
    """Sign for the party whose turn it is."""
    actor, party = programme.signs[turn.party.side], turn.party
    if party.side == SideChoice.RECIPIENT:
        file, day = signing.File("Sheet.pdf", scan), clock.today(programme.draws.zone)
        signing.sign_on_paper(programme.draws, statement, party, statement.digest, statement.version, file, day)
        return
    signing.sign(actor, statement, party, statement.digest, statement.version)
