"""``promost restore``: a backup put in place, into this installation or another."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

import django
from django.utils import translation

from promost.conf.terminal import complain, say
from promost.conf.words import fill, language, text
from promost.conf.words import gettext_noop as _

INTO = _("another data folder, or the address of a database (postgres://…); this installation, if not given")
REPLACE = _("replace what the installation holds; it is backed up first")
DONE = _("Restored and compared: %(rows)s rows in %(tables)s tables, %(files)s files, as of %(made)s.")
COPY = _("What was there before is backed up: %(file)s")
AGAIN = _("Erased again, since it was erased after the backup was made: %(count)s.")
MISSING = _("Files that are neither in the backup nor in the store: %(count)s. promost doctor --all names them.")
SIGN_IN = _("Everybody signs in again. Start the site: promost serve")


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    parser.add_argument("file", type=Path, metavar="FILE", help=text(_("a backup made by promost backup")))
    parser.add_argument("--into", metavar="FOLDER|DATABASE_URL", help=text(INTO))
    parser.add_argument("--replace", action="store_true", help=text(REPLACE))


def run(arguments: argparse.Namespace) -> int:
    """Restore and say what was done; 1 when files are missing."""
    if arguments.into:
        _turn_to(arguments.into)
    django.setup()
    translation.activate(language())
    from promost.conf.backup.command import bar  # noqa: PLC0415 - models can be read only now
    from promost.conf.restore.doing import restore  # noqa: PLC0415 - as above

    with bar() as step:
        done = restore(arguments.file.absolute(), replace=arguments.replace, step=step)
    told = done.told
    if done.copy:
        say(fill(COPY, file=done.copy))
    rows = sum(table.rows for table in told.tables)
    say(fill(DONE, rows=rows, tables=len(told.tables), files=told.evidence_files, made=told.made_at))
    if done.erased_again:
        say(fill(AGAIN, count=done.erased_again))
    say(text(SIGN_IN))
    if done.missing:
        complain(fill(MISSING, count=len(done.missing)))
    return 1 if done.missing else 0


def _turn_to(place: str) -> None:
    """Let this process work on another installation."""
    if "://" in place:
        os.environ["DATABASE_URL"] = place
    else:
        os.environ.pop("DATABASE_URL", None)
        os.environ["PROMOST_HOME"] = str(Path(place).absolute())
