# ruff: noqa: S101 - an assertion is what this looks with
"""What must hold of every statement, whenever it was killed."""

from __future__ import annotations

from argparse import Namespace
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path

from benchmarks.faults.deeds.house import noted
from benchmarks.faults.deeds.signing.doing import play
from benchmarks.faults.deeds.signing.people import programmes
from promost.kit import history, refs
from promost.progress.demo.papers import paper
from promost.progress.models import Signature, Statement, StatementState
from promost.progress.statements import command
from promost.progress.statements.parties import turns
from promost.progress.statements.verifying import verify


def check(folder: Path, round_: int) -> None:
    """Look at every statement and at what was told done; sign on to the end, and look again."""
    everything(folder)
    scan = paper("Sheet.pdf", "Signed", "Faults", str(round_))
    for programme in programmes():
        if programme.plan.statements.filter(state=StatementState.OPEN).exists():
            play(folder, programme, scan)
    everything(folder)
    left = Statement.objects.filter(state=StatementState.OPEN)
    assert not left.exists(), "signing did not go on"


def everything(folder: Path) -> None:
    """Each statement is whole, and no signature that was told done is lost."""
    for statement in Statement.objects.select_related("plan", "previous"):
        whole(statement)
    signed = Signature.objects.values_list("statement__uuid", "party__side")
    lost = set(noted(folder)) - {f"{uuid}/{side}" for uuid, side in signed}
    assert not lost, f"told signed and lost: {sorted(lost)[:3]}"


def whole(statement: Statement) -> None:
    """A statement verifies; who signed, its state, version and history tell the same."""
    found = verify(statement)
    assert found.is_true, f"{statement}: {found.differences[:3]}"
    assert found.lines == statement.lines.count(), f"{statement}: lines are missing"
    signed = [turn.signature is not None for turn in turns(statement)]
    count, accepted = sum(signed), statement.state == StatementState.ACCEPTED
    assert signed == sorted(signed, reverse=True), f"{statement}: signed out of turn"
    assert count == statement.signatures.count()
    assert accepted == all(signed), f"{statement}: {statement.state} with {count} signatures"
    assert (statement.closed_at is None) == (statement.state == StatementState.OPEN)
    returned = statement.state == StatementState.RETURNED
    assert statement.version == count + accepted + returned, f"{statement}: half signed"
    _remembered(statement, count, accepted=accepted, returned=returned)
    _command_verifies(statement)


def _remembered(statement: Statement, count: int, *, accepted: bool, returned: bool) -> None:
    """Each deed has its row in the statement's history and in the plan's."""
    signed = ["progress.sign"] * (count - accepted) + ["progress.accept"] * accepted
    expected = ["progress.draw", *signed, *["progress.return"] * returned]
    own = [entry.verb for entry in history.of(refs.of(statement))][::-1]
    assert own == expected, f"{statement}: history tells {own}"
    of_plan = [
        entry.verb
        for entry in history.of(refs.of(statement.plan))
        if statement.number in entry.changes.get("statement", ())
    ][::-1]
    assert of_plan == expected, f"{statement}: the plan's history tells {of_plan}"


def _command_verifies(statement: Statement) -> None:
    """``ledger verify`` says so as well."""
    with redirect_stdout(StringIO()) as said:
        code = command.run(Namespace(statement=str(statement.uuid)))
    assert code == command.TRUE, said.getvalue()
