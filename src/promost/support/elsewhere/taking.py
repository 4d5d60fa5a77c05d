"""A file of applications made elsewhere is taken: each row recorded, or refused with its reason."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from promost.accounts.actors import Actor, Refused
from promost.accounts.rules import require
from promost.kit import clock, files, history, refs
from promost.kit.transitions import Overtaken
from promost.kit.uploads.checking import safe_name
from promost.ledger.problems import Bad
from promost.support.applications.actions import record_elsewhere
from promost.support.elsewhere.refused import refused_file
from promost.support.elsewhere.rows import Row, read_rows
from promost.support.elsewhere.telling import Teller
from promost.support.models import ApplicationSheet

Progress = Callable[[int, int], None]
Refusal = tuple[Row, str]


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of a file: the file as it is kept, and the rows that were refused, each with its reason."""

    sheet: ApplicationSheet
    refused: Sequence[Refusal]


def _silent(_done: int, _total: int) -> None: ...


def take(actor: Actor, name: str, data: bytes, progress: Progress = _silent) -> Taken:
    """Record each row of a file. A row taken before is brought up to date; so the same file again changes nothing.

    Rows are recorded one by one: what was recorded stays when the work breaks off, and the file is sent again. Raises
    Refused; ValidationError for a file that cannot be read or lacks a column (then nothing is recorded).
    """
    require(actor, "support.record_elsewhere")
    rows = read_rows(data, name)
    refused = _record(actor, rows, progress)
    with transaction.atomic():
        made = ApplicationSheet.objects.create(
            sha256=files.keep(data), name=safe_name(name)[:255], taken=len(rows) - len(refused), refused=len(refused),
            refused_sha256=files.keep(refused_file(refused)) if refused else "", made_by_id=actor.user_id,
            made_for=actor.organisation, made_at=clock.now(),
        )  # fmt: skip
        told = {"taken": [None, made.taken], "refused": [None, made.refused]}
        history.write(actor, "support.take_applications", refs.of(made), told)
    return Taken(made, refused)


def _record(actor: Actor, rows: Sequence[Row], progress: Progress) -> list[Refusal]:
    teller, refused = Teller(actor), []
    for done, row in enumerate(rows, start=1):
        reason = _refusal(actor, teller, row)
        if reason:
            refused.append((row, reason))
        progress(done, len(rows))
    return refused


def _refusal(actor: Actor, teller: Teller, row: Row) -> str:
    """Record a row; return why it was refused, "" where it was not."""
    try:
        if row.is_hidden:
            return str(Bad("HIDDEN").words)
        record_elsewhere(actor, teller.scheme(row), teller.enterprise(row), teller.made(row))
    except ValidationError as wrong:
        return " ".join(wrong.messages)
    except Bad as bad:
        return str(bad.words)
    except Refused:
        return _("This application is neither your enterprise's nor made to your organisation.")
    except Overtaken:
        return _("Somebody recorded this application at the same moment.")
    return ""


def sheet_of(actor: Actor, uuid: Any) -> ApplicationSheet:
    """Return a file that was taken for the organisation acted for. Raises ApplicationSheet.DoesNotExist."""
    return ApplicationSheet.objects.get(uuid=uuid, made_for=actor.organisation)
