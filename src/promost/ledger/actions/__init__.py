"""The verbs of the ledger."""

from promost.ledger.actions.by_hand import nil_report, opening, record_by_hand
from promost.ledger.actions.completion import hand_in
from promost.ledger.actions.evidence import attach, erase_evidence, mark_personal
from promost.ledger.actions.reversal import reverse
from promost.ledger.actions.sheets import Taken, take_sheet

__all__ = [
    "Taken",
    "attach",
    "erase_evidence",
    "hand_in",
    "mark_personal",
    "nil_report",
    "opening",
    "record_by_hand",
    "reverse",
    "take_sheet",
]
