"""Recording facts: checked, exact, idempotent, sorted, in one bulk statement inside the caller's transaction."""

from promost.ledger.recording.new import NewFact
from promost.ledger.recording.recording import record
from promost.ledger.recording.reversing import reversal

__all__ = ["NewFact", "record", "reversal"]
