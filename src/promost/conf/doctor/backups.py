"""How old the newest backup is; those that are kept elsewhere are not seen from here."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from django.conf import settings

from promost.conf.words import fill, text
from promost.conf.words import gettext_noop as _
from promost.kit import clock
from promost.kit.health import Finding, Level

OLD = timedelta(days=7)
KINDS = ("promost-*.zip", "promost-*.sqlite3", "promost-*.dump")
REMEDY = _("Make one every day, and keep it on another disc: promost backup FOLDER")


def checks() -> Iterator[Finding]:
    """Look at the data folder's backups, those made before an upgrade among them."""
    folder = settings.HOME / "backups"
    found = [path for kind in KINDS for path in folder.glob(kind)]
    if not found:
        yield Finding(
            text(_("Backup")), Level.WARNING, fill(_("There is no backup in %(folder)s."), folder=folder), text(REMEDY)
        )
        return
    newest = max(found, key=lambda path: path.stat().st_mtime)
    made = datetime.fromtimestamp(newest.stat().st_mtime, UTC)
    words = fill(_("The newest backup is of %(day)s: %(file)s."), day=made.date().isoformat(), file=newest)
    old = clock.machine_now() - made > OLD
    yield Finding(text(_("Backup")), Level.WARNING if old else Level.WELL, words, text(REMEDY) if old else "")
