"""``promost backup``: the database and the evidence in one archive, looked over after it is written."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings
from rich.console import Console
from rich.progress import Progress

from promost.conf.backup import reading, writing
from promost.conf.backup.manifest import KEY, Manifest
from promost.conf.backup.writing import Step
from promost.conf.terminal import complain, say
from promost.conf.words import fill, text
from promost.conf.words import gettext_noop as _

WHERE = _("where to: a file, or a folder that gets one named by the moment (the data folder's backups, if not given)")
DOING = {"rows": _("Reading tables"), "evidence": _("Reading the stored files"), "verify": _("Looking the backup over")}
DONE = _("Backed up and looked over: %(file)s (%(rows)s rows, %(files)s files).")
WHOLE = _("The backup is whole: %(file)s (%(rows)s rows, %(files)s files, made %(made)s).")
WITHOUT_KEY = _("The secret key is not in it: keep %(key)s apart, or people sign in anew and links in letters lapse.")
WITH_KEY = _("The secret key is in it: whoever has the file can forge sessions. Keep it locked away.")
MISSING = _("Not in the store, so not in the backup: %(count)s files (%(names)s). promost doctor --all names them.")


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    parser.add_argument("target", nargs="?", type=Path, metavar="FILE|FOLDER", help=text(WHERE))
    parser.add_argument("--with-key", action="store_true", help=text(_("put the secret key into it as well")))
    parser.add_argument("--verify", type=Path, metavar="FILE", help=text(_("only look over a backup made earlier")))


def run(arguments: argparse.Namespace) -> int:
    """Back up, or look a backup over; 1 when files were missing from the store."""
    with bar() as step:
        if arguments.verify:
            told = reading.verify(arguments.verify, step=step)
            say(_said(WHOLE, arguments.verify, told))
            return 0
        target = named(arguments.target)
        told = writing.write(target, with_key=arguments.with_key, step=step)
    say(_said(DONE, target, told))
    say(text(WITH_KEY) if KEY in told.parts else fill(WITHOUT_KEY, key=settings.HOME / "secret.key"))
    if told.evidence_missing:
        names = ", ".join(f"{digest[:12]}…" for digest in told.evidence_missing[:5])
        complain(fill(MISSING, count=len(told.evidence_missing), names=names))
    return 1 if told.evidence_missing else 0


def named(target: Path | None) -> Path:
    """Return the file to write: what was asked for, or one named by the moment in a folder."""
    chosen = target or settings.HOME / "backups"
    if target is None or chosen.is_dir():
        return chosen / f"promost-{datetime.now(UTC).strftime('%Y%m%d-%H%M%S-%f')}.zip"
    return chosen.absolute()


@contextmanager
def bar() -> Iterator[Step]:
    """Show on a terminal how far it is."""
    console = Console(stderr=True)
    with Progress(console=console, transient=True, disable=not console.is_terminal) as progress:
        tasks = {what: progress.add_task(text(said), total=None, visible=False) for what, said in DOING.items()}

        def step(what: str, done: int, total: int) -> None:
            progress.update(tasks[what], completed=done, total=total, visible=True)

        yield step


def _said(message: str, file: Path, told: Manifest) -> str:
    rows = sum(table.rows for table in told.tables)
    return fill(message, file=file, rows=rows, files=told.evidence_files, made=told.made_at)
