"""``promost facts import`` and ``promost ledger check``."""

from __future__ import annotations

import argparse
from pathlib import Path

from django.utils.translation import gettext as _
from rich.console import Console
from rich.progress import Progress

from promost.accounts.actors import OPERATOR
from promost.kit import formats
from promost.ledger import checking
from promost.ledger.actions.sheets import Taken, take_sheet
from promost.ledger.files import MEGABYTE
from promost.ledger.problems import Bad
from promost.plans.queries.named import NotNamed, plan_named

WELL, SOME, UNUSABLE = 0, 1, 2
"""Exit codes: all is well; rows were refused or something is wrong; the file or the plan is not to be used."""
LIMIT = 20 * MEGABYTE


def configure_import(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the import."""
    parser.add_argument("file", type=Path, help=_("the filled-in sheet (.xlsx)"))
    named = _("the plan's lasting id, its agreement's number, or a part of its title")
    parser.add_argument("--plan", required=True, metavar="PLAN", help=named)
    parser.add_argument("--refused", type=Path, metavar="FILE", help=_("where to write the refused rows"))


def run_import(arguments: argparse.Namespace) -> int:
    """Record the good rows of a sheet; the refused ones go to a file with their reasons."""
    try:
        plan = plan_named(arguments.plan)
        if arguments.file.stat().st_size > LIMIT:
            return _fail(_("The file %(name)s is too large: at most 20 MB.") % {"name": arguments.file})
        data = arguments.file.read_bytes()
    except OSError:
        return _fail(_("The file %(name)s cannot be opened. Check its name.") % {"name": arguments.file})
    except NotNamed as unknown:
        return _fail(str(unknown))
    try:
        with Progress(transient=True) as bar:
            task = bar.add_task(_("Checking rows"), total=None)
            taken = take_sheet(
                OPERATOR,
                plan,
                arguments.file.name,
                data,
                lambda done, total: bar.update(task, completed=done, total=total),
            )
    except Bad as bad:
        return _fail(bad.words)
    return _tell(taken, arguments.refused)


def _tell(taken: Taken, refused: Path | None) -> int:
    console = Console()
    if taken.again:
        who = taken.sheet.made_by or _("the installation")
        said = _("This file was taken already on %(when)s by %(who)s. Nothing was recorded.")
        console.print(said % {"when": formats.moment(taken.sheet.made_at), "who": who}, markup=False)
        return WELL
    counts = {"taken": taken.sheet.taken, "refused": taken.sheet.refused}
    console.print(_("Recorded: %(taken)s. Refused: %(refused)s.") % counts, markup=False)
    for line, bad in taken.refused:
        console.print(_("row %(row)s: %(why)s") % {"row": line.number, "why": bad.words}, markup=False)
    if taken.refused and refused:
        from promost.kit import files  # noqa: PLC0415 - only where a file is asked for

        refused.write_bytes(files.read(taken.sheet.refused_sha256))
    return SOME if taken.refused else WELL


def configure_check(parser: argparse.ArgumentParser) -> None:
    """Add no argument: everything is checked."""


def run_check(_arguments: argparse.Namespace) -> int:
    """Check the whole ledger; say what is wrong, where, and what to do."""
    console, troubles = Console(), 0
    with Progress(console=console, transient=True) as bar:
        for step in checking.steps():
            task = bar.add_task(str(step.name), total=step.total())
            for found in step.run():
                if found is None:
                    bar.advance(task)
                else:
                    troubles += 1
                    console.print(str(found), markup=False)
            bar.remove_task(task)
    console.print(_("Troubles found: %(count)s.") % {"count": troubles} if troubles else _("The ledger is whole."))
    return SOME if troubles else WELL


def _fail(text: str) -> int:
    Console(stderr=True).print(text, markup=False)
    return UNUSABLE
