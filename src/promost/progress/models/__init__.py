"""What people say beside what is derived, and what both sides sign."""

from promost.progress.models.completion import Decision, Verdict
from promost.progress.models.notes import Note
from promost.progress.models.statements import (
    Declaration,
    Declared,
    Dispute,
    Signature,
    SignedHow,
    Statement,
    StatementLine,
    StatementState,
)

__all__ = [
    "Decision",
    "Declaration",
    "Declared",
    "Dispute",
    "Note",
    "Signature",
    "SignedHow",
    "Statement",
    "StatementLine",
    "StatementState",
    "Verdict",
]
