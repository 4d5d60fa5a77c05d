"""``promost profiles import FILE…``: files of open registers put into the register of enterprises.

Exit codes: 0 everything is in, 1 some rows were rejected (files beside the given ones hold them with reasons), 2 a file
was not loaded.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from django.utils.translation import gettext as _
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

from promost.accounts.actors import OPERATOR
from promost.profiles.actions.registering import load_register
from promost.profiles.models import RegisterLoad
from promost.profiles.register.loading import LOOKING
from promost.profiles.register.problems import BadRegister

LOADED, SOME_REJECTED, NOT_LOADED = 0, 1, 2


def configure_import(parser: argparse.ArgumentParser) -> None:
    """The arguments of ``promost profiles import``."""
    parser.add_argument("files", metavar="FILE", type=Path, nargs="+", help=".xml, .zip, .csv, .tsv, .xlsx, .xls, .ods")
    parser.add_argument(
        "--mapping", metavar="JSON", default="", help=_('columns of a table: {"inn": "heading"}, or a file with it')
    )
    parser.add_argument(
        "--released", metavar="DAY", type=date.fromisoformat, help=_("day of a table's release, YYYY-MM-DD")
    )
    parser.add_argument(
        "--rejected", metavar="FILE", type=Path, help=_("where rejected rows go; beside the file if not given")
    )


def run_import(arguments: argparse.Namespace) -> int:
    """Load the files one after another and say what came of each; the worst of them gives the exit code."""
    try:
        mapping = read_mapping(arguments.mapping)
    except BadRegister as bad:
        return _fail(str(bad))
    outcomes = [_one(path, mapping, arguments) for path in arguments.files]
    return max(outcomes)


def read_mapping(text: str) -> Mapping[str, str]:
    """Return the mapping that is given as JSON or as a file of JSON. Raises BadRegister MAPPING."""
    if not text:
        return {}
    try:
        given = json.loads(text if text.lstrip().startswith("{") else Path(text).read_text(encoding="utf-8-sig"))
    except (ValueError, OSError) as error:
        raise BadRegister("MAPPING", why=error) from None
    if not isinstance(given, dict) or not all(isinstance(value, str) for value in given.values()):
        raise BadRegister("MAPPING", why=type(given).__name__)
    return given


def _one(path: Path, mapping: Mapping[str, str], arguments: argparse.Namespace) -> int:
    rejected = arguments.rejected or path.with_name(f"{path.name}.rejected.csv")
    try:
        load = _with_bar(path, mapping, arguments.released, rejected)
    except BadRegister as bad:
        rejected.unlink(missing_ok=True)
        return _fail(_("%(file)s was not loaded; nothing of it was saved. %(why)s") % {"file": path.name, "why": bad})
    except FileNotFoundError:
        return _fail(_("The file %(name)s cannot be opened. Check its name.") % {"name": path})
    except OSError as error:
        return _fail(
            _("The file %(name)s cannot be opened or written: %(why)s.")
            % {"name": path, "why": error.strerror or error}
        )
    return _tell(load, path, rejected)


def _with_bar(path: Path, mapping: Mapping[str, str], released: date | None, rejected: Path) -> RegisterLoad:
    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeRemainingColumn())
    path.stat()
    with Progress(*columns, transient=True) as bar, rejected.open("w", encoding="utf-8-sig", newline="") as rejects:
        task = bar.add_task(path.name, total=None)

        def watch(step: str, done: int, total: int) -> None:
            words = _("looking through %(file)s") if step == LOOKING else _("loading %(file)s")
            bar.update(task, description=words % {"file": path.name}, completed=done, total=total)

        return load_register(OPERATOR, path, rejects=rejects, watch=watch, mapping=mapping, released=released)


def _tell(load: RegisterLoad, path: Path, rejected: Path) -> int:
    console = Console()
    counts = {name: getattr(load, name) for name in ("added", "changed", "unchanged", "older", "rejected", "persons")}
    words = _(
        "%(file)s: new %(added)s, changed %(changed)s, unchanged %(unchanged)s, older than what is here %(older)s, "
        "rejected %(rejected)s."
    )
    console.print(words % {"file": path.name, **counts}, markup=False, highlight=False, soft_wrap=True)
    if load.persons:
        said = _(
            "Individual entrepreneurs passed over: %(persons)s. They are people; the register has legal entities alone."
        )
        console.print(said % counts, markup=False, highlight=False, soft_wrap=True)
    if not load.rejected:
        rejected.unlink(missing_ok=True)
        return LOADED
    said = _("Rejected rows stand with their reasons in %(file)s; mend them in the source and load it again.")
    Console(stderr=True).print(said % {"file": rejected}, markup=False, highlight=False, soft_wrap=True)
    return SOME_REJECTED


def _fail(text: str) -> int:
    Console(stderr=True).print(text, markup=False, highlight=False, soft_wrap=True)
    return NOT_LOADED
