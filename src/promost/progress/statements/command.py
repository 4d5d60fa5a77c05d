"""``promost ledger verify STATEMENT|FILE.json``: whether a statement is as it was signed."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from pathlib import Path
from uuid import UUID

from django.utils.translation import gettext as _
from rich.console import Console

from promost.kit import formats
from promost.progress.models import Statement
from promost.progress.statements.from_file import LIMIT, FileVerified, Misread, verify_file
from promost.progress.statements.said import said
from promost.progress.statements.verifying import Difference, Verified, verify

TRUE, DIFFERS, UNUSABLE = 0, 1, 2
"""Exit codes: all is as it was signed; something differs and is named; there is no such statement or file."""


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the command's argument."""
    parser.add_argument("statement", metavar="STATEMENT|FILE.json", help=_("its lasting id, or its exported file"))


def run(arguments: argparse.Namespace) -> int:
    """Verify a statement of this database, or an exported file and what this database has of it."""
    named: str = arguments.statement
    if named.lower().endswith(".json"):
        return _file(Path(named))
    try:
        statement = Statement.objects.select_related("plan", "previous").get(uuid=UUID(named))
    except (Statement.DoesNotExist, ValueError):
        return _fail(_("There is no statement %(named)s. Give its lasting id or its exported file.") % {"named": named})
    return _tell_stored(verify(statement))


def _file(path: Path) -> int:
    try:
        if path.stat().st_size > LIMIT:
            return _fail(_("The file %(name)s is too large: at most 20 MB.") % {"name": path})
        found = verify_file(path.read_bytes())
    except OSError:
        return _fail(_("The file %(name)s cannot be opened. Check its name.") % {"name": path})
    except Misread:
        return _fail(_("The file %(name)s is no exported statement.") % {"name": path})
    return _tell_file(found)


def _tell_file(found: FileVerified) -> int:
    _print(_("File of statement %(uuid)s, digest %(digest)s.") % {"uuid": found.uuid, "digest": found.digest})
    _differences(found.differences)
    if not found.differences:
        _print(_("The file is whole: its digest, its chain and its totals are those of its lines."))
    if found.stored is None:
        _print(_("This database does not have the statement; the file was verified in itself."))
    else:
        _tell_stored(found.stored)
    return TRUE if found.is_true else DIFFERS


def _tell_stored(found: Verified) -> int:
    one = found.statement
    text = _("Statement No. %(number)s by %(day)s of “%(plan)s”: %(lines)s lines compared with the records.")
    _print(text % {"number": one.number, "day": formats.day(one.ends_on), "plan": one.plan.title, "lines": found.lines})
    _print(_("Digest %(digest)s, after %(count)s earlier.") % {"digest": one.digest, "count": len(found.chain)})
    for each in found.erased:
        text = _("Fact %(fact)s: a file of evidence was erased on %(day)s (%(reason)s); its hash %(hash)s stays.")
        day = formats.day(each.erased_at.date())
        _print(text % {"fact": each.fact, "day": day, "reason": each.reason, "hash": each.sha256})
    _differences(found.differences)
    _print(_("Everything is as it was signed.") if found.is_true else _("It is not as it was signed."))
    return TRUE if found.is_true else DIFFERS


def _differences(found: Iterable[Difference]) -> None:
    for each in found:
        _print(said(each))


def _print(text: str) -> None:
    Console(soft_wrap=True).print(text, markup=False, highlight=False)


def _fail(text: str) -> int:
    Console(stderr=True).print(text, markup=False)
    return UNUSABLE
