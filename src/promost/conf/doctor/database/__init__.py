"""The database: it answers, it is whole, and it is set as Promost needs it."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import Error, connection

from promost.conf.doctor.database import postgres, sqlite
from promost.conf.doctor.disk import database_file
from promost.conf.words import fill, text
from promost.conf.words import gettext_noop as _
from promost.kit.health import Finding, Level

PREPARE = _("Prepare the installation (promost setup), or look at PROMOST_HOME and DATABASE_URL.")
LOOK_AT_FOLDER = _("Look at PROMOST_HOME and DATABASE_URL; bring the file back from the latest backup if it is gone.")
LOOK_AT_SERVER = _("See that the server runs and that DATABASE_URL names its host, port, user, password and database.")


def checks() -> Iterator[Finding]:
    """Look at the database, whichever it is; a SQLite file that is not there is not made."""
    trouble = _trouble()
    if trouble:
        yield Finding(text(_("Database")), Level.ILL, *trouble)
        return
    yield from sqlite.checks() if connection.vendor == "sqlite" else postgres.checks()


def answers() -> bool:
    """Tell whether it can be asked at all."""
    return not _trouble()


def _trouble() -> tuple[str, str] | None:
    file = database_file()
    if file and not file.exists():
        return fill(_("There is no database: %(file)s."), file=file), text(PREPARE)
    try:
        tables = connection.introspection.table_names()
    except Error as error:
        words = fill(_("It does not answer: %(reason)s."), reason=str(error).strip().splitlines()[0].rstrip("."))
        return words, text(LOOK_AT_FOLDER if file else LOOK_AT_SERVER)
    return None if tables else (text(_("It is empty.")), text(PREPARE))
