"""``promost plan import FILE --agreement NUMBER``: the upload page's way without a browser."""

from __future__ import annotations

import argparse
from pathlib import Path

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from rich.console import Console
from rich.progress import Progress

from promost.accounts.actors import OPERATOR
from promost.kit import jobs
from promost.kit.refs import of
from promost.plans.actions import acceptance, reading
from promost.plans.actions import preview as preview_actions
from promost.plans.models import Agreement, Import, ImportState, Plan
from promost.plans.pages import problems
from promost.plans.queries import imports
from promost.plans.reading.sources import Unreadable

READ, OPEN, UNREADABLE = 0, 1, 2
"""Exit codes: accepted or left in preview as asked; errors are open; the file or the agreement is not to be used."""


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    parser.add_argument("file", type=Path, help=_("the plan document"))
    parser.add_argument("--agreement", required=True, metavar="NUMBER", help=_("the agreement's number"))
    parser.add_argument("--plan", metavar="UUID", help=_("the plan whose newer document it is"))
    parser.add_argument("--preview", action="store_true", help=_("leave it in preview for an officer"))
    parser.add_argument("--as-signed", metavar="NOTE", help=_("take every open error as signed, with this note"))
    parser.add_argument("--reason", default="", help=_("why there is a new edition"))


def run(arguments: argparse.Namespace) -> int:
    """Read a document into an agreement and accept it when nothing is open; all or nothing."""
    console = Console()
    try:
        source = _take(arguments)
    except Unreadable as refused:
        return _fail(problems.unreadable(refused.code, refused.values))
    except OSError:
        return _fail(_("The file %(name)s cannot be opened. Check its name.") % {"name": arguments.file})
    except Agreement.DoesNotExist:
        return _fail(_("There is no agreement No. %(number)s.") % {"number": arguments.agreement})
    except (Plan.DoesNotExist, ValueError, ValidationError):
        return _fail(_("The agreement has no such plan: %(plan)s.") % {"plan": arguments.plan})
    if source is None:
        console.print(_("This document is already an edition of the plan; nothing was changed."))
        return READ
    return _finish(console, arguments, source)


def _take(arguments: argparse.Namespace) -> Import | None:
    agreement = Agreement.objects.get(number=arguments.agreement)
    plan = agreement.plans.get(uuid=arguments.plan) if arguments.plan else None
    data = arguments.file.read_bytes()
    return reading.upload(OPERATOR, agreement, name=arguments.file.name, data=data, plan=plan).source


def _finish(console: Console, arguments: argparse.Namespace, source: Import) -> int:
    failure = _read(source)
    if failure:
        return _fail(failure)
    source.refresh_from_db()
    if arguments.as_signed:
        preview_actions.take_errors_as_signed(OPERATOR, source, arguments.as_signed)
    preview = imports.preview(source)
    console.print(_("Measures read: %(count)s") % {"count": len(preview.rows)})
    for view in preview.open_rows:
        for said in problems.say(view.draft.problems):
            if said.code in view.open_errors:
                console.print(f"  {view.draft.number or view.row.position}: {said.message}", markup=False)
    if arguments.preview or preview.open_rows:
        console.print(_("Left in preview: %(uuid)s") % {"uuid": source.uuid})
        return OPEN if preview.open_rows else READ
    return _accept(console, source, arguments.reason)


def _read(source: Import) -> str:
    """Read in this process, with a bar; return what went wrong, or ""."""
    job = jobs.of(of(source)).first()
    if source.state != ImportState.READING or job is None:
        return ""
    with Progress(transient=True) as bar:
        bar.add_task(_("Reading the plan"), total=None)
        jobs.run(str(job.uuid))
    job.refresh_from_db()
    return problems.unreadable(job.failure["code"], job.failure["values"]) if job.failure else ""


def _accept(console: Console, source: Import, reason: str) -> int:
    try:
        edition = acceptance.accept(OPERATOR, source, source.version, reason=reason)
    except ValidationError as refused:
        return _fail(" ".join(refused.messages), OPEN)
    said = _("Accepted: edition %(number)s of the plan “%(title)s”.")
    console.print(said % {"number": edition.number, "title": edition.plan.title}, markup=False)
    return READ


def _fail(text: str, code: int = UNREADABLE) -> int:
    Console(stderr=True).print(text, markup=False)
    return code
