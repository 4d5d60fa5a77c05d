"""``promost support applications FILE``: the page's way without a browser.

Exit codes: 0 all rows are recorded, 1 some were refused (a file holds them with their reasons), 2 the file was not
read.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from rich.console import Console
from rich.progress import Progress

from promost.accounts.actors import OPERATOR
from promost.kit import files
from promost.support.elsewhere.taking import take

RECORDED, SOME_REFUSED, NOT_READ = 0, 1, 2


def configure(parser: argparse.ArgumentParser) -> None:
    """The arguments of ``promost support applications``."""
    parser.add_argument("file", metavar="FILE", type=Path, help=".xlsx")
    parser.add_argument(
        "--refused", metavar="FILE", type=Path, help=_("where refused rows go; beside the table if not given")
    )


def run(arguments: argparse.Namespace) -> int:
    """Record the applications of a file."""
    path: Path = arguments.file
    try:
        data = path.read_bytes()
        with Progress(transient=True) as bar:
            task = bar.add_task(_("Recording applications"), total=None)
            taken = take(OPERATOR, path.name, data, lambda done, total: bar.update(task, completed=done, total=total))
    except OSError:
        return _fail(_("The file %(name)s cannot be opened. Check its name.") % {"name": path})
    except ValidationError as refused:
        return _fail(" ".join(refused.messages))
    print(_("Recorded: %(count)s") % {"count": taken.sheet.taken})
    if not taken.refused:
        return RECORDED
    beside: Path = arguments.refused or path.with_suffix(".refused.xlsx")
    beside.write_bytes(files.read(taken.sheet.refused_sha256))
    said = _("Rows not taken: %(count)s. They stand with their reasons in %(file)s; mend them and load that file.")
    Console(stderr=True).print(said % {"count": taken.sheet.refused, "file": beside}, markup=False)
    return SOME_REFUSED


def _fail(text: str) -> int:
    Console(stderr=True).print(text, markup=False)
    return NOT_READ
