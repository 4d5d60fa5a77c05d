"""Signing: here, or on paper with the scan. The last signature accepts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from promost.accounts.actors import Actor
from promost.accounts.rules import require
from promost.kit import clock, files, formats, history, refs, transitions, uploads
from promost.plans.models import Party
from promost.progress.models import Signature, SignedHow, Statement, StatementState
from promost.progress.statements import verifying
from promost.progress.statements.parties import Turn, turns

SCANS = ("pdf", "jpg", "png")
SIG_LIMIT = 1024 * 1024
"""Bytes of a detached signature; it is stored as it came, and not verified."""


@dataclass(frozen=True, slots=True)
class File:
    """A file as uploaded: the scan of a signed sheet, or a detached signature."""

    name: str
    data: bytes


def sign(actor: Actor, statement: Statement, party: Party, digest: str, version: int) -> Signature:
    """Sign here, for one's own party; ``digest`` and ``version`` are those that the signatory saw.

    Raises Refused, Overtaken when somebody was first, ValidationError for what cannot be signed.
    """
    require(actor, "progress.sign", (statement, party))
    return _sign(
        actor, statement, party, digest, version, {"how": SignedHow.HERE, "signed_on": clock.today(actor.zone)}
    )


def sign_on_paper(
    actor: Actor,
    statement: Statement,
    party: Party,
    digest: str,
    version: int,
    scan: File,
    signed_on: date,
    sig: File | None = None,
) -> Signature:
    """Attach the scan of the sheet that a party signed on paper; ``digest`` is the one printed on it.

    A detached signature (.sig) is stored beside it, not verified. Raises Refused, Overtaken, uploads.Refused for the
    scan, ValidationError for what cannot be signed.
    """
    require(actor, "progress.sign_on_paper", (statement, party))
    _check_day(statement, signed_on, clock.today(actor.zone))
    checked = uploads.check(scan.data, scan.name, SCANS)
    if sig is not None and len(sig.data) > SIG_LIMIT:
        raise ValidationError(_("The signature file is too large: at most 1 MB."))
    values = {
        "how": SignedHow.PAPER,
        "signed_on": signed_on,
        "scan_sha256": files.keep(scan.data),
        "scan_name": checked.name,
        "sig_sha256": files.keep(sig.data) if sig else "",
    }
    return _sign(actor, statement, party, digest, version, values)


def _sign(
    actor: Actor, statement: Statement, party: Party, digest: str, version: int, values: dict[str, Any]
) -> Signature:
    """Save the signature under a change of the statement's row: of two at once one is told."""
    with transaction.atomic():
        turn = _advance(statement, party, version, digest)
        signature = Signature.objects.create(
            statement=statement,
            party=turn.party,
            digest=digest,
            made_by_id=actor.user_id,
            made_for=actor.organisation,
            made_at=clock.now(),
            **values,
        )
        verb = "progress.accept" if statement.state == StatementState.ACCEPTED else "progress.sign"
        changes = {"statement": [None, statement.number], "party": [None, party.name], "digest": [None, digest]}
        for subject in (refs.of(statement), refs.of(statement.plan)):
            history.write(actor, verb, subject, changes)
    return signature


def _advance(statement: Statement, party: Party, version: int, digest: str) -> Turn:
    """Count the statement's version up, accepted with the last signature, and return the party's turn.

    The row is changed first: whoever comes second waits for it, and is told.
    """
    transitions.change(statement, version=version, expected={"state": StatementState.OPEN})
    turn = _turn(statement, party)
    if digest.strip().lower() != statement.digest:
        raise ValidationError(_("The digest is not that of this statement. Open it again and compare."))
    if not verifying.verify(statement).is_true:
        text = _("The statement no longer matches the records. Tell whoever runs the installation; nothing is signed.")
        raise ValidationError(text)
    if _is_last(statement, turn):
        transitions.change(statement, version=statement.version, state=StatementState.ACCEPTED, closed_at=clock.now())
    return turn


def _turn(statement: Statement, party: Party) -> Turn:
    every = turns(statement)
    mine = next((turn for turn in every if turn.party.pk == party.pk), None)
    if mine is None:
        text = _("%(party)s owns nothing in the plan and does not sign.")
        raise ValidationError(text % {"party": party.called})
    if mine.signature is not None:
        raise ValidationError(_("%(party)s has signed already.") % {"party": party.called})
    if not mine.is_next:
        first = next(turn.party.called for turn in every if turn.is_next)
        raise ValidationError(_("It is not your turn yet: %(party)s signs first.") % {"party": first})
    return mine


def _is_last(statement: Statement, mine: Turn) -> bool:
    return all(turn.signature or turn.party.pk == mine.party.pk for turn in turns(statement))


def _check_day(statement: Statement, signed_on: date, today: date) -> None:
    if signed_on > today:
        raise ValidationError(_("The day of the signature is still to come."))
    if signed_on <= statement.ends_on:
        text = _("The sheet cannot have been signed before the quarter was over on %(day)s.")
        raise ValidationError(text % {"day": formats.day(statement.ends_on)})
