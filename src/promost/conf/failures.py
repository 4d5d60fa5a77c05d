"""What went wrong at the command line, in one sentence that says what to do."""

from __future__ import annotations

from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.db.utils import OperationalError, ProgrammingError

from promost.conf.environment import Misconfigured
from promost.conf.words import fill, text
from promost.conf.words import gettext_noop as _
from promost.kit.access import Refused


def sentence(error: BaseException) -> str | None:
    """Return the sentence for an error that a person can do something about; None for a fault of the program."""
    if isinstance(error, ValidationError):
        return "\n".join(error.messages)
    if isinstance(error, Misconfigured):
        return str(error)
    if isinstance(error, Refused):
        return fill(_("This is not allowed (%(permission)s). Nothing was changed."), permission=error.permission)
    if isinstance(error, (OperationalError, ProgrammingError)):
        return _of_database(str(error).strip().splitlines()[0])
    if isinstance(error, (FileNotFoundError, PermissionError, IsADirectoryError)):
        return fill(_("%(file)s cannot be opened: %(reason)s."), file=error.filename, reason=error.strerror)
    return text(str(error)) if isinstance(error, ImproperlyConfigured) else None


def _of_database(reason: str) -> str:
    if "no such table" in reason or "does not exist" in reason:
        return text(_("The database is empty or of an older version. Prepare it: promost setup, or promost upgrade."))
    silent = _("The database does not answer: %(reason)s. Look at DATABASE_URL and at the data folder.")
    return fill(silent, reason=reason)
