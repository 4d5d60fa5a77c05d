"""``promost profiles observe FILE``: levels from a table, loaded by whoever runs the installation.

Exit codes: 0 all lines are in, 1 some were refused (a file holds them with their reasons), 2 the table was not loaded.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from django.utils.translation import gettext as _

from promost.accounts.actors import OPERATOR
from promost.profiles.importing import Outcome, load
from promost.registry.sources.problems import BadFile

LOADED, SOME_REFUSED, NOT_LOADED = 0, 1, 2


def configure_observe(parser: argparse.ArgumentParser) -> None:
    """The arguments of ``promost profiles observe``."""
    parser.add_argument("file", metavar="FILE", type=Path, help=".csv, .tsv, .xlsx, .xls, .ods")
    parser.add_argument(
        "--refused", metavar="FILE", type=Path, help=_("where refused lines go; beside the table if not given")
    )


def run_observe(arguments: argparse.Namespace) -> int:
    """Add the levels of a table and say what came of it."""
    path: Path = arguments.file
    try:
        outcome = load(OPERATOR, path)
    except BadFile as bad:
        return _fail(str(bad))
    except OSError:
        return _fail(_("The file %(name)s cannot be opened. Check its name.") % {"name": path})
    print(_("Levels added: %(added)s; there already: %(known)s.") % {"added": outcome.added, "known": outcome.known})
    return _tell_refused(outcome, arguments.refused or path.with_suffix(".refused.csv"))


def _tell_refused(outcome: Outcome, path: Path) -> int:
    if not outcome.refused:
        return LOADED
    outcome.write_refused(path)
    words = _("Lines refused: %(count)s. They stand with their reasons in %(file)s; mend them and load that file.")
    print(words % {"count": len(outcome.refused), "file": path}, file=sys.stderr)
    return SOME_REFUSED


def _fail(text: str) -> int:
    print(text, file=sys.stderr)
    return NOT_LOADED
