"""Evidence: attached, marked as holding personal data, erased."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from promost.accounts.actors import Actor
from promost.accounts.rules import require
from promost.kit import clock, erasures, history, refs, transitions
from promost.kit import files as stored
from promost.ledger import erased
from promost.ledger import files as kept
from promost.ledger.files import File
from promost.ledger.models import Evidence, Fact
from promost.ledger.problems import Bad
from promost.plans.models import Measure

REASON = 400


def attach(actor: Actor, thing: Fact | Measure, files: Sequence[File], personal: bool = False) -> list[Evidence]:
    """Put files beside a fact, or beside a measure as a whole. Raises Refused, Bad."""
    require(actor, "ledger.attach_evidence", thing)
    if not files:
        raise Bad("NO_FILE")
    examined = kept.examine(files)
    with transaction.atomic():
        attached = kept.attach(actor, examined, thing, personal)
        changes = {"evidence": [None, [each.sha256 for each in attached]]}
        history.write(actor, "ledger.attach", refs.of(thing), changes)
    return attached


def mark_personal(actor: Actor, evidence: Evidence, version: int, personal: bool = True) -> Evidence:
    """Say that a file contains personal data, or that it does not. Raises Refused, Overtaken."""
    require(actor, "ledger.keep_evidence", evidence)
    with transaction.atomic():
        before = evidence.personal
        transitions.change(evidence, version=version, personal=personal)
        history.write(actor, "ledger.mark_personal", refs.of(evidence), {"personal": [before, personal]})
    return evidence


def erase_evidence(actor: Actor, evidence: Evidence, reason: str, version: int) -> Evidence:
    """Erase a file that contains personal data; its hash and the reason stay. Raises Refused, Overtaken, Bad.

    The bytes go when the transaction is done, unless something else keeps the same ones.
    """
    require(actor, "ledger.keep_evidence", evidence)
    if not evidence.personal:
        raise Bad("NOT_PERSONAL")
    if not reason.strip():
        raise Bad("NO_REASON")
    with transaction.atomic():
        now = clock.now()
        gone = {"erased_at": now, "erasure_reason": reason.strip()[:REASON]}
        transitions.change(evidence, version=version, expected={"erased_at": None}, **gone)
        history.write(actor, "ledger.erase", refs.of(evidence), {"erased": [None, now.isoformat()]}, reason)
        erasures.note(erased.of(evidence))
        transaction.on_commit(lambda: stored.let_go(evidence.sha256))
    return evidence
