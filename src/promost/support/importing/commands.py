"""``promost support import FILE``: the upload page's way without a browser.

Exit codes: 0 all rows are in, 1 some were not taken (a file holds them with their reasons), 2 the file was not read.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from django.utils.translation import get_language
from django.utils.translation import gettext as _
from rich.console import Console
from rich.progress import Progress

from promost.accounts.actors import OPERATOR
from promost.registry.models import Organisation
from promost.support.importing import actions, planning
from promost.support.importing.actions import Result
from promost.support.importing.refused import refused_file
from promost.support.importing.settling import Settler
from promost.support.models import RowOutcome, SchemeImport
from promost.support.reading import Reading, Unreadable, say, tell

TAKEN, SOME_REFUSED, NOT_READ = 0, 1, 2


def configure(parser: argparse.ArgumentParser) -> None:
    """The arguments of ``promost support import``."""
    parser.add_argument("file", metavar="FILE", type=Path, help=".xlsx, .xls, .ods, .csv")
    parser.add_argument(
        "--map",
        action="append",
        default=[],
        metavar="HEADING=FIELD",
        help=_("which field a column holds, as “Who pays=provider”; once for each column"),
    )
    parser.add_argument("--provider", metavar="INN", help=_("who gives the support, where a row does not say"))
    parser.add_argument("--dry-run", action="store_true", help=_("say what would be made, and make nothing"))
    parser.add_argument(
        "--refused", metavar="FILE", type=Path, help=_("where refused rows go; beside the table if not given")
    )


def run(arguments: argparse.Namespace) -> int:
    """Read a file and make drafts of its schemes."""
    path: Path = arguments.file
    mapping = dict(each.rpartition("=")[::2] for each in arguments.map)
    try:
        provider = Organisation.objects.get(inn=arguments.provider, merged_into=None) if arguments.provider else None
        data = path.read_bytes()
        if arguments.dry_run:
            return _look(path, data, mapping, provider)
        return _take(path, data, mapping, provider, arguments.refused or path.with_suffix(".refused.csv"))
    except Unreadable as refused:
        return _fail(say(refused.code, refused.values, _language()))
    except OSError:
        return _fail(_("The file %(name)s cannot be opened. Check its name.") % {"name": path})
    except (Organisation.DoesNotExist, Organisation.MultipleObjectsReturned):
        return _fail(_("There is no single organisation with the INN %(inn)s.") % {"inn": arguments.provider})


def _look(path: Path, data: bytes, mapping: dict[str, str], provider: Organisation | None) -> int:
    reading = actions.look(OPERATOR, path.name, data, mapping)
    if _told(reading):
        return NOT_READ
    with Progress(transient=True) as bar:
        task = bar.add_task(_("Looking at schemes"), total=len(reading.drafts))
        planned = planning.plan(OPERATOR, reading, Settler(provider), lambda count: bar.update(task, completed=count))
    result = Result()
    for each in planned:
        result.counts[each.outcome] += 1
        for problem in each.reasons:
            Console().print(f"  {tell(problem, _language())}", markup=False)
    _say(result)
    print(_("Nothing was written."))
    return SOME_REFUSED if result.counts[RowOutcome.REJECTED] else TAKEN


def _take(path: Path, data: bytes, mapping: dict[str, str], provider: Organisation | None, refused: Path) -> int:
    taken = actions.take(OPERATOR, path.name, data, mapping, provider)
    if taken.reading is not None and _told(taken.reading):
        actions.discard(OPERATOR, taken.source)
        return NOT_READ
    with Progress(transient=True) as bar:
        task = bar.add_task(_("Making drafts of schemes"), total=None)
        result = actions.import_schemes(
            OPERATOR, taken.source, provider, lambda done, total: bar.update(task, completed=done, total=total)
        )
    _say(result)
    return _write_refused(taken.source, result, refused)


def _told(reading: Reading) -> bool:
    """Say what is to be said of the file as a whole; whether it was not read."""
    for problem in reading.problems:
        Console(stderr=reading.refused).print(tell(problem, _language()), markup=False)
    return reading.refused


def _say(result: Result) -> None:
    for outcome, count in result.counts.items():
        print(f"{outcome.label}: {count}")


def _write_refused(source: SchemeImport, result: Result, path: Path) -> int:
    count = result.counts[RowOutcome.REJECTED]
    if not count:
        return TAKEN
    path.write_bytes(refused_file(source))
    said = _("Rows not taken: %(count)s. They stand with their reasons in %(file)s; mend them and load that file.")
    Console(stderr=True).print(said % {"count": count, "file": path}, markup=False)
    return SOME_REFUSED


def _fail(text: str) -> int:
    Console(stderr=True).print(text, markup=False)
    return NOT_READ


def _language() -> str:
    return "en" if (get_language() or "ru").startswith("en") else "ru"
