"""Evidence of a statement that was erased: its hash and the reason stay, and the statement can still be verified."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from promost.ledger.models import Attachment
from promost.progress.models import Statement, StatementLine


@dataclass(frozen=True, slots=True)
class Erased:
    """An erased file: beside which fact it stood, its hash, when and why it was erased."""

    fact: str
    sha256: str
    erased_at: datetime
    reason: str


def erased_of(statement: Statement) -> tuple[Erased, ...]:
    """Return the erased evidence of the facts that a statement lists, in one query."""
    listed = StatementLine.objects.filter(statement=statement, fact__isnull=False).values("fact")
    rows = Attachment.objects.filter(fact__in=listed, evidence__erased_at__isnull=False)
    named = ("fact__uuid", "evidence__sha256", "evidence__erased_at", "evidence__erasure_reason")
    return tuple(
        Erased(str(fact), digest, when, reason)
        for fact, digest, when, reason in rows.order_by("pk").values_list(*named).distinct()
        if when is not None
    )
